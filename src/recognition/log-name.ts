import { basename, dirname, join } from 'node:path'

const COMPRESSED = /\.(?:gz|bz2|xz|zst|zstd|lz4|Z)$/
// access.log.old
const KEPT = /(?:\.(?:old|bak|orig|save|prev)|~)$/
// access.log.3, access.log-1741599000, access_log.1741599000, access.log-20261131: whose day it is does not matter; but not 192.0.2.3
const NUMBERED = /(?:(?<!(?:^|[^\d.])\d{1,3}(?:\.\d{1,3}){2})\.\d{1,5}|[-._]\d{8,10})$/
// access.3.log, but not 192.0.2.3.log
const NUMBERED_WITHIN = /(?<=[a-z])\.\d{1,3}(?=\.[a-z]{1,5}$)/i

const MONTH = '(?:0[1-9]|1[0-2])'
const DAY_OF_MONTH = '(?:0[1-9]|[12]\\d|3[01])'
const HOUR = '(?:[01]\\d|2[0-4])'
const WEEK = '(?:19|20)\\d{2}-?W(?:0[1-9]|[1-4]\\d|5[0-3])(?:-?[1-7])?'
const ANY_MONTH = '(?:0[1-9]|1[0-2]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
// access.log-20260310, access.log.2026-03-10, access.log.10-03-2026, access.10Mar2026.log, access-03102026.log, access-2026-03.log,
// access.2026-W11-2
const DAY = [
  String.raw`(?:19|20)\d{2}([-._]?)${MONTH}\1${DAY_OF_MONTH}`,
  String.raw`${DAY_OF_MONTH}([-._]?)${ANY_MONTH}\2(?:19|20)\d{2}`,
  String.raw`${MONTH}([-._]?)${DAY_OF_MONTH}\3(?:19|20)\d{2}`,
  String.raw`(?:19|20)\d{2}-${MONTH}`,
  WEEK,
].join('|')
// Then 04, -143000, T0000, _14-30-00, T14:30:00Z, -1741599000, -2; but not the first number of an address
const TIME = String.raw`(?:[-._T]?${HOUR}(?:[-._:]?[0-5]\d){0,2}Z?|-\d{10}|[-.]\d{1,3})(?!\.?\d)`
// access20260310.log; u_ex260310.log
const DATED = new RegExp(String.raw`(?:[-._]|(?<=[a-z]))(?:${DAY})(?:${TIME})?(?!\d)|_ex\d{6}(?:\d{2})?`, 'i')
// 2026-03-10-access.log, 20260310.log; ex260310.log
const DATED_FIRST = new RegExp(String.raw`^(?:(?:${DAY})(?:${TIME})?|ex\d{6}(?:\d{2})?)(?=[-._]|$)`)
// What is left of a name that was a date
const ENDING = /^(?:\.[a-z]{1,5})?$/i

// 2026/03/10.log is 2026-03-10.log
const DAY_IN_MONTH = new RegExp(String.raw`(?<=(?:^|/)20\d{2})/${MONTH}/(?=${DAY_OF_MONTH}(?:\.[a-z]{1,5})?$)`)
// 2026/03/10/, 2026/03/10/14/, 2026/03/, 2026-03-10/, 20260310/, 2026-03/, 2026-W11/
const DATED_FOLDER = new RegExp(String.raw`(?<=^|/)(?:20\d{2}/${MONTH}(?:/${DAY_OF_MONTH}(?:/${HOUR})?)?|${DAY})/`, 'g')
// 2026/ around files: one service has a folder a year rather than a site that is called so
const YEAR_FOLDER = /(?<=^|\/)20\d{2}\/$/

/** As far as its name tells. */
export function isCompressed(path: string): boolean {
  return COMPRESSED.test(path)
}

/**
 * The log that a file is a piece of: its folder and its name without what rotation adds. Never the glob that found it, so
 * that an edited glob counts nothing again. A `*` stands for a date that is all of a name.
 */
export function logNameOf(path: string): string {
  const plain = path.replace(COMPRESSED, '').replace(DAY_IN_MONTH, (month) => month.replaceAll('/', '-'))
  const folder = `${dirname(plain)}/`.replace(DATED_FOLDER, '').replace(YEAR_FOLDER, '')
  return join(folder, liveNameOf(basename(plain)))
}

function liveNameOf(name: string): string {
  const undated = name.replace(DATED_FIRST, '')
  const live = withoutRotation(undated.replace(KEPT, '')).replace(KEPT, '')
  if (undated !== name) return ENDING.test(live) ? `*${live}` : live.replace(/^[-._]/, '')
  return live === '' ? name : live
}

function withoutRotation(name: string): string {
  const rotation = [DATED, NUMBERED, NUMBERED_WITHIN].find((kind) => kind.test(name))
  return rotation === undefined ? name : name.replace(rotation, '')
}

/**
 * The log of which a folder beneath it keeps what was rotated, as `olddir` of logrotate has it: one of this name is not written there.
 * Of a host that has a folder of its own the log itself is there.
 *
 * @param live the logs that are found while they are written
 */
export function rotatedLogOf(log: string, live: ReadonlySet<string>): string {
  const above = join(dirname(dirname(log)), basename(log))
  return !live.has(log) && live.has(above) ? above : log
}
