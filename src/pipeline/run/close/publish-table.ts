import { firstDayOf, lastDayOf, periodText } from '../../../domain/calendar.ts'
import type { PeriodKind } from '../../../domain/dictionary.ts'
import { isInterrupted } from '../../../domain/feature.ts'
import type { ProtectedRow, ProtectedTable, TableSpec } from '../../../domain/table.ts'
import type { Change } from '../../../publish/index.ts'
import type { PublishedRow, State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { drawnForGood } from '../release/drawn-for-good.ts'
import { seriesOf } from '../../series-of.ts'
import { measureSeries } from '../settings/compare-tables.ts'
import { awayOf, dayAt } from '../settings/in-force.ts'
import { readSettings } from '../settings/kept-settings.ts'
import type { Periods } from './counted/count-closed.ts'
import { openAway, openWithholding } from './withhold.ts'

type Around = { readonly plan: CountPlan; readonly state: State }

/** What is published of a row of a table, if it is; undefined: nothing. @param whole the periods that close */
export function openPublishing(
  around: Around,
  spec: TableSpec,
  whole: Periods,
  revision: number,
): (row: ProtectedRow) => ProtectedRow | undefined {
  const { state } = around
  const since = state.facts.seriesSince(seriesOf(spec)) ?? 0
  const stays = revision === 0 ? NOTHING_STAYS : drawnForGood(spec, state)
  const isWithheld = openWithholding(around, spec)
  const isAway = openAway(around, spec)
  const periods = new Set(
    (whole.get(spec.period) ?? []).filter(
      (period) =>
        firstDayOf(spec.period, period) >= since &&
        !stays(period) &&
        !isAway(period) &&
        !isWithheld(spec.period, period),
    ),
  )
  const isWhole = wholeRows(around, spec.period)
  // A measure that came later has no figure in a period that had begun before.
  const begins = spec.measures.map((measure) => state.facts.seriesSince(measureSeries(spec, measure)) ?? 0)
  return (row) => {
    if (!periods.has(row.period) || !isWhole(row)) return undefined
    const first = firstDayOf(spec.period, row.period)
    return { ...row, counts: row.counts.map((count, m) => (first >= (begins[m] ?? 0) ? count : undefined)) }
  }
}

/** Keeps the rows of a table that are whole. @param publishing what is published of each */
export function publishTable(
  { state }: Pick<Around, 'state'>,
  { spec, rows }: ProtectedTable,
  publishing: ReturnType<typeof openPublishing>,
  revision: number,
): readonly Change[] {
  const chosen = rows.flatMap((row) => publishing(row) ?? [])
  state.editions.publish(
    chosen.flatMap((row, place) =>
      spec.measures.map((measure, m): PublishedRow => ({
        series: seriesOf(spec),
        period: row.period,
        place,
        revision,
        feature: row.feature,
        cell: row.categories.join(' '),
        measure,
        count: row.counts[m] ?? null,
      })),
    ),
  )
  const named = [...new Set(chosen.map(({ period }) => period))].map((period) => periodText(spec.period, period))
  if (named.length === 0) return []
  return [{ kind: revision === 0 ? 'periods-added' : 'periods-revised', table: spec.name, periods: named }]
}

const NOTHING_STAYS = (): boolean => false

/** Of a feature that is new, or is back, a period that had begun before is not whole, unless the feature began in it. */
function wholeRows({ state }: Pick<Around, 'state'>, kind: PeriodKind): (row: ProtectedRow) => boolean {
  const kept = new Map(readSettings(state)?.features.map((feature) => [feature.id, feature]))
  return ({ period, feature }) => {
    const own = kept.get(feature)
    const [since, from] = [dayAt(own?.since), dayAt(own?.from)]
    if (since !== undefined && Math.max(firstDayOf(kind, period), from ?? 0) < since) return false
    return own === undefined || !isInterrupted(awayOf(own), firstDayOf(kind, period), lastDayOf(kind, period))
  }
}
