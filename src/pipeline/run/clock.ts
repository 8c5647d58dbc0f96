import { dayOf, type DayIndex } from '../../domain/calendar.ts'

/** An instant on the wall clock of the service: its day, and its hour in hours since the first day of the calendar. */
export type WallClock = { readonly day: DayIndex; readonly hour: number }

export function wallClock(instantMs: number, timezone: string): WallClock {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(instantMs)
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0)
  const day = dayOf(read('year'), read('month'), read('day'))
  return { day, hour: day * 24 + read('hour') }
}
