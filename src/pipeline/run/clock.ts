import { dayOf, type DayIndex } from '../../domain/calendar.ts'
import type { Problem } from '../../domain/problem.ts'

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

const WEEK_MS = 7 * 86_400_000

/** Judged by the run just before, not by the latest ever: a clock that was wrong once must not stop every run after it. */
export function clockProblem(now: number, before: number | undefined): readonly Problem[] {
  if (before === undefined || (now >= before && now - before <= WEEK_MS)) return []
  const text = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`
  return [{ code: 'CLOCK_JUMPED', before: text(before), now: text(now) }]
}
