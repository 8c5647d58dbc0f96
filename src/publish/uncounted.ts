import { dayOfText, firstDayOf, lastDayOf, type PeriodIndex } from '../domain/calendar.ts'
import type { SeriesBreak } from '../domain/change.ts'
import { PERIOD_KINDS, type Measure } from '../domain/dictionary.ts'
import { QUANTILES, standsBeside } from '../domain/measure.ts'
import { isNoisy, tierOf, type ReadableTable, type TableSpec } from '../domain/table.ts'
import { breaksOf } from './changelog/history.ts'
import { rulesIn } from './known-figures.ts'
import type { ReadablePublication } from './publication.ts'

/**
 * Whether a figure that is missing in a row was never counted, or in a part of the period alone, as far as the folder tells; else it is
 * hidden. A table at `exact` hides nothing, so it lacked what is empty, but for durations, which a row without a use has none of; the breaks say it of a measure that a table got, or got back.
 */
export type IsUncounted = (period: PeriodIndex, measure: Measure) => boolean

export function openUncounted(
  table: ReadableTable,
  { tables, earlier, history }: Pick<ReadablePublication, 'tables' | 'earlier' | 'history'>,
): IsUncounted {
  const { spec } = table
  const ruleOf = rulesIn(table, earlier?.get(spec.name) ?? [])
  const beneath = new Set(tables.flatMap((other) => (standsBeneath(other.spec, spec) ? other.spec.name : [])))
  const holes = breaksOf(history).flatMap((change) => {
    if (!('measure' in change)) return []
    const { kind, table: name, measure } = change
    const isOfOwn = name === spec.name && kind !== 'measure-removed'
    return isOfOwn || (beneath.has(name) && !QUANTILES.has(measure)) ? [{ measure, ...daysWithout(change) }] : []
  })
  return (period, measure) => {
    if (ruleOf(period).level === 'exact' && !QUANTILES.has(measure)) return true
    const [first, last] = [firstDayOf(spec.period, period), lastDayOf(spec.period, period)]
    const isOf = (one: Measure) => one === measure || one === standsBeside(measure)
    return holes.some((hole) => isOf(hole.measure) && first <= hole.to && last >= hole.from)
  }
}

/** What closed before a measure went stays: of one that is gone, what holds its last day and the next. */
function daysWithout(change: Extract<SeriesBreak, { readonly measure: Measure }>): { from: number; to: number } {
  const date = dayOfText(change.date) ?? 0
  const since = 'from' in change ? (dayOfText(change.from) ?? 0) : 0
  return { from: change.kind === 'measure-removed' ? date : since, to: date - 1 }
}

/**
 * Of a longer figure less those that a shorter table shows, few days would be left: it goes without what that one lacks. Of a table of
 * the other folder nobody who has this one knows how long it is: what would tell with it is hidden here.
 */
function standsBeneath(shorter: TableSpec, spec: TableSpec): boolean {
  const isShorter = PERIOD_KINDS.indexOf(shorter.period) < PERIOD_KINDS.indexOf(spec.period)
  return isShorter && tierOf(shorter) === tierOf(spec) && !isNoisy(shorter) && !isNoisy(spec)
}

/** Of each measure of a table that was not counted throughout, the periods whose rows lack it. */
export function uncountedOf(
  table: ReadableTable,
  isUncounted: IsUncounted,
): ReadonlyMap<Measure, readonly PeriodIndex[]> {
  const { spec, rows } = table
  const found = new Map<Measure, Set<PeriodIndex>>()
  for (const { period, counts } of rows)
    for (const [position, measure] of spec.measures.entries()) {
      const known = found.get(measure)
      if (counts[position] !== undefined || known?.has(period) === true || !isUncounted(period, measure)) continue
      found.set(measure, (known ?? new Set()).add(period))
    }
  return new Map([...found].map(([measure, periods]) => [measure, [...periods].sort((a, b) => a - b)]))
}
