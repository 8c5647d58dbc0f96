import { DAY_OF_1970, dayOf } from '../domain/calendar.ts'

/** A time zone, asked in seconds since 1900-01-01 00:00 UTC. */
export type ZoneClock = {
  /** What the clock on the wall shows, in seconds since 1900-01-01 00:00 of that clock. */
  readonly local: (utcSeconds: number) => number
  /** The instant at which the wall shows this: the first of two (end of summer time); one that never was moves on by the gap. */
  readonly instant: (localSeconds: number) => number
}

const SECONDS_TO_1970 = DAY_OF_1970 * 86400
// Offsets change on quarter hours only (zone database, all zones since 1900 but local mean times).
const BUCKET_SECONDS = 900
// 2^14 quarter hours are 170 days: a month of lines fits many times, at 128 kB.
const SLOTS = 1 << 14
const NO_BUCKET = -0x80000000

/** Opens the clock of an IANA zone. `Intl` is asked once a quarter hour: 1 µs then, 5 ns a line. */
export function zoneClock(zone: string): ZoneClock {
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
  const buckets = new Int32Array(SLOTS).fill(NO_BUCKET)
  const offsets = new Int32Array(SLOTS)

  function offsetAt(utcSeconds: number): number {
    const bucket = Math.floor(utcSeconds / BUCKET_SECONDS)
    const slot = bucket & (SLOTS - 1)
    if (buckets[slot] !== bucket) {
      buckets[slot] = bucket
      offsets[slot] = offsetOf(format, bucket * BUCKET_SECONDS)
    }
    return offsets[slot]!
  }

  return {
    local: (utcSeconds) => utcSeconds + offsetAt(utcSeconds),
    instant: (localSeconds) => {
      const before = offsetAt(localSeconds - 86400)
      const after = offsetAt(localSeconds + 86400)
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
