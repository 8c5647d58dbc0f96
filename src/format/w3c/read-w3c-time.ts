import type { WrittenTime } from '../../domain/contracts.ts'
import type { DatePlace } from '../separated/scan-columns.ts'
import { fourDigits, isDigit, setTime, twoDigits } from '../time/read-time.ts'

const SECONDS_A_DAY = 86400
const COLON = 0x3a
const DASH = 0x2d
const DOT = 0x2e

/**
 * Reads `08:31:24` (UTC, perhaps with a fraction), and the date beside it.
 *
 * @param date where the date of this line stands
 * @param day of `#Date`, for lines without a date of their own; −1: not said
 */
export function readW3cTime(
  bytes: Uint8Array,
  start: number,
  end: number,
  date: DatePlace,
  day: number,
  time: WrittenTime,
): boolean {
  if (end - start < 8 || bytes[start + 2] !== COLON || bytes[start + 5] !== COLON) return false
  if (!isFraction(bytes, start + 8, end)) return false
  const hour = twoDigits(bytes, start)
  const minute = twoDigits(bytes, start + 3)
  const second = twoDigits(bytes, start + 6)
  time.offset = 0
  if (date.start < 0) {
    // Any date that there is will do to check the clock.
    if (day < 0 || !setTime(time, 2000, 1, 1, hour, minute, second)) return false
    time.seconds = day * SECONDS_A_DAY + (time.seconds % SECONDS_A_DAY)
    return true
  }
  const at = date.start
  if (date.end - at !== 10 || bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return false
  return setTime(time, fourDigits(bytes, at), twoDigits(bytes, at + 5), twoDigits(bytes, at + 8), hour, minute, second)
}

function isFraction(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true
  if (bytes[start] !== DOT) return false
  for (let i = start + 1; i < end; i++) if (!isDigit(bytes[i]!)) return false
  return true
}
