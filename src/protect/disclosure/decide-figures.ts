import { PERIOD_KINDS, type Measure, type PeriodKind } from '../../domain/dictionary.ts'
import type { Counted, CountedTable } from '../../domain/table.ts'
import { exists, gridPeriods } from '../grid-periods.ts'
import type { DisclosureRules } from './disclosure-rules.ts'
import { numberAt, type Column, type Figures } from './figures.ts'
import { hideTotals } from './hide-totals.ts'

/** Decides for all tables at `threshold` together which figures are shown; shortest kind of period first. */
export function decideFigures(counted: Counted, rules: DisclosureRules): readonly Figures[] {
  const k = thresholdOf(counted)
  const all = PERIOD_KINDS.flatMap((kind) => {
    const tables = counted.tables.filter(({ spec }) => spec.period === kind && spec.protection.level === 'threshold')
    return tables.length === 0 ? [] : [gatherFigures(kind, tables, counted)]
  })
  for (const figures of all) showLargeCounts(figures, rules, k)
  const [shorter, longer] = all
  if (shorter && longer) {
    hideTotals(shorter, longer, rules, k)
    if (!rules.showPartialTotal()) hidePartial(longer, counted)
  }
  return all
}

function hidePartial({ kind, periods, columns }: Figures, { partial }: Counted): void {
  const unfinished = new Set(partial?.get(kind))
  for (const { shown } of columns.values())
    shown.forEach((_, i) => {
      const period = periods[i % periods.length]?.period
      if (period !== undefined && unfinished.has(period)) shown[i] = 0
    })
}

// One k a service. Where tables disagree the largest holds for all, since each may stand above another.
function thresholdOf({ tables }: Counted): number {
  return Math.max(0, ...tables.map(({ spec: { protection } }) => (protection.level === 'threshold' ? protection.k : 0)))
}

function gatherFigures(kind: PeriodKind, tables: readonly CountedTable[], { features, grid }: Counted): Figures {
  const periods = gridPeriods(kind, grid)
  const size = features.length * periods.length
  const rows = Uint8Array.from(features.flatMap((feature) => periods.map((period) => Number(exists(feature, period)))))
  const columns = new Map<Measure, Column>()
  for (const { spec, slabs } of tables) {
    spec.measures.forEach((measure, m) => {
      const counts = new Float64Array(size)
      periods.forEach(({ period }, p) => {
        const slab = slabs.get(period)
        for (let f = 0; f < features.length; f++) {
          counts[f * periods.length + p] = numberAt(slab, f * spec.measures.length + m)
        }
      })
      columns.set(measure, { counts, shown: new Uint8Array(size) })
    })
  }
  return { kind, periods, rows, columns }
}

function showLargeCounts({ columns, rows }: Figures, { showCount, showEntries }: DisclosureRules, k: number): void {
  const requests = columns.get('requests')?.counts
  for (const [measure, { counts, shown }] of columns) {
    counts.forEach((count, i) => {
      const large = measure === 'entries' ? showEntries(count, numberAt(requests, i), k) : showCount(count, k)
      shown[i] = rows[i] === 1 && large ? 1 : 0
    })
  }
}
