import { QUANTILES } from '../domain/measure.ts'
import { quantileMs } from '../domain/duration.ts'
import type { Feature } from '../domain/feature.ts'
import type { CellHistograms, Counted, CountedTable, ProtectedRow } from '../domain/table.ts'
import { combinationsOf, compareBytes } from './combinations.ts'
import { numberAt, type Figures } from './disclosure/figures.ts'
import { exists, gridPeriods, type GridPeriod } from './grid-periods.ts'

type Cell = {
  readonly feature: number
  readonly p: number
  readonly slab: Float64Array | undefined
  readonly histograms: CellHistograms | undefined
}
/** The figures of a row, in the order of the measures; undefined is hidden. */
type CountsOf = (cell: Cell, combination: number) => readonly (number | undefined)[]

/** Every row of a table without noise in key order, whether anything was counted for it or not. */
export function writeRows(table: CountedTable, counted: Counted, decided: readonly Figures[]): readonly ProtectedRow[] {
  const { spec, slabs, durations } = table
  const combinations = combinationsOf(table)
  const countsOf =
    spec.protection.level === 'exact' ? allCounts(table, combinations.length) : shownCounts(table, decided)
  return eachFeature(
    gridPeriods(spec.period, counted.grid),
    counted.features,
    ({ period: { period }, feature, index, p }) => {
      const slab = slabs.get(period)
      const histograms = durations?.get(period)
      return combinations.map(({ words, position }) => ({
        period,
        feature: feature.id,
        categories: words,
        counts: countsOf({ feature: index, p, slab, histograms }, position),
      }))
    },
  )
}

/** A feature in a period of its days. */
export type FeaturePeriod = {
  readonly period: GridPeriod
  readonly feature: Feature
  /** In the configuration. */
  readonly index: number
  /** Position of the period among the periods. */
  readonly p: number
}

/** The rows of each feature in each period in which it exists, in key order. */
export function eachFeature(
  periods: readonly GridPeriod[],
  features: readonly Feature[],
  rowsOf: (at: FeaturePeriod) => readonly ProtectedRow[],
): readonly ProtectedRow[] {
  const sorted = features.map((feature, index) => ({ feature, index }))
  sorted.sort((a, b) => compareBytes(a.feature.id, b.feature.id))
  const rows: ProtectedRow[] = []
  periods.forEach((period, p) => {
    for (const { feature, index } of sorted)
      if (exists(feature, period)) rows.push(...rowsOf({ period, feature, index, p }))
  })
  return rows
}

function allCounts({ spec: { measures } }: CountedTable, combinations: number): CountsOf {
  const shares = measures.map((measure) => QUANTILES.get(measure))
  return ({ feature, slab, histograms }, combination) => {
    const cell = feature * combinations + combination
    return shares.map((share, m) =>
      share === undefined
        ? exactly(numberAt(slab, cell * measures.length + m))
        : quantileMs(histograms?.get(cell), share),
    )
  }
}

// Of bytes a sum may pass 2⁵³, from where on units are lost: once beyond, it stays there, so it is known for what it is.
function exactly(sum: number): number | undefined {
  return sum <= Number.MAX_SAFE_INTEGER ? sum : undefined
}

// What was not decided is hidden.
function shownCounts({ spec }: CountedTable, decided: readonly Figures[]): CountsOf {
  const figures = decided.find(({ kind }) => kind === spec.period)
  const columns = spec.measures.map((measure) => figures?.columns.get(measure))
  const periods = figures?.periods.length ?? 0
  return ({ feature, p }) => {
    const position = feature * periods + p
    return columns.map((column) =>
      numberAt(column?.shown, position) === 1 ? numberAt(column?.counts, position) : undefined,
    )
  }
}
