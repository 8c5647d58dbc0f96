import { CommanderError } from 'commander'
import { errnoOf, ProblemError } from '../domain/problem.ts'
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts'
import { chooseLanguage, say, speak } from './language/language.ts'
import { createProgram } from './program.ts'
import { refuseDumps } from './refuse-dumps.ts'
import { showProblems } from './show-problems.ts'
import { usageWords } from './words/usage-words.ts'

/**
 * Runs the command line.
 *
 * @param argv what follows the program's name
 * @returns the exit code, once all that was written is written
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  speak(chooseLanguage(argv, process.env))
  endOnUnwritableStdout()
  endOnLooseError()
  let exitCode: ExitCode = EXIT.done
  try {
    refuseDumps()
    await createProgram((code) => {
      exitCode = code
    }).parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    return exitCodeOfError(error, argv)
  }
}

function exitCodeOfError(error: unknown, argv: readonly string[] = []): ExitCode {
  if (error instanceof ProblemError) {
    showProblems(error.problems)
    return exitCodeOf(error.problems)
  }
  if (error instanceof CommanderError) return showUsage(error, argv)
  // Whoever asks Node for a folder that was deleted gets this one.
  if (isOfFolder(error)) return exitCodeOfError(new ProblemError({ code: 'FOLDER_GONE' }))
  return showBug(error)
}

function isOfFolder(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd'
}

function showUsage(error: CommanderError, argv: readonly string[]): ExitCode {
  if (error.exitCode === 0) return EXIT.done
  // No command at all: commander has shown its help.
  if (error.code !== 'commander.help') showProblems([{ code: 'USAGE', message: usageWords(error, argv) }])
  return EXIT.usage
}

/** A bug of ours: where it happened, and never its message, which may quote what it choked on. */
function showBug(error: unknown): ExitCode {
  const frames = error instanceof Error ? framesOf(error) : []
  const words = {
    en: 'comptage: internal error; please report these lines',
    fr: 'comptage : erreur interne ; merci de signaler ces lignes',
  }
  process.stderr.write(`${say(words)}\n${frames.join('\n')}\n`)
  return EXIT.bug
}

const FRAME = /^ {4}at /

// Only what follows the message: one of several lines may hold a line that looks like a frame.
function framesOf({ message, stack = '' }: Error): readonly string[] {
  const header = /^\w+(?: \[\w+\])?(?:: )?/.exec(stack)?.[0].length ?? 0
  const rest = stack.startsWith(message, header) ? stack.slice(header + message.length) : ''
  const [behind, ...lines] = rest.split('\n')
  // Somebody changed the one or the other: nobody knows any more where the message ends.
  if (behind !== '' || !FRAME.test(lines[0] ?? '')) return []
  return lines.filter((line) => FRAME.test(line)).map(withoutFolder)
}

/** Where the program lies, or was built, is nobody's business: the name of the file and the line are enough. */
function withoutFolder(frame: string): string {
  const [first, last] = [frame.indexOf('/'), frame.lastIndexOf('/')]
  return first < 0 ? frame : `${frame.slice(0, first)}${frame.slice(last + 1)}`.replace('file:', '')
}

/** `comptage count … | head` has what it wants: nothing is wrong with that. A full disk is. */
function endOnUnwritableStdout(): void {
  // Whoever closes this pipe wants no notes; what was asked for is on stdout.
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Nobody reads on; what the command came to stands, as the code that it ends with.
    if (error.code === 'EPIPE') return
    showProblems([{ code: 'WRITE_FAILED', path: '-', errno: errnoOf(error) ?? 'EIO' }])
    process.exit(EXIT.io)
  })
}

// Thrown where nobody waits, Node would print it with its message.
function endOnLooseError(): void {
  process.once('uncaughtException', (error) => process.exit(exitCodeOfError(error)))
}
