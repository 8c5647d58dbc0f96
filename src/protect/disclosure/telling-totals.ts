import { PERIOD_KINDS, type Measure, type PeriodKind } from '../../domain/dictionary.ts'
import { isInService, type Feature } from '../../domain/feature.ts'
import type { Grid, ProtectedRow, ReadableTable } from '../../domain/table.ts'
import type { PeriodIndex } from '../../domain/calendar.ts'
import { gridPeriods, type GridPeriod } from '../grid-periods.ts'
import { DISCLOSURE_RULES } from './disclosure-rules.ts'
import { numberAt, type MeasureColumn, type Figures } from './figures.ts'
import { hideTotals } from './hide-totals.ts'

/** A published figure of a longer period that should have been hidden. */
export type TellingTotal = {
  readonly table: string
  readonly period: PeriodIndex
  readonly feature: string
  readonly measure: Measure
  /** Hidden figures beneath it could be computed; else nothing is hidden there, and it is not their sum. */
  readonly isTelling: boolean
}

type Table = Pick<ReadableTable, 'spec' | 'rows'>
type Served = Pick<Feature, 'id' | 'from' | 'until'>

/**
 * Holds the published figures of longer periods to the rule by which they were decided, from what a reader sees alone: beside
 * each shorter kind, since tables come and go.
 *
 * @param tables all of the service that are at hand; those at `threshold` count
 */
export function tellingTotals(
  tables: readonly Table[],
  features: readonly Served[],
  grid: Grid,
  k: number,
): readonly TellingTotal[] {
  const own = tables.filter(({ spec }) => spec.protection.level === 'threshold')
  const kinds = PERIOD_KINDS.filter((kind) => own.some(({ spec }) => spec.period === kind))
  const all = kinds.map((kind) => figuresOf(kind, own, features, grid))
  return all.flatMap((longer, i) =>
    all
      .slice(0, i)
      // Weeks straddle the others, and never stand beside them.
      .filter((shorter) => shorter.kind !== 'week')
      .flatMap((shorter) => totalsAbove(shorter, longer, own, features, k)),
  )
}

function totalsAbove(
  shorter: Figures,
  { columns, ...longer }: Figures,
  tables: readonly Table[],
  features: readonly Served[],
  k: number,
): readonly TellingTotal[] {
  const decided = new Map([...columns].map(([measure, column]) => [measure, copyOf(column)]))
  hideTotals(shorter, { ...longer, columns: decided }, DISCLOSURE_RULES, k)
  const isHiddenNow = (measure: Measure, at: number): boolean =>
    numberAt(columns.get(measure)?.shown, at) > numberAt(decided.get(measure)?.shown, at)
  return tables
    .filter(({ spec }) => spec.period === longer.kind)
    .flatMap(({ spec }) =>
      spec.measures.flatMap((measure) =>
        features.flatMap(({ id: feature }, f) =>
          longer.periods
            .filter((_, p) => isHiddenNow(measure, f * longer.periods.length + p))
            .map((at) => ({
              table: spec.name,
              period: at.period,
              feature,
              measure,
              isTelling: hidesBeneath(shorter, measure, f, at),
            })),
        ),
      ),
    )
}

function copyOf(column: MeasureColumn): MeasureColumn {
  return { ...column, shown: Uint8Array.from(column.shown) }
}

function hidesBeneath({ periods, rows, columns }: Figures, measure: Measure, feature: number, at: GridPeriod): boolean {
  const shown = columns.get(measure)?.shown
  return periods.some(({ first, last }, p) => {
    const position = feature * periods.length + p
    return first >= at.first && last <= at.last && numberAt(rows, position) > numberAt(shown, position)
  })
}

function figuresOf(kind: PeriodKind, tables: readonly Table[], features: readonly Served[], grid: Grid): Figures {
  const periods = gridPeriods(kind, grid)
  const size = features.length * periods.length
  const rows = new Uint8Array(size)
  const columns = new Map<Measure, MeasureColumn>()
  const told = new Set<PeriodIndex>()
  const positionOf = openPositions(
    features.map(({ id }) => id),
    periods.map(({ period }) => period),
  )
  for (const { spec, rows: own } of tables) {
    if (spec.period !== kind) continue
    const filled = spec.measures.map((measure) => {
      const column = { counts: new Float64Array(size), shown: new Uint8Array(size) }
      columns.set(measure, column)
      return column
    })
    for (const row of own) {
      const position = positionOf(row)
      if (position === undefined) continue
      rows[position] = 1
      told.add(row.period)
      filled.forEach(({ counts, shown }, m) => {
        const count = row.counts[m]
        counts[position] = count ?? 0
        shown[position] = count === undefined ? 0 : 1
      })
    }
  }
  const isOpen = (feature: Served, { period, first, last }: GridPeriod): boolean =>
    !told.has(period) && isInService(feature, first, last)
  const open = Uint8Array.from(features.flatMap((feature) => periods.map((period) => Number(isOpen(feature, period)))))
  return { kind, periods, rows, open, columns }
}

function openPositions(features: readonly string[], periods: readonly PeriodIndex[]) {
  const featureAt = new Map(features.map((feature, position) => [feature, position]))
  const periodAt = new Map(periods.map((period, position) => [period, position]))
  return ({ feature, period }: ProtectedRow): number | undefined => {
    const [f, p] = [featureAt.get(feature), periodAt.get(period)]
    return f === undefined || p === undefined ? undefined : f * periods.length + p
  }
}
