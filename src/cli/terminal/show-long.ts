import { spawn } from 'node:child_process'

/**
 * Writes a result that may be longer than a screen to stdout: through a pager where that is a terminal. It is the last thing that a
 * command writes; the program ends when the pager is left.
 */
export function showLong(text: string): void {
  const [program, ...words] = process.stdout.isTTY ? choosePager(process.argv.slice(2), process.env) : []
  if (program === undefined) process.stdout.write(text)
  else page(program, words, text)
}

/** What is short stays on the screen as it is (F), colours pass (R), and the screen is not cleared (X). */
const LESS = 'FRX'

function page(program: string, words: readonly string[], text: string): void {
  // Ctrl-C is for the pager, which stays.
  process.removeAllListeners('SIGINT').on('SIGINT', () => undefined)
  // No shell: what stands in PAGER is a program and its words, and nothing else.
  const pager = spawn(program, words, { stdio: ['pipe', 'inherit', 'inherit'], env: { LESS, ...process.env } })
  pager.on('error', () => process.stdout.write(text))
  // Left before it had read all: nothing is wrong.
  pager.stdin.on('error', () => undefined)
  pager.stdin.end(text)
}

/**
 * The program that shows a long result page by page, and its words: `COMPTAGE_PAGER`, else `PAGER`, else less. None with
 * `--no-pager`, where the variable is empty, and on a terminal that cannot move its cursor.
 */
export function choosePager(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  if (options.includes('--no-pager') || env['TERM'] === 'dumb') return []
  const asked = env['COMPTAGE_PAGER'] ?? env['PAGER'] ?? 'less'
  return asked.split(/\s+/).filter((word) => word !== '')
}
