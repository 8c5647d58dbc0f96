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
