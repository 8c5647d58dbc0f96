import { firstDayOf, lastDayOf, periodOf, type DayIndex, type PeriodIndex } from '../domain/calendar.ts'
import { PERIOD_KINDS, type PeriodKind } from '../domain/dictionary.ts'
import { holdsAway, isInService, type Feature } from '../domain/feature.ts'
import type { Counted, Grid } from '../domain/table.ts'

/** A period of the grid; both days included. */
export type GridPeriod = { readonly period: PeriodIndex; readonly first: DayIndex; readonly last: DayIndex }

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
