import {
  dayOfText,
  type Days,
  firstDayOf,
  lastDayOf,
  periodOf,
  type PeriodIndex,
  periodsFrom,
} from '../domain/calendar.ts'
import type { EarlierProtection } from '../domain/change.ts'
import { PERIOD_KINDS, type Measure, type PeriodKind } from '../domain/dictionary.ts'
import { type DaysAway, isInService, type Feature } from '../domain/feature.ts'
import { QUANTILES } from '../domain/measure.ts'
import { isNoisy, type Grid, type Protection, type ReadableTable, type TableSpec } from '../domain/table.ts'
import type { ReadablePublication } from './publication.ts'

/**
 * What a reader knows of a figure: `exact` where it is shown; where it is hidden, `atLeast` is what its shown parts add up to. Neither:
 * it is hidden, and so is all beneath it.
 */
type KnownFigure =
  | { readonly exact: number; readonly atLeast: number }
  | { readonly exact: undefined; readonly atLeast: number | undefined }

/** The figures of one table; undefined where it has no row. */
export type KnownFigures = (period: PeriodIndex, feature: string, measure: Measure) => KnownFigure | undefined

/**
 * What the published tables of a summary tell of the figures of one of them: a hidden month of which some days are shown has at
 * least their sum. Nothing else is looked at, so nothing is told that a reader could not add up.
 *
 * @param earlier by name of table: how older rows are protected, where it was in another way
 */
export function knownFigures(
  table: ReadableTable,
  tables: readonly ReadableTable[],
  earlier: ReadonlyMap<string, readonly EarlierProtection[]> = new Map(),
): KnownFigures {
  const parts = tables
    .filter(({ spec }) => spec.dimensions.length === 0 && isFiner(spec.period, table.spec.period))
    .map((finer) => sumsWithin(table.spec.period, finer, earlier.get(finer.spec.name) ?? []))
  const isExact = exactIn(table, earlier.get(table.spec.name) ?? [])
  const rows = new Map<PeriodIndex, Map<string, readonly (number | undefined)[]>>()
  for (const { period, feature, counts } of table.rows) ofPeriod(rows, period).set(feature, counts)
  return (period, feature, measure) => {
    const counts = rows.get(period)?.get(feature)
    if (counts === undefined) return undefined
    const exact = counts[table.spec.measures.indexOf(measure)]
    if (exact !== undefined) return { exact, atLeast: exact }
    // A figure with noise is hidden for what it became by it, which no sum of true figures tells.
    const sums = isExact(period) ? parts.flatMap((part) => part(period, feature, measure) ?? []) : []
    return { exact: undefined, atLeast: sums.length === 0 ? undefined : Math.max(...sums) }
  }
}

/**
 * Why a table has no row of a period: `gap`: the logs have no line of it; `withheld`: they have some, and the table leaves it out, or it
 * is not closed yet. Undefined: it has rows.
 */
export function openRowless(
  { spec, rows }: ReadableTable,
  grid: Grid,
): (period: PeriodIndex) => 'gap' | 'withheld' | undefined {
  const withRows = new Set<PeriodIndex>()
  for (const { period } of rows) withRows.add(period)
  const withLog = new Set(grid.map((day) => periodOf(spec.period, day)))
  return (period) => (withRows.has(period) ? undefined : withLog.has(period) ? 'withheld' : 'gap')
}

/**
 * Why a feature has no row of a period: undefined: it is not in service. The one within which it came, or came back, is not published; only of
 * its days that were away nothing was counted.
 */
export function whyNoRow(
  feature: Feature,
  away: readonly DaysAway[],
  { from, to }: Days,
): 'gap' | 'withheld' | undefined {
  if (!isInService(feature, from, to)) return undefined
  return away.some((days) => days.from <= from && days.to >= to) ? 'gap' : 'withheld'
}

/**
 * Whether the logs cover a period of a table only in part: some of its days have a log and others, as gaps and span tell, have none; or it is
 * named, since lines are lost, or more may come. Before the service opened there was nothing to log.
 */
