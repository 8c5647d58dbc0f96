import { rotationsOf, type ServerLog } from '../../../server/index.ts'
import { fitsPath, isGlob } from '../../../source/index.ts'

/**
 * Of the logs of a web server those that a path means: a file, rotated or not, or a glob for several.
 *
 * @param path absolute
 */
export function logsAt(path: string, logs: readonly ServerLog[]): readonly ServerLog[] {
  const files = logs.filter(({ isFile }) => isFile)
  const written = files.filter((log) => rotationsOf(log.path).some((glob) => endFits(path, glob)))
  // `access.log-tls.1` is a rotation of `access.log-tls`, not of `access.log`.
  const longest = Math.max(...written.map((log) => log.path.length))
  if (written.length > 0) return written.filter((log) => log.path.length === longest)
  return isGlob(path) ? files.filter((log) => endFits(log.path, path) || endFits(path, log.path)) : []
}

/** The same, where one of them is relative to a folder that nobody knows. */
function endFits(path: string, glob: string): boolean {
  const segments = Math.min(path.split('/').length, glob.split('/').length)
  const isWhole = path.startsWith('/') && glob.startsWith('/')
  return isWhole ? fitsPath(path, glob) : fitsPath(endOf(path, segments), endOf(glob, segments))
}

function endOf(path: string, segments: number): string {
  return path.split('/').slice(-segments).join('/')
}
