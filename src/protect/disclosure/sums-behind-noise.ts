import type { PeriodIndex } from '../../domain/calendar.ts'
import { PERIOD_KINDS, type Measure, type PeriodKind } from '../../domain/dictionary.ts'
import type { Counted } from '../../domain/table.ts'
import { exists, gridPeriods, kindsWithin } from '../grid-periods.ts'
import type { DisclosureRules } from './disclosure-rules.ts'
import { numberAt, type MeasureColumn, type Figures } from './figures.ts'
import { hideTotals } from './hide-totals.ts'
import type { Beneath } from './part-beneath.ts'

/** Whether a noisy figure of a period is closed, since its sum less the shown figures beneath it tells a hidden one. */
export type ClosedSums = (kind: PeriodKind, measure: Measure, period: PeriodIndex, feature: string) => boolean

/**
 * What the noisy figures of a longer period add up to is as good as a total beside the days, for all that the noise hides: with
 * k = 30 a single hidden day kept 17 values. So it is decided as the total that nobody publishes would be.
 *
 * @param decided at `threshold`, where a kind of its own decides for itself
 */
export function closedSums(
  decided: readonly Figures[],
  counted: Counted,
  rules: DisclosureRules,
  k: number,
): ClosedSums {
  // Asked of each breakdown, 73,000 times in a year of 200 features.
  if (decided.length === 0) return () => false
  const opened = new Map<string, ReadonlySet<string> | undefined>()
  return (kind, measure, period, feature) => {
    const key = `${kind} ${measure}`
    if (!opened.has(key)) {
      // A kind of which a table shows another measure alone decides nothing of this one.
      const told = decided.filter(({ columns }) => columns.has(measure))
      const companion = decided.length === 1 && kind === shortestSum(decided[0]?.kind, counted)
      opened.set(key, openedOf(measure, decideSums(kind, told, companion, counted, rules, k), counted))
    }
    return opened.get(key)?.has(`${feature} ${period}`) === false
  }
}

/** The features and periods whose sums are open. */
function openedOf(measure: Measure, sums: Figures | undefined, { features }: Counted): ReadonlySet<string> | undefined {
  const shown = sums?.columns.get(measure)?.shown
  if (sums === undefined || shown === undefined) return undefined
  const keys = features.flatMap(({ id }) => sums.periods.map(({ period }) => `${id} ${period}`))
  return new Set(keys.filter((_, i) => shown[i] === 1))
}

function decideSums(
  kind: PeriodKind,
  decided: readonly Figures[],
  hasCompanions: boolean,
  counted: Counted,
  rules: DisclosureRules,
  k: number,
): Figures | undefined {
  if (decided.some((one) => one.kind === kind)) return undefined
  const shorter = decided.findLast((one) => kindsWithin(kind).includes(one.kind))
  if (!shorter) return undefined
  const sums = sumsOver(shorter, kind, counted)
  if (hasCompanions) hideTotals(shorter, sums, rules, k)
  // Companions stand for one kind of longer period: beneath another one nothing may be hidden.
  else hideTotals(shorter, sums, { ...rules, showTotal: isKnown, showPartTotal: ({ part }) => isKnown(part) }, k)
  return sums
}

function isKnown({ hidden, open, dropped }: Pick<Beneath, 'hidden' | 'open' | 'dropped'>): boolean {
  return hidden + open + dropped === 0
}

/** The kind of the noisy figures above these for which companions are hidden: the shortest. */
export function shortestSum(
  shorter: PeriodKind | undefined,
  { tables }: Pick<Counted, 'tables'>,
): PeriodKind | undefined {
  const noisy = tables.flatMap(({ spec: { period, protection } }) => (protection.level === 'cell-key' ? period : []))
  return PERIOD_KINDS.find((kind) => noisy.includes(kind) && kindsWithin(kind).some((one) => one === shorter))
}

/** The sums of shown and hidden figures by a longer kind of period. */
export function sumsOver(shorter: Figures, kind: PeriodKind, { features, grid }: Counted): Figures {
  const periods = gridPeriods(kind, grid)
  const rows = Uint8Array.from(features.flatMap((feature) => periods.map((period) => Number(exists(feature, period)))))
  const into = Float64Array.from(shorter.periods, ({ first }) =>
    periods.findIndex((one) => one.first <= first && first <= one.last),
  )
  const columns = new Map<Measure, MeasureColumn>()
  for (const [measure, { counts }] of shorter.columns) {
    const sums = new Float64Array(rows.length)
    counts.forEach((count, i) => {
      const feature = Math.floor(i / shorter.periods.length)
      const position = feature * periods.length + numberAt(into, i % shorter.periods.length)
      sums[position] = numberAt(sums, position) + count
    })
    columns.set(measure, { counts: sums, shown: new Uint8Array(rows.length).fill(1) })
  }
  return { kind, periods, rows, columns }
}
