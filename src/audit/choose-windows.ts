import type { DayIndex } from '../domain/calendar.ts'
import { indexOf } from '../domain/dictionary.ts'
import type { DaySpan } from '../domain/audit.ts'

/** The days that are judged, and as many before them; undefined where too few days are known. */
export type Windows = { readonly now: DaySpan; readonly before: DaySpan | undefined }

/** Fewer days say nothing about a change. */
export const LEAST_DAYS = 28

const WEEK = 7
const MOST_WEEKS = 4

/** The last 14 to 28 days, in whole weeks, and as many before; all days, where there are fewer than 28. */
export function chooseWindows(span: DaySpan): Windows {
  const days = daysIn(span)
  if (days < LEAST_DAYS) return { now: span, before: undefined }
  const length = WEEK * Math.min(MOST_WEEKS, Math.floor(days / (2 * WEEK)))
  const first = span.to - length + 1
  return {
    now: { from: indexOf<'day'>(first), to: span.to },
    before: { from: indexOf<'day'>(first - length), to: indexOf<'day'>(first - 1) },
  }
}

/** The days of a window that have a line: of the others nothing is known, so they are no days without a use. */
export function coveredIn(days: readonly DayIndex[], { from, to }: DaySpan): number {
  return days.filter((day) => day >= from && day <= to).length
}

export function daysIn({ from, to }: DaySpan): number {
  return to - from + 1
}
