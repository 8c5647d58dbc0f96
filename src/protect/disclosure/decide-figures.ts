import { PERIOD_KINDS, type Measure, type PeriodKind } from '../../domain/dictionary.ts'
import { QUANTILES, baseOf, wholeOf } from '../../domain/measure.ts'
import { coarseQuantileMs, linesInHistogram } from '../../domain/duration.ts'
import type { Counted, CountedTable } from '../../domain/table.ts'
import { exists, gridPeriods, isDropped } from '../grid-periods.ts'
import type { DisclosureRules } from './disclosure-rules.ts'
import { numberAt, type MeasureColumn, type Figures } from './figures.ts'
import { hideCompanions, hideTotals } from './hide-totals.ts'
import { hideAsBefore, withEditionBefore } from './edition-before.ts'
import { releasedFigures } from './released-figures.ts'
import { shortestSum, sumsOver } from './sums-behind-noise.ts'

/** Decides for all tables at `threshold` together which figures are shown; shortest kind of period first. */
export function decideFigures(counted: Counted, rules: DisclosureRules): readonly Figures[] {
  const k = thresholdOf(counted)
  const all = PERIOD_KINDS.flatMap((kind) => {
    const tables = counted.tables.filter(({ spec }) => spec.period === kind && spec.protection.level === 'threshold')
    return tables.length === 0 ? [] : [withEditionBefore(gatherFigures(kind, tables, counted), counted)]
  })
  for (const figures of all) {
    showLargeCounts(figures, rules, k)
    // A reader subtracts what was published, whatever would be decided today.
    showReleased(figures, counted)
    hideAsBefore(figures)
  }
  hideMargins(all, counted, rules, k)
  if (!rules.showCut()) for (const figures of all) hidePeriods(figures, counted.cut)
  for (const figures of all) hideQuantiles(figures, counted, rules)
  return all
}

/** Hides days for the sake of what stands above them, a total or the sum of noisy figures, and totals for theirs. */
function hideMargins([shorter, longer]: readonly Figures[], counted: Counted, rules: DisclosureRules, k: number): void {
  if (!shorter) return
  const sums = shortestSum(shorter.kind, counted)
  const above = longer ?? (sums && sumsOver(shorter, sums, counted))
  if (above) hideCompanions(shorter, above, openReleased(shorter, counted), rules, k)
  if (!longer) return
  hideTotals(shorter, longer, rules, k)
  if (!rules.showPartialTotal()) hidePeriods(longer, counted.partial)
}

// A quantile tells that there were uses enough for it: it stands only where their number is told.
function hideQuantiles(figures: Figures, { partial }: Counted, rules: DisclosureRules): void {
  for (const [measure, column] of figures.columns) {
    const base = baseOf(measure)
    if (base === undefined) continue
    const { shown } = column
    const uses = figures.columns.get(base)?.shown
    shown.forEach((_, i) => (shown[i] = Math.min(numberAt(shown, i), numberAt(uses, i))))
    if (!rules.showPartialQuantile()) hidePeriods({ ...figures, columns: new Map([[measure, column]]) }, partial)
  }
}

function hidePeriods({ kind, periods, columns }: Figures, hidden: Counted['partial']): void {
  const unfinished = new Set(hidden?.get(kind))
  for (const { shown } of columns.values())
    shown.forEach((_, i) => {
      const period = periods[i % periods.length]?.period
      if (period !== undefined && unfinished.has(period)) shown[i] = 0
    })
}

function showReleased(figures: Figures, counted: Counted): void {
  const figureAt = openReleased(figures, counted)
  for (const [measure, { shown }] of figures.columns)
    shown.forEach((_, i) => {
      const figure = figureAt(measure, i)
      if (figure !== undefined) shown[i] = figure === 'hidden' ? 0 : 1
    })
}

/** What was published of a figure, unless it is decided anew. */
function openReleased({ kind, periods }: Figures, { released, features }: Counted) {
  if (released === undefined) return () => undefined
  const book = released.standing ?? releasedFigures(released.tables)
  return (measure: Measure, position: number) => {
    const id = features[Math.floor(position / periods.length)]?.id
    const period = periods[position % periods.length]?.period
    return id === undefined || period === undefined ? undefined : book(kind, period, id, measure)
  }
}

// One k a service. Where tables disagree the largest holds for all, since each may stand above another.
export function thresholdOf({ tables }: Counted): number {
  return Math.max(0, ...tables.map(({ spec: { protection } }) => (protection.level === 'threshold' ? protection.k : 0)))
}

function gatherFigures(kind: PeriodKind, tables: readonly CountedTable[], { features, grid }: Counted): Figures {
  const periods = gridPeriods(kind, grid)
  const size = features.length * periods.length
  const each = (holds: typeof exists): Uint8Array =>
    Uint8Array.from(features.flatMap((feature) => periods.map((period) => Number(holds(feature, period)))))
  const rows = each(exists)
  const columns = new Map<Measure, MeasureColumn>()
  for (const { spec, slabs, durations } of tables) {
    spec.measures.forEach((measure, m) => {
      const share = QUANTILES.get(measure)
      if (share !== undefined) {
        columns.set(measure, quantileColumn(share, features.length, periods, durations))
        return
      }
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
  return { kind, periods, rows, dropped: each(isDropped), columns }
}

function quantileColumn(
  share: number,
  features: number,
  periods: Figures['periods'],
  durations: CountedTable['durations'],
): MeasureColumn {
  const size = features * periods.length
  const column = { counts: new Float64Array(size), shown: new Uint8Array(size), sizes: new Float64Array(size) }
  periods.forEach(({ period }, p) => {
    for (const [feature, histogram] of durations?.get(period) ?? []) {
      const position = feature * periods.length + p
      column.counts[position] = coarseQuantileMs(histogram, share) ?? 0
      column.sizes[position] = linesInHistogram(histogram)
    }
  })
  return column
}

function showLargeCounts({ columns, rows }: Figures, rules: DisclosureRules, k: number): void {
  for (const [measure, { counts, shown, sizes }] of columns) {
    const share = QUANTILES.get(measure)
    const whole = wholeOf(measure)
    const wholes = whole && columns.get(whole)?.counts
    const isLarge = (count: number, i: number): boolean => {
      if (share !== undefined) return rules.showQuantile(share, numberAt(sizes, i), k)
      return whole === undefined ? rules.showCount(count, k) : rules.showPart(count, numberAt(wholes, i), k)
    }
    counts.forEach((count, i) => (shown[i] = rows[i] === 1 && isLarge(count, i) ? 1 : 0))
  }
}
