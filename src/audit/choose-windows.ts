import type { DayIndex, Days } from '../domain/calendar.ts'
import { indexOf } from '../domain/dictionary.ts'

/** The days that are judged, and as many before them; undefined where too few days are known. */
export type Windows = { readonly now: Days; readonly before: Days | undefined }

/** Fewer days say nothing about a change. */
export const LEAST_DAYS = 28

const WEEK = 7
const MOST_WEEKS = 4

/** The last 14 to 28 days, in whole weeks, and as many before; all days, where there are fewer than 28. */
export function chooseWindows(span: Days): Windows {
  const days = daysIn(span)
  if (days < LEAST_DAYS) return { now: span, before: undefined }
  const length = WEEK * Math.min(MOST_WEEKS, Math.floor(days / (2 * WEEK)))
  const first = span.to - length + 1
  return {
    now: { from: indexOf<'day'>(first), to: span.to },
    before: { from: indexOf<'day'>(first - length), to: indexOf<'day'>(first - 1) },
  }
}

/**
 * The days by which a feature is told to be unused, with a line each: all of *now*, and, where these are fewer than 28, as many of
 * those before that there are 28, if there are. So uses are told as they were counted, and only to more days is a limit carried over.
 */
export function daysToRetire(days: readonly DayIndex[], { now, before }: Windows): readonly DayIndex[] {
  const inNow = days.filter(isIn(now))
  const missing = LEAST_DAYS - inNow.length
  return before === undefined || missing <= 0 ? inNow : [...days.filter(isIn(before)).slice(-missing), ...inNow]
}

/** A number of 28 days, in more of them; to fewer it is not carried over. */
export function carriedOver(limit: number, days: number): number {
  return (limit * Math.max(days, LEAST_DAYS)) / LEAST_DAYS
}

function isIn({ from, to }: Days): (day: DayIndex) => boolean {
  return (day) => day >= from && day <= to
}

/** The days of a window that have a line: of the others nothing is known, so they are no days without a use. */
export function coveredIn(days: readonly DayIndex[], span: Days): number {
  return days.filter(isIn(span)).length
}

export function daysIn({ from, to }: Days): number {
  return to - from + 1
}
