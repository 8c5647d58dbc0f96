import { dateOf, daysInMonth, firstDayOf, lastDayOf } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { runsOf } from '../../domain/runs-of.ts'
import { MONTHS_OF_YEAR, type Window } from './compare-figures.ts'
import type { Drawn, Series } from './series.ts'

/** So many whole months without a figure are told. */
export const MONTHS_OF_SILENCE = 3

/** From the first period that is hidden with all its days, and after which no figure is shown, to the latest. */
export type Silence = {
  readonly periods: number
  /** Whole ones that the hidden periods make, from the first day of the logs and of the feature on. */
  readonly months: number
  /** Some of the periods have no log, or are not published: they make no month. */
  readonly hasGap: boolean
}

/** Undefined: the latest period of the feature that has a log has a figure. */
export function silenceOf({ feature, slots }: Series, { last }: Window, drawn: Drawn): Silence | undefined {
  const known = slots.slice(0, last + 1)
  const before = known.findLastIndex(({ state, count }) => state === 'absent' || count !== undefined)
  const first = known.findIndex(({ state }, position) => position > before && state === 'hidden')
  if (first < 0) return undefined
  const periods = drawn.periods.slice(first, last + 1)
  const hidden = periods.filter((_, position) => known[first + position]?.state === 'hidden')
  const begin = Math.max(feature.from ?? 0, drawn.grid[0] ?? 0)
  const months = runsOf(hidden).reduce((sum, run) => {
    const day = Math.max(firstDayOf(drawn.kind, run.first), begin)
    return sum + monthsBefore(lastDayOf(drawn.kind, run.last) + 1) - monthsBefore(day)
  }, 0)
  return { periods: periods.length, months: Math.floor(months + ROUNDING), hasGap: hidden.length < periods.length }
}

/** A day is a part of its month, so that days, weeks and months add up to the same. */
function monthsBefore(day: number): number {
  const { year, month, day: dayOfMonth } = dateOf(indexOf<'day'>(day))
  return year * MONTHS_OF_YEAR + month + (dayOfMonth - 1) / daysInMonth(year, month)
}

/** Of a sum of 400 parts of a month. */
const ROUNDING = 1e-6
