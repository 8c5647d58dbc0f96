import { type DayIndex, type Days, daysOf, periodOf, periodsFrom } from '../domain/calendar.ts'
import type { Standing } from './standing.ts'
import type { ClosingKind } from './why-open.ts'

/** So many of the longest periods are looked at; a state that was not run for longer catches up run by run. */
const MOST_PERIODS = 400

/**
 * The last day of which the true counts are of no use any more: all up to it is closed and decided on, in every kind of
 * period, and the time for revisions is over. Undefined: there is none.
 *
 * @param kinds that close: of a kind that tables had which have ended, later periods are waited for in vain
 * @param first day of which counts are kept
 * @param overHour what ended before it is revised no more
 */
export function lastForgettable(
  kinds: readonly ClosingKind[],
  { isSettled }: Pick<Standing, 'isSettled'>,
  first: DayIndex,
  overHour: number,
): DayIndex | undefined {
  const { kind: longest } = kinds.reduce((_, longer) => longer)
  let last: DayIndex | undefined
  const begin = periodOf(longest, first)
  for (const period of periodsFrom(begin, begin + MOST_PERIODS - 1)) {
    const days = daysOf(longest, period)
    const isOver = (days.to + 1) * 24 <= overHour
    if (!isOver || !kinds.every((kind) => isAll(isSettled, kind, days))) break
    last = days.to
  }
  return last
}

// A week may reach into the next of the longest periods: it must be frozen too.
function isAll(isSettled: Standing['isSettled'], { kind, lastToClose }: ClosingKind, { from, to }: Days): boolean {
  return periodsFrom(periodOf(kind, from), periodOf(kind, to)).every(
    (period) => (lastToClose !== undefined && period > lastToClose) || isSettled(kind, period),
  )
}
