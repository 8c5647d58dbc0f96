import { firstDayOf, lastDayOf, periodOf, daysOf, periodsFrom } from '../domain/calendar.ts'
import type { DayIndex, PeriodIndex, Days } from '../domain/calendar.ts'
import { MOST_PERIODS } from './ending-tables.ts'
import type { PeriodKind } from '../domain/dictionary.ts'
import type { WhyNotRevised } from '../domain/placement.ts'
import { isNoisy, type TableSpec } from '../domain/table.ts'
import type { Standing } from './standing.ts'
import type { ClosingKind } from './why-open.ts'

export type RevisionFacts = Pick<Standing, 'placementOf' | 'isDoubtful'> & {
  /** The last day of which the counts are deleted. */
  readonly forgottenThrough: number
  /** Whether a table that is exact no longer shows a figure of a day. */
  readonly isExactNoMore: (day: DayIndex) => boolean
  /** Whether late lines of a day were counted while a table or a measure was away that has figures of it. */
  readonly isWithout: (day: DayIndex) => boolean
  /**
   * Of each table the period that holds a day: its noise is drawn for good; a table that is gone tells of it; it closed and was not
   * published; or it may be another.
   */
  readonly periodsOf: (day: DayIndex) => readonly ('drawn' | 'beside-gone' | 'unpublished' | 'changes')[]
}

export function whyNotRevised(day: DayIndex, facts: RevisionFacts): WhyNotRevised | undefined {
  if (day <= facts.forgottenThrough) return 'forgotten'
  if (facts.placementOf(day) !== 'day') return 'counted-next'
  if (facts.isDoubtful(day, day)) return 'adopted'
  if (facts.isExactNoMore(day)) return 'exact'
  return facts.isWithout(day) ? 'counted-without' : whyNoneChanges(facts.periodsOf(day))
}

function whyNoneChanges(periods: ReturnType<RevisionFacts['periodsOf']>): WhyNotRevised | undefined {
  const told = periods.filter((one) => one !== 'unpublished')
  if (told.length === 0 || told.includes('changes')) return undefined
  return told.includes('beside-gone') ? 'beside-gone' : 'drawn'
}

/** A period of a kind. */
export type PeriodOfKind = { readonly kind: PeriodKind; readonly period: PeriodIndex }

/** What a revision finds. */
export type Revising = Pick<Standing, 'isFrozen'> & {
  readonly kinds: readonly PeriodKind[]
  /** Those of which late lines count now. */
  readonly days: readonly DayIndex[]
  /** Those that have rows. */
  readonly grid: readonly DayIndex[]
  readonly firstWhole: number
  /** How often periods were published again, the most of all tables; undefined: they never were published. */
  readonly revisionOf: (kind: PeriodKind, period: PeriodIndex) => number | undefined
  /** Periods of which nothing is to be told. */
  readonly apart: readonly PeriodOfKind[]
}

/** Every frozen period that holds one of these days, and those that are whole now that earlier lines were seen. */
export function revisedPeriods(facts: Revising): readonly (PeriodOfKind & { readonly revision: number })[] {
  const { kinds, days, grid, firstWhole, isFrozen, revisionOf, apart } = facts
  return kinds.flatMap((kind) => {
    const touched = new Set(days.map((day) => periodOf(kind, day)))
    const periods = [...new Set(grid.map((day) => periodOf(kind, day)))].filter((period) => isFrozen(kind, period))
    return periods.flatMap((period) => {
      const before = revisionOf(kind, period)
      const isRevised =
        before === undefined
          ? firstDayOf(kind, period) >= firstWhole && !isWithin({ kind, period }, apart)
          : touched.has(period)
      return isRevised ? [{ kind, period, revision: 1 + (before ?? -1) }] : []
    })
  })
}

/** Whether a period shares a day with one of some. */
export function isWithin({ kind, period }: PeriodOfKind, some: readonly PeriodOfKind[]): boolean {
  const [from, to] = [firstDayOf(kind, period), lastDayOf(kind, period)]
  return some.some((one) => from <= lastDayOf(one.kind, one.period) && to >= firstDayOf(one.kind, one.period))
}

/**
 * Which periods of a table with noise are never drawn again: those that were drawn as often as is allowed, since each draw
 * tells more of the same counts, and those that were drawn with a key that was lost.
 *
 * @param drawn how often each was drawn again
 * @param limits so many draws are allowed; the last period that was drawn with a key that is no more
 */
export function drawnForGood(
  { protection }: Pick<TableSpec, 'protection'>,
  drawn: ReadonlyMap<number, number>,
  { draws, lostThrough }: { readonly draws: 1 | 2; readonly lostThrough: number },
): (period: PeriodIndex) => boolean {
  if (!isNoisy({ protection })) return () => false
  // `dp` has no key.
  const lost = protection.level === 'cell-key' ? lostThrough : -1
  return (period) => {
    const again = drawn.get(period)
    return again !== undefined && (again + 1 >= draws || period <= lost)
  }
}

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