export function openInPart(
  { name, period: kind }: TableSpec,
  { partial, grid, since = Infinity }: Pick<ReadablePublication, 'partial' | 'grid'> & { readonly since?: number },
): (period: PeriodIndex) => boolean {
  const named = new Set(partial.get(name))
  // Set later, it says nothing of the days before.
  const opened = since <= (grid[0] ?? 0) ? since : 0
  const days = new Map<PeriodIndex, number>()
  for (const day of grid) days.set(periodOf(kind, day), (days.get(periodOf(kind, day)) ?? 0) + 1)
  return (period) => {
    const open = lastDayOf(kind, period) - Math.max(opened, firstDayOf(kind, period)) + 1
    return named.has(period) || (days.get(period) ?? open) < open
  }
}

/** The periods of a table that it has rows of, and that the logs cover in part. */
export function periodsInPart({ spec, rows }: ReadableTable, publication: ReadablePublication): readonly PeriodIndex[] {
  const periods = new Set<PeriodIndex>()
  for (const { period } of rows) periods.add(period)
  return [...periods].filter(openInPart(spec, publication))
}

/**
 * Whether `count` may have hidden periods of a table since they are named as covered in part: beside shorter ones, or where the days asked for cut
 * them, two editions would differ by a day. `run` names what has lost lines, and hides none for that.
 */
export function hidesInPart({ spec, rows }: ReadableTable, { partial, history }: ReadablePublication): boolean {
  if (spec.protection.level !== 'threshold' || spec.period === 'day' || history !== undefined) return false
  const hidden = new Set(partial.get(spec.name))
  for (const { period, counts } of rows) if (counts.some((count) => count !== undefined)) hidden.delete(period)
  return hidden.size > 0
}

/** Periods between its first and its last that a table leaves out, or has not closed yet, though the logs have lines of them. */
export function withheldPeriods(table: ReadableTable, grid: Grid): readonly PeriodIndex[] {
  const [first, last] = [table.rows.at(0), table.rows.at(-1)]
  if (first === undefined || last === undefined) return []
  const whyRowless = openRowless(table, grid)
  return periodsFrom(first.period, last.period).filter((period) => whyRowless(period) === 'withheld')
}

function isFiner(one: PeriodKind, other: PeriodKind): boolean {
  return PERIOD_KINDS.indexOf(one) < PERIOD_KINDS.indexOf(other)
}

/** By period and feature: the sum of each measure over the shown, noise-free periods that lie wholly within; undefined: none is. */
type Sums = (period: PeriodIndex, feature: string, measure: Measure) => number | undefined

function sumsWithin(kind: PeriodKind, table: ReadableTable, earlier: readonly EarlierProtection[]): Sums {
  const { period: own, measures } = table.spec
  const isExact = exactIn(table, earlier)
  const summed = [...measures.entries()].flatMap(([position, measure]) => (QUANTILES.has(measure) ? [] : [position]))
  const sums = new Map<PeriodIndex, Map<string, (number | undefined)[]>>()
  for (const { period, feature, counts } of table.rows) {
    const around = periodOf(kind, firstDayOf(own, period))
    // A week may be in two months.
    if (periodOf(kind, lastDayOf(own, period)) !== around || !isExact(period)) continue
    const inside = ofPeriod(sums, around)
    const sum = inside.get(feature) ?? []
    inside.set(feature, sum)
    for (const position of summed) {
      const count = counts[position]
      if (count !== undefined) sum[position] = (sum[position] ?? 0) + count
    }
  }
  return (period, feature, measure) => sums.get(period)?.get(feature)?.[measures.indexOf(measure)]
}

function ofPeriod<T>(periods: Map<PeriodIndex, Map<string, T>>, period: PeriodIndex): Map<string, T> {
  const known = periods.get(period)
  if (known !== undefined) return known
  const made = new Map<string, T>()
  periods.set(period, made)
  return made
}

/** Whether a period of a table is without noise. */
function exactIn(table: ReadableTable, earlier: readonly EarlierProtection[]): (period: PeriodIndex) => boolean {
  const ruleOf = rulesIn(table, earlier)
  return (period) => !isNoisy({ protection: ruleOf(period) })
}

/** How each period of a table is protected: by the rule under which it was published. */
export function rulesIn(
  { spec }: ReadableTable,
  earlier: readonly EarlierProtection[],
): (period: PeriodIndex) => Protection {
  const eras = earlier.map(({ until, protection }) => ({ until: dayOfText(until) ?? 0, protection }))
  return (period) => eras.find(({ until }) => firstDayOf(spec.period, period) < until)?.protection ?? spec.protection
}
