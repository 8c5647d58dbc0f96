import { basename, dirname, join } from 'node:path'

const COMPRESSED = /\.(?:gz|bz2|xz|zst|zstd|lz4|Z)$/
// access.log.old
const KEPT = /(?:\.(?:old|bak|orig|save|prev)|~)$/
// access.log.3, access.log-1741599000, access.log-20261131: whose day it is does not matter
const NUMBERED = /(?:\.\d{1,5}|-\d{8,10})$/
// access.3.log, but not 192.0.2.3.log
const NUMBERED_WITHIN = /(?<=[a-z])\.\d{1,3}(?=\.[a-z]{1,5}$)/i
// access.log-20260310, access.log.2026-03-10, access-20260310.log, access.log.10-03-2026, access-2026-03.log; u_ex260310.log
const DAY = [
  String.raw`(?:19|20)\d{2}([-._]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])`,
  String.raw`(?:0[1-9]|[12]\d|3[01])([-._])(?:0[1-9]|1[0-2])\2(?:19|20)\d{2}`,
  String.raw`(?:19|20)\d{2}-(?:0[1-9]|1[0-2])`,
].join('|')
// Then 04, -143000, T0000, _14-30-00, T14:30:00Z, -1741599000, -2
const TIME = String.raw`(?:[-._T]?\d{2}(?:[-._:]?\d{2}){0,2}Z?|-\d{10}|[-.]\d{1,4})`
const DATED = new RegExp(String.raw`[-._](?:${DAY})${TIME}?(?!\d)|_ex\d{6}(?:\d{2})?`)

/**
 * The log that a file is a piece of: its folder and its name without what rotation adds. Never the glob that found it, so
 * that an edited glob counts nothing again.
 */
export function logNameOf(path: string): string {
  const name = basename(path).replace(COMPRESSED, '')
  const live = withoutRotation(name.replace(KEPT, '')).replace(KEPT, '')
  return join(dirname(path), live === '' ? name : live)
}

function withoutRotation(name: string): string {
  const rotation = [DATED, NUMBERED, NUMBERED_WITHIN].find((kind) => kind.test(name))
  return rotation === undefined ? name : name.replace(rotation, '')
}
