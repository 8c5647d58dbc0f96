import { CALENDAR_DAYS } from '../../domain/calendar.ts'
import { LINE, NO_OFFSET, type LineScanner, type WrittenTime } from '../../domain/contracts.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { MutableHit } from '../mutable-hit.ts'
import type { QuickReader } from '../quick-reader.ts'
import { zoneClock } from '../zone-clock.ts'

// Own constants: an imported one is loaded anew at each use.
const NO_ZONE = NO_OFFSET
const IS_SAME_HOUR = LINE.isSameHour
const DAYS = CALENDAR_DAYS
const SECONDS_A_DAY = 86400
const SECONDS_AN_HOUR = 3600

/** Reads the time `bytes[start…end)` into a Hit's day and hour; false where it is none. */
export type DayReader = (bytes: Uint8Array, start: number, end: number, hit: MutableHit) => boolean

/**
 * Makes the reader of times as one log writes them.
 *
 * @param serviceZone in which a day is a day
 * @param logZone of times that are written without a zone
 */
export function dayReader(
  scanner: LineScanner,
  serviceZone: string,
  logZone: string,
  quick: QuickReader | undefined,
): DayReader {
  const time: WrittenTime = { seconds: 0, offset: 0 }
  const serviceClock = zoneClock(serviceZone)
  const logClock = zoneClock(scanner.zone === 'UTC' ? 'UTC' : logZone)
  // Then the written day and hour are the answer, and no change of clocks can go wrong.
  const isSameZone = scanner.zone === 'local' && logZone === serviceZone

  function localOf(seconds: number): number {
    if (time.offset !== NO_ZONE) return serviceClock.local(seconds - time.offset * 60)
    return isSameZone ? seconds : serviceClock.local(logClock.instant(seconds))
  }

  // The hour of the line before: lines come by the thousand in one hour, and to find it takes three questions to the clock.
  let from = 0
  let to = 0
  let offset = 0
  let day = 0
  let hour = 0

  function turnTo(seconds: number): void {
    const local = localOf(seconds)
    day = Math.floor(local / SECONDS_A_DAY)
    hour = Math.floor((local - day * SECONDS_A_DAY) / SECONDS_AN_HOUR)
    offset = time.offset
    from = seconds - (local % SECONDS_AN_HOUR)
    // Where the clocks change within the hour, no second of it is taken for granted.
    const isEven =
      localOf(from) === local - (seconds - from) &&
      localOf(from + SECONDS_AN_HOUR - 1) === localOf(from) + SECONDS_AN_HOUR - 1
    to = isEven ? from + SECONDS_AN_HOUR : from
  }

  // Of the written hour that the kernel remembers: a line of another hour may have come meanwhile.
  let keptDay = 0
  let keptHour = 0

  const { bytes: kernelBytes, line } = quick?.kernel ?? {}
  return (bytes, start, end, hit) => {
    if (bytes === kernelBytes && line![IS_SAME_HOUR] === 1) {
      hit.day = indexOf<'day'>(keptDay)
      hit.hour = indexOf<'hour'>(keptHour)
      return true
    }
    if (!scanner.readTime(bytes, start, end, time)) return false
    const seconds = time.seconds
    if (seconds < from || seconds >= to || time.offset !== offset) turnTo(seconds)
    if (day < 0 || day >= DAYS) return false
    // Remembered is the hour as it is written: where it begins within one of ours, its lines are of two.
    if (quick !== undefined && to > from && from % SECONDS_AN_HOUR === 0 && quick.keepHour(bytes, start, end)) {
      keptDay = day
      keptHour = hour
    }
    hit.day = indexOf<'day'>(day)
    hit.hour = indexOf<'hour'>(hour)
    return true
  }
}
