import { CALENDAR_DAYS, DAY_OF_1970, dayOf } from '../../domain/calendar.ts'
import { LINE, NO_HOUR, NO_OFFSET, type LineScanner, type WrittenTime } from '../../domain/contracts.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { MutableHit } from '../mutable-hit.ts'
import type { QuickReader } from '../quick-reader.ts'

const CHANGES = 0x7fffffff

// Own constants: an imported one is loaded anew at each use.
const NO_ZONE = NO_OFFSET
const DAY_ALONE = NO_HOUR
const IS_SAME_HOUR = LINE.isSameHour
const DAYS = CALENDAR_DAYS
const SECONDS_A_DAY = 86400
const SECONDS_AN_HOUR = 3600

type DayReader = {
  /** Reads the time `bytes[start…end)` into a Hit's day and hour; false where it is none. */
  readonly read: (bytes: Uint8Array, start: number, end: number, hit: MutableHit) => boolean
  /** Fills in the day and the hour that the kernel remembers. */
  readonly setKept: (hit: MutableHit) => void
}

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

  function setKept(hit: MutableHit): void {
    hit.day = indexOf<'day'>(keptDay)
    hit.hour = indexOf<'hour'>(keptHour)
  }

  function read(bytes: Uint8Array, start: number, end: number, hit: MutableHit): boolean {
    if (bytes === kernelBytes && line![IS_SAME_HOUR] === 1) {
      setKept(hit)
      return true
    }
    if (!scanner.readTime(bytes, start, end, time)) return false
    const seconds = time.seconds
    if (time.offset === DAY_ALONE) return setDay(seconds / SECONDS_A_DAY, hit)
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

  return { read, setKept }
}

/** A day as it is written, without an hour. */
function setDay(day: number, hit: MutableHit): boolean {
  hit.day = indexOf<'day'>(day)
  return true
}

/** A time zone, asked in seconds since 1900-01-01 00:00 UTC. */
type ZoneClock = {
  /** What the clock on the wall shows, in seconds since 1900-01-01 00:00 of that clock. */
  readonly local: (utcSeconds: number) => number
  /** The instant at which the wall shows this: the first of two (end of summer time); one that never was moves on by the gap. */
  readonly instant: (localSeconds: number) => number
}

const SECONDS_TO_1970 = DAY_OF_1970 * 86400

// On a day of a change the offset is asked for each minute: Newfoundland changed its clocks at 00:01 until 2011.
const SECONDS_A_MINUTE = 60
// Days of eleven years: a log seldom has more, and a fold back to the first slot costs two questions.
const SLOTS = 4096
const NO_DAY = -1

/** Opens the clock of an IANA zone. `Intl` is asked for two instants a day, 34 µs each (measured), and not once a line. */
function zoneClock(zone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const days = new Int32Array(SLOTS).fill(NO_DAY)
  const offsets = new Int32Array(SLOTS)
  const minutes = new Map<number, number>()

  function offsetAt(utcSeconds: number): number {
    const day = Math.floor(utcSeconds / SECONDS_A_DAY)
    const slot = day & (SLOTS - 1)
    if (days[slot] !== day) {
      days[slot] = day
      offsets[slot] = offsetOfDay(day)
    }
    const offset = offsets[slot]!
    return offset === CHANGES ? offsetOfMinute(Math.floor(utcSeconds / SECONDS_A_MINUTE)) : offset
  }

  function offsetOfDay(day: number): number {
    const atStart = offsetOf(format, day * SECONDS_A_DAY)
    return offsetOf(format, (day + 1) * SECONDS_A_DAY) === atStart ? atStart : CHANGES
  }

  function offsetOfMinute(minute: number): number {
    const known = minutes.get(minute)
    if (known !== undefined) return known
    const offset = offsetOf(format, minute * SECONDS_A_MINUTE)
    minutes.set(minute, offset)
    return offset
  }

  return {
    local: (utcSeconds) => utcSeconds + offsetAt(utcSeconds),
    instant: (localSeconds) => {
      const before = offsetAt(localSeconds - SECONDS_A_DAY)
      const after = offsetAt(localSeconds + SECONDS_A_DAY)
      if (offsetAt(localSeconds - before) === before) return localSeconds - before
      return offsetAt(localSeconds - after) === after ? localSeconds - after : localSeconds - before
    },
  }
}

/** Seconds by which the wall is ahead of UTC. */
function offsetOf(format: Intl.DateTimeFormat, utcSeconds: number): number {
  const milliseconds = (utcSeconds - SECONDS_TO_1970) * 1000
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(milliseconds)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return dayOf(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - utcSeconds
}
