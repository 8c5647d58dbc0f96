import { CALENDAR_DAYS, DAY_OF_1970 } from '../../domain/calendar.ts'
import { NO_OFFSET, type WrittenTime } from '../../domain/contracts.ts'
import { isDigit, ISO_OR_LOCAL_TIME, readClfOrLocal, setYearFirst } from './read-time.ts'

// Own constants: an imported one is loaded anew at each use.
const DAYS = CALENDAR_DAYS
const SECONDS_1900_TO_1970 = DAY_OF_1970 * 86400
const NO_ZONE = NO_OFFSET
const readIso = ISO_OR_LOCAL_TIME.read

const DASH = 0x2d
const DOT = 0x2e
const SLASH = 0x2f
const COLON = 0x3a
const SPACE = 0x20
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

/**
 * Reads a time by its looks: `2026-03-10T09:31:24+01:00`, `10/Mar/2026:09:31:24 +0100`, both also without a zone, and
 * `2026/03/10 09:31:24`, which never has one (Caddy's `wall`); any of them in brackets; or a number since 1970: from 10¹⁷
 * on nanoseconds, from 10¹⁴ on microseconds, from 10¹¹ on milliseconds, else seconds.
 */
export function readTimeByLooks(bytes: Uint8Array, start: number, end: number, time: WrittenTime): boolean {
  if (end - start < 5) return false
  if (bytes[start] === OPEN_BRACKET)
    return bytes[end - 1] === CLOSE_BRACKET && readUnbracketed(bytes, start + 1, end - 1, time)
  return readUnbracketed(bytes, start, end, time)
}

function readUnbracketed(bytes: Uint8Array, start: number, end: number, time: WrittenTime): boolean {
  if (bytes[start + 4] === DASH) return readIso(bytes, start, end, time)
  if (bytes[start + 2] === SLASH) return readClfOrLocal(bytes, start, end, time)
  if (bytes[start + 4] === SLASH) return readWall(bytes, start, end, time)
  return readEpoch(bytes, start, end, time)
}

function readWall(bytes: Uint8Array, s: number, end: number, time: WrittenTime): boolean {
  if (endOfDigits(bytes, bytes[s + 19] === DOT ? s + 20 : s + 19, end) !== end || end - s < 19) return false
  if (bytes[s + 7] !== SLASH || bytes[s + 10] !== SPACE || bytes[s + 13] !== COLON || bytes[s + 16] !== COLON)
    return false
  time.offset = NO_ZONE
  return setYearFirst(time, bytes, s)
}

const MOST_DIGITS = 19
const DIGITS_OF_NANOSECONDS = 18

// 1e17 ns are in 1973, 1e14 µs and 1e11 ms too: a number of seconds that large is of the year 5138.
function readEpoch(bytes: Uint8Array, start: number, end: number, time: WrittenTime): boolean {
  const digitsEnd = endOfDigits(bytes, start, end)
  const digits = digitsEnd - start
  if (digits === 0 || digits > MOST_DIGITS) return false
  if (digitsEnd < end && (bytes[digitsEnd] !== DOT || endOfDigits(bytes, digitsEnd + 1, end) !== end)) return false
  // Nanoseconds as microseconds: more than 16 digits are no number that is exact.
  const last = digits >= DIGITS_OF_NANOSECONDS ? digitsEnd - 3 : digitsEnd
  let ticks = 0
  for (let at = start; at < last; at++) ticks = ticks * 10 + bytes[at]! - 0x30
  const perSecond = ticks >= 1e14 ? 1e6 : ticks >= 1e11 ? 1e3 : 1
  time.seconds = Math.floor(ticks / perSecond) + SECONDS_1900_TO_1970
  time.offset = 0
  return time.seconds < DAYS * 86400
}

function endOfDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && isDigit(bytes[at]!)) at++
  return at
}
