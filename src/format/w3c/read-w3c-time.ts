import type { WrittenTime } from '../../domain/contracts.ts'
import type { DatePlace } from '../separated/scan-columns.ts'
import { fourDigits, setTime, twoDigits } from '../time/read-time.ts'
import { beginOfHour, followClock, readClock } from './follow-clock.ts'
import type { Header } from './read-directive.ts'

const DASH = 0x2d

/**
 * Reads `08:31:24` (UTC, perhaps with a fraction), and the date beside it; without one, the header's `now` goes on.
 *
 * @param date where the date of this line stands
 */
export function readW3cTime(
  bytes: Uint8Array,
  start: number,
  end: number,
  date: DatePlace,
  header: Header,
  time: WrittenTime,
): boolean {
  const clock = readClock(bytes, start, end)
  if (clock < 0) return false
  time.offset = 0
  if (date.start < 0) {
    if (header.now < 0) return false
    time.seconds = followClock(header.now, clock)
    header.now = Math.max(header.now, beginOfHour(time.seconds))
    return true
  }
  const at = date.start
  if (date.end - at !== 10 || bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return false
  if (!setTime(time, fourDigits(bytes, at), twoDigits(bytes, at + 5), twoDigits(bytes, at + 8), 0, 0, 0)) return false
  time.seconds += clock
  return true
}
