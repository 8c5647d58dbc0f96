/**
 * Globs for a log and what rotation makes of it: `access.log`, `access.log.2.gz`, `access.log-20260310`,
 * `access-20260310.log.gz`.
 */
export function rotationsOf(path: string): readonly string[] {
  const dot = path.lastIndexOf('.')
  const hasExtension = dot > path.lastIndexOf('/') + 1
  const numbered = hasExtension ? [`${path.slice(0, dot)}[-.][0-9]*${path.slice(dot)}*`] : []
  return [path, `${path}[-.]*`, ...numbered]
}
