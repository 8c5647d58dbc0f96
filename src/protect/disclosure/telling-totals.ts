import { PERIOD_KINDS, type Measure, type PeriodKind } from '../../domain/dictionary.ts'
import type { Grid, ProtectedRow, ReadableTable } from '../../domain/table.ts'
import type { PeriodIndex } from '../../domain/calendar.ts'
import { gridPeriods, type GridPeriod } from '../grid-periods.ts'
import { DISCLOSURE_RULES } from './disclosure-rules.ts'
import { numberAt, type Column, type Figures } from './figures.ts'
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

/**
 * Holds the published figures of two lengths of period to the rule by which they were decided, from what a reader sees
 * alone.
 *
 * @param tables all of the service that are at hand; those at `threshold` count
 */
export function tellingTotals(tables: readonly Table[], grid: Grid, k: number): readonly TellingTotal[] {
  const own = tables.filter(({ spec }) => spec.protection.level === 'threshold')
  const features = [...featuresIn(own)].sort()
  const kinds = PERIOD_KINDS.filter((kind) => own.some(({ spec }) => spec.period === kind))
  const [shorter, longer] = kinds.map((kind) => figuresOf(kind, own, features, grid))
  if (shorter === undefined || longer === undefined) return []
  const before = new Map([...longer.columns].map(([measure, { shown }]) => [measure, Uint8Array.from(shown)]))
  hideTotals(shorter, longer, DISCLOSURE_RULES, k)
  return own
    .filter(({ spec }) => spec.period === longer.kind)
    .flatMap(({ spec }) =>
      spec.measures.flatMap((measure) =>
        features.flatMap((feature, f) =>
          longer.periods
            .filter((_, p) => isHiddenNow(longer, measure, f * longer.periods.length + p, before))
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

function featuresIn(tables: readonly Table[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { rows } of tables) for (const { feature } of rows) found.add(feature)
  return found
}

function isHiddenNow(
  { columns }: Figures,
  measure: Measure,
  position: number,
  before: ReadonlyMap<Measure, Uint8Array>,
): boolean {
  return numberAt(before.get(measure), position) > numberAt(columns.get(measure)?.shown, position)
}

function hidesBeneath({ periods, rows, columns }: Figures, measure: Measure, feature: number, at: GridPeriod): boolean {
  const shown = columns.get(measure)?.shown
  return periods.some(({ first, last }, p) => {
    const position = feature * periods.length + p
    return first >= at.first && last <= at.last && numberAt(rows, position) > numberAt(shown, position)
  })
}

function figuresOf(kind: PeriodKind, tables: readonly Table[], features: readonly string[], grid: Grid): Figures {
  const periods = gridPeriods(kind, grid)
  const size = features.length * periods.length
  const rows = new Uint8Array(size)
  const columns = new Map<Measure, Column>()
  const positionOf = openPositions(
    features,
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
      filled.forEach(({ counts, shown }, m) => {
        const count = row.counts[m]
        counts[position] = count ?? 0
        shown[position] = count === undefined ? 0 : 1
      })
    }
  }
  return { kind, periods, rows, columns }
}

function openPositions(features: readonly string[], periods: readonly PeriodIndex[]) {
  const featureAt = new Map(features.map((feature, position) => [feature, position]))
  const periodAt = new Map(periods.map((period, position) => [period, position]))
  return ({ feature, period }: ProtectedRow): number | undefined => {
    const [f, p] = [featureAt.get(feature), periodAt.get(period)]
    return f === undefined || p === undefined ? undefined : f * periods.length + p
  }
}
