import type { PeriodIndex } from '../domain/calendar.ts'
import { PERIOD_KINDS } from '../domain/dictionary.ts'
import {
  FOLDED,
  isNoisy,
  type Counted,
  type CountedTable,
  type ProtectedRow,
  type ProtectedTable,
  type Protection,
  type TableSpec,
} from '../domain/table.ts'
import { combinationsOf } from './combinations.ts'
import { numberAt } from './disclosure/figures.ts'

/** What protection leaves of the first measure of a table. Shares are 0–1; undefined where nothing can be said. */
export type Utility = {
  readonly name: string
  /** Of what was counted in the periods that are published, how much is in shown figures. */
  readonly usesShown: number | undefined
  readonly cellsShown: number | undefined
  /** Error of the shown figures, relative to the true ones. */
  readonly medianError: number | undefined
  readonly error95: number | undefined
  /** Spearman's, of the features by their sums, true against shown. */
  readonly ranks: number | undefined
  /** Hellinger's, of the features' shares of all uses, true against shown: 0 is the same, 1 has nothing in common. */
  readonly distance: number | undefined
  /** At `threshold`: features with hidden figures that are large enough, and how many; the margins in time hide them. */
  readonly withheld: readonly { readonly feature: string; readonly periods: number }[]
  readonly advice: 'whole-periods' | 'longer-period' | 'fewer-dimensions' | undefined
}

// Below this share of the uses a table says little.
const ENOUGH_USES = 0.8

/** How a period of a table was protected, where that changed. */
type ProtectionIn = (spec: TableSpec, period: PeriodIndex) => Protection

/**
 * Compares what would be published with what was counted. For the operator before a first publication: shares and errors
 * over whole tables, never a single true count.
 */
export function measureUtility(
  counted: Counted,
  tables: readonly ProtectedTable[],
  protectionIn: ProtectionIn = ({ protection }) => protection,
): readonly Utility[] {
  return tables.map((table, position) => {
    const cells = cellsOf(table, counted, counted.tables[position])
    const own = cells.filter(({ isFolded }) => !isFolded)
    const shown = cells.filter(({ figure }) => figure !== undefined)
    const errors = shown
      .map(({ truth, figure = 0 }) => Math.abs(figure - truth) / Math.max(1, truth))
      .sort((a, b) => a - b)
    const sums = sumsOf(cells)
    const usesShown = usesShownOf(cells)
    const unfinished = unfinishedOf(table.spec, counted)
    return {
      name: table.spec.name,
      usesShown,
      cellsShown: shareOf(own.filter(({ figure }) => figure !== undefined).length, own.length),
      medianError: quantile(errors, 0.5),
      error95: quantile(errors, 0.95),
      ranks: rankCorrelation(sums),
      distance: hellingerDistance(sums),
      withheld: hasShorter(table, tables) ? withheldOf(table, cells, counted, protectionIn) : [],
      advice: adviceFor(table, usesShown, usesShownOf(cells.filter(({ period }) => !unfinished.has(period))) ?? 1),
    }
  })
}

type Cell = {
  readonly period: PeriodIndex
  readonly feature: string
  readonly truth: number
  readonly figure: number | undefined
  /** It holds hidden cells, which stand in the list too. */
  readonly isFolded: boolean
}

function cellsOf({ rows }: ProtectedTable, { features }: Counted, table: CountedTable | undefined): readonly Cell[] {
  if (table === undefined) return []
  const combinations = new Map(combinationsOf(table).map(({ words, position }) => [words.join(' '), position]))
  const positions = new Map(features.map(({ id }, index) => [id, index]))
  const width = table.spec.measures.length
  const truthOf = ({ period, feature, categories }: ProtectedRow): number => {
    const cell = Number(positions.get(feature)) * combinations.size + Number(combinations.get(categories.join(' ')))
    return numberAt(table.slabs.get(period), cell * width)
  }
  const hidden = new Map<string, number>()
  for (const row of rows) {
    const sum = hidden.get(keyOf(row)) ?? 0
    hidden.set(keyOf(row), isFolded(row) || row.counts[0] !== undefined ? sum : sum + truthOf(row))
  }
  return rows.map((row) => ({
    period: row.period,
    feature: row.feature,
    truth: isFolded(row) ? Number(hidden.get(keyOf(row))) : truthOf(row),
    figure: row.counts[0],
    isFolded: isFolded(row),
  }))
}

function keyOf({ period, feature }: ProtectedRow): string {
  return `${period} ${feature}`
}

