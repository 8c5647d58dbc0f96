import { firstDayOf, lastDayOf, periodOf, type DayIndex, type PeriodIndex, daysFrom } from '../domain/calendar.ts'
import { PERIOD_KINDS, type PeriodKind } from '../domain/dictionary.ts'
import { holdsAway, isInService, type Feature } from '../domain/feature.ts'
import { LONE_DAYS } from '../domain/last-credible-day.ts'
import { tellsSilence, type Counted, type Grid, type TableSpec } from '../domain/table.ts'

/** A period of the grid; both days included. */
export type GridPeriod = { readonly period: PeriodIndex; readonly first: DayIndex; readonly last: DayIndex }

// Beyond, days are left out rather than twenty thousand told of, since a clock stood at 1970.
const MOST_SILENT_DAYS = 400

/**
 * The days that have rows beside these tables. If silence is not told, a day without a line has its rows too: within the span, and
 * among the few days that stand weeks from all others.
 *
 * @param days with a line
 */
export function daysWithRows(
  specs: readonly Pick<TableSpec, 'protection'>[],
  days: Iterable<DayIndex>,
  { from, to }: { readonly from: number; readonly to: number },
): Grid {
  const lined = [...days].sort((a, b) => a - b)
  if (tellsSilence(specs) || from > to) return lined
  const hasLine = new Set<number>(lined)
  const ends = [...new Set<number>([from - 1, ...lined, to + 1])].sort((a, b) => a - b)
  const silent = ends.flatMap((end, i) => {
    const before = ends[i - 1] ?? end - 1
    const length = end - before - 1
    const isWithin = before >= from - 1 && end <= to + 1
    const isBetween = hasLine.has(before) && hasLine.has(end) && length < LONE_DAYS
    return length > MOST_SILENT_DAYS || !(isWithin || isBetween) ? [] : daysFrom(end - length, end - 1)
  })
  return [...lined, ...silent].sort((a, b) => a - b)
}

/** The periods that hold at least one day of the grid, in time order. */
export function gridPeriods(kind: PeriodKind, grid: Grid): readonly GridPeriod[] {
  const periods = new Set(grid.map((day) => periodOf(kind, day)))
  return [...periods]
    .sort((a, b) => a - b)
    .map((period) => ({ period, first: firstDayOf(kind, period), last: lastDayOf(kind, period) }))
}

/**
 * Whether the feature exists on a day of the period, and so may have a row there. Where it was away the breaks say so: a reader knows
 * that there is nothing, and no longer figure may lean on it as on one that is hidden.
 */
export function exists(feature: Feature, { first, last }: Omit<GridPeriod, 'period'>): boolean {
  const isAway = feature.away?.some(({ from, to }) => from <= first && last <= to) ?? false
  return !isAway && isInService(feature, first, last)
}

/** Whether lines of the feature may have been counted in the period, of which it has no row. */
export function isDropped(feature: Feature, { first, last }: Omit<GridPeriod, 'period'>): boolean {
  return !exists(feature, { first, last }) && holdsAway(feature.dropped ?? [], first, last)
}

/** The periods of the grid of which no line is missing. */
export function wholePeriods(
  kind: PeriodKind,
  { grid, partial }: Pick<Counted, 'grid' | 'partial'>,
): readonly GridPeriod[] {
  const left = new Set(partial?.get(kind))
  return gridPeriods(kind, grid).filter(({ period }) => !left.has(period))
}

/** The kinds of which periods lie within one of a longer kind, the longest first: a day in one of each, a week in none. */
export function kindsWithin(longer: PeriodKind): readonly PeriodKind[] {
  return PERIOD_KINDS.slice(0, PERIOD_KINDS.indexOf(longer))
    .filter((kind) => kind !== 'week')
    .toReversed()
}
