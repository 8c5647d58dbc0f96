import { basename, dirname, join } from 'node:path'

const COMPRESSED = /\.(?:gz|bz2|xz|zst|zstd|lz4|Z)$/
// access.log.3, access.log-1741599000
const NUMBERED = /(?:\.\d{1,5}|-\d{10})$/
// access.log-20260310, access.log-2026031004-2, access.log-20260310-1741599000, access.log.2026-03-10, access-20260310.log, u_ex260310.log
const DATED = /[-._](?:19|20)\d{2}(?:-\d{2}-\d{2}|\d{4}(?:\d{2})?)(?:-(?:\d{10}|\d{1,4}))?|_ex\d{6}(?:\d{2})?/

/**
 * The log that a file is a piece of: its folder and its name without what rotation adds. Never the glob that found it, so
 * that an edited glob counts nothing again.
 */
export function logNameOf(path: string): string {
  const name = basename(path).replace(COMPRESSED, '')
  const live = name.replace(DATED.test(name) ? DATED : NUMBERED, '')
  return join(dirname(path), live === '' ? name : live)
}