function isFolded({ categories }: ProtectedRow): boolean {
  return categories.includes(FOLDED)
}

function usesShownOf(cells: readonly Cell[]): number | undefined {
  return shareOf(
    sumOf(cells.filter(({ figure }) => figure !== undefined)),
    sumOf(cells.filter(({ isFolded }) => !isFolded)),
  )
}

function sumOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { truth }) => sum + truth, 0)
}

function shareOf(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole
}

function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.ceil(share * sorted.length) - 1]
}

/** Of each feature, the uses that were counted and the sum of the shown figures. */
function sumsOf(cells: readonly Cell[]): readonly (readonly [number, number])[] {
  const sums = new Map<string, readonly [number, number]>()
  for (const { feature, truth, figure = 0, isFolded } of cells) {
    const [counted, shown] = sums.get(feature) ?? [0, 0]
    sums.set(feature, [counted + (isFolded ? 0 : truth), shown + figure])
  }
  return [...sums.values()]
}

/** Whether another table without noise has shorter periods: a total is hidden above those alone. */
function hasShorter({ spec }: ProtectedTable, tables: readonly ProtectedTable[]): boolean {
  return tables.some(
    (other) => !isNoisy(other.spec) && PERIOD_KINDS.indexOf(other.spec.period) < PERIOD_KINDS.indexOf(spec.period),
  )
}

function withheldOf(
  { spec }: ProtectedTable,
  cells: readonly Cell[],
  counted: Counted,
  protectionIn: ProtectionIn,
): Utility['withheld'] {
  const unfinished = unfinishedOf(spec, counted)
  const periods = new Map<string, number>()
  for (const { period, feature, truth, figure } of cells) {
    const protection = protectionIn(spec, period)
    const isLarge = protection.level === 'threshold' && truth >= protection.k
    if (figure === undefined && isLarge && !unfinished.has(period))
      periods.set(feature, (periods.get(feature) ?? 0) + 1)
  }
  return [...periods].map(([feature, count]) => ({ feature, periods: count }))
}

/** They are hidden since they are not over, or since the days asked for cut them, and for as long. */
function unfinishedOf({ period: kind }: TableSpec, { partial, cut }: Counted): ReadonlySet<PeriodIndex> {
  return new Set([partial, cut].flatMap((some) => some?.get(kind) ?? []))
}

/** @param ofWhole of the uses of periods that are over and covered, how many are shown; 1 where there are none */
function adviceFor({ spec }: ProtectedTable, usesShown: number | undefined, ofWhole: number): Utility['advice'] {
  if (usesShown === undefined || usesShown >= ENOUGH_USES) return undefined
  if (ofWhole >= ENOUGH_USES) return 'whole-periods'
  if (isNoisy(spec) && spec.dimensions.length > 1) return 'fewer-dimensions'
  return spec.period === 'day' || spec.period === 'week' ? 'longer-period' : 'fewer-dimensions'
}

/** Hellinger's distance of two distributions, by their counts; undefined where one has none. */
export function hellingerDistance(pairs: readonly (readonly [number, number])[]): number | undefined {
  const [first, second] = [0, 1].map((at) => pairs.reduce((sum, pair) => sum + Number(pair[at]), 0))
  if (!first || !second) return undefined
  const common = pairs.reduce((sum, [a, b]) => sum + Math.sqrt((a / first) * (b / second)), 0)
  // Rounding may bring it above 1.
  return Math.sqrt(Math.max(0, 1 - common))
}

/** Spearman's rank correlation of pairs, ties at their mean rank; undefined where one side has no order. */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | undefined {
  const rankOfFirst = ranking(pairs.map(([first]) => first))
  const rankOfSecond = ranking(pairs.map(([, second]) => second))
  const mean = (pairs.length + 1) / 2
  const ranks = pairs.map(([first, second]) => [rankOfFirst(first) - mean, rankOfSecond(second) - mean] as const)
  const sum = (productOf: (a: number, b: number) => number): number =>
    ranks.reduce((total, [a, b]) => total + productOf(a, b), 0)
  const spread = sum((a) => a * a) * sum((_, b) => b * b)
  return spread === 0 ? undefined : sum((a, b) => a * b) / Math.sqrt(spread)
}

function ranking(values: readonly number[]): (value: number) => number {
  return (value) => {
    const below = values.filter((other) => other < value).length
    const alike = values.filter((other) => other === value).length
    return below + (alike + 1) / 2
  }
}
