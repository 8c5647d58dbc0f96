import { CALENDAR_DAYS, DAY_OF_1970 } from '../../domain/calendar.ts'
import type { TimeForm, TimeReader } from '../plan.ts'
import { afterFraction, isDigit } from './read-time.ts'

const SECONDS_1900_TO_1970 = DAY_OF_1970 * 86400

/** Seconds, milliseconds … since 1970, perhaps with a fraction; `perSecond` says which, `width` how many bytes they have until 2286. */
export function epochTime(perSecond: number, width: number): TimeForm {
  const read: TimeReader = (bytes, s, end, time) => {
    let ticks = 0
    let at = s
    while (at < end && isDigit(bytes[at]!)) ticks = ticks * 10 + bytes[at++]! - 0x30
    if (at === s || at - s > 16 || afterFraction(bytes, at, end) !== end) return false
    time.seconds = Math.floor(ticks / perSecond) + SECONDS_1900_TO_1970
    time.offset = 0
    return time.seconds < CALENDAR_DAYS * 86400
  }
  return { read, width, zone: 'UTC', clf: false }
}
