import { dayOf, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { Problem } from '../../../domain/problem.ts'

/** An instant on the wall clock of the service: its day, and its hour in hours since the first day of the calendar. */
export type WallClock = { readonly day: DayIndex; readonly hour: number }

export function wallClock(instantMs: number, timezone: string): WallClock {
  const hour = Math.floor(wallMinutes(instantMs, timezone) / 60)
  return { day: indexOf<'day'>(Math.floor(hour / 24)), hour }
}

/** Minutes since the first day of the calendar on the wall clock of a zone. */
export function wallMinutes(instantMs: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(instantMs)
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0)
  return (dayOf(read('year'), read('month'), read('day')) * 24 + read('hour')) * 60 + read('minute')
}

const WEEK_DAYS = 7
const WEEK_MS = WEEK_DAYS * 86_400_000

/** Clocks that are set by the network are put back by so much at times: no period closes much sooner for it. */
const STEP_BACK_MS = 5 * 60_000

/** Whether a clock went back by minutes, or ahead by more than a week. */
export function isOff(now: number, before: number | undefined): boolean {
  return before !== undefined && (before - now > STEP_BACK_MS || now - before > WEEK_MS)
}

/** Whether a clock goes ahead as it did the time before, or by twice as much: so rare are the runs. */
export function isRare(now: number, [before, earlier]: readonly number[]): boolean {
  if (before === undefined || earlier === undefined) return false
  return before - earlier > WEEK_MS && now >= before && now - before <= 2 * (before - earlier)
}

/** Judged by the run just before, not by the latest ever: a clock that was wrong once must not stop every run after it. */
export function clockProblem(now: number, before: number): Problem {
  const text = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`
  return { code: 'CLOCK_JUMPED', before: text(before), now: text(now) }
}

/**
 * Whether lines fill the time between two days: none is more than a week after the one before it. Who runs seldom reads them
 * then; a clock that jumped leaves a hole, in what it stamps too.
 *
 * @param days that have a line
 */
export function isBridged(days: readonly number[], from: number, to: number): boolean {
  const within = [...new Set(days.filter((day) => day > from && day < to))].sort((a, b) => a - b)
  return from <= to && [...within, to].every((day, i) => day - (within[i - 1] ?? from) <= WEEK_DAYS)
}
