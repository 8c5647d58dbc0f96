import { CommanderError } from 'commander'
import { ProblemError } from '../domain/problem.ts'
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts'
import { createProgram } from './program.ts'
import { refuseDumps } from './refuse-dumps.ts'
import { showProblems } from './show-problems.ts'

/**
 * Runs the command line.
 *
 * @param argv what follows the program's name
 * @returns the exit code, once all that was written is written
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  endQuietlyOnClosedPipe()
  endOnSignals()
  let exitCode: ExitCode = EXIT.done
  try {
    refuseDumps()
    await createProgram((code) => {
      exitCode = code
    }).parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    return exitCodeOfError(error)
  }
}

function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof ProblemError) {
    showProblems(error.problems)
    return exitCodeOf(error.problems)
  }
  // Commander has said what was wrong, or shown its help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  return showBug(error)
}

/** A bug of ours: where it happened, and never its message, which may quote what it choked on. */
function showBug(error: unknown): ExitCode {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  process.stderr.write(`comptage: internal error; please report these lines\n${frames.join('\n')}\n`)
  return EXIT.bug
}

/** `comptage count … | head` has what it wants: nothing is wrong. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.io)
  })
}

// A file is written in one go between two turns of the event loop, so none is left half-way here.
function endOnSignals(): void {
  process.once('SIGINT', () => process.exit(EXIT.interrupted))
  process.once('SIGTERM', () => process.exit(EXIT.terminated))
}
