import { DAY_OF_1970, type DayIndex, dayOf, dayOfHour, HOUR_MS } from '../domain/calendar.ts'

/** An instant on the wall clock of the service: its day, and its hour in hours since the first day of the calendar. */
export type WallClock = { readonly day: DayIndex; readonly hour: number }

export function wallClock(instantMs: number, timezone: string): WallClock {
  const hour = Math.floor(wallMinutes(instantMs, timezone) / 60)
  return { day: dayOfHour(hour), hour }
}

/** An instant in an hour, as `wallClock` gives it; where the clock changes, perhaps in the one beside it. */
export function instantOfHour(hour: number, timezone: string): number {
  const utc = (hour - DAY_OF_1970 * 24) * HOUR_MS
  return utc - (wallClock(utc, timezone).hour - hour) * HOUR_MS
}

/** Minutes since the first day of the calendar on the wall clock of a zone. */
function wallMinutes(instantMs: number, timezone: string): number {
  const parts = formatOf(timezone).formatToParts(instantMs)
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0)
  return (dayOf(read('year'), read('month'), read('day')) * 24 + read('hour')) * 60 + read('minute')
}

// To make one takes 50 µs, to ask it 5.
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  formats.set(timezone, format)
  return format
}

const MINUTE_MS = 60_000
const MINUTES_TO_1970 = DAY_OF_1970 * 24 * 60

/**
 * Date and time of an instant as RFC 3339, `2026-04-10T00:30:00+02:00`: with the offset of the zone, so that its date is that
 * on the wall of the service. By UTC, what is made in the night would be of the day before.
 */
export function dateTime(instantMs: number, timezone: string): string {
  const ahead = wallMinutes(instantMs, timezone) - MINUTES_TO_1970 - Math.floor(instantMs / MINUTE_MS)
  return `${new Date(instantMs + ahead * MINUTE_MS).toISOString().slice(0, 19)}${offsetText(ahead)}`
}

function offsetText(ahead: number): string {
  if (ahead === 0) return 'Z'
  const [hour, minute] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60]
  return `${ahead < 0 ? '-' : '+'}${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
