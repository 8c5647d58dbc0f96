import { cellOf } from '../../../domain/cell.ts'
import { figureName, haveSameFigures, keptRows } from '../../kept/published-rows.ts'
import {
  firstDayOf,
  lastDayOf,
  periodOf,
  periodText,
  type DayIndex,
  type PeriodIndex,
} from '../../../domain/calendar.ts'
import type { Measure, PeriodKind } from '../../../domain/dictionary.ts'
import { isInterrupted } from '../../../domain/feature.ts'
import { isNoisy, type ProtectedRow, type ProtectedTable, type TableSpec } from '../../../domain/table.ts'
import type { Change } from '../../../domain/change.ts'
import type { PlanAndState } from '../../kept/days-of-state.ts'
import { drawsAllowed, openDrawn } from '../../kept/drawn-periods.ts'
import { seriesOf } from '../../../domain/series-of.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import { awayOf, dayAt, type Periods } from '../../../timeline/index.ts'
import { readTablesInTime } from '../../kept/read-timeline.ts'
import { readWordsInTime } from '../../kept/words-in-time.ts'

/** How often periods were published before; the features that are decided anew, and the days of lines that count now. */
export type Anew = {
  readonly revision: number
  readonly features: ReadonlySet<string>
  readonly days: readonly DayIndex[]
}

/** What is published of a row of a table, if it is; undefined: nothing. @param whole the periods that close */
export function openPublishing(
  around: PlanAndState,
  spec: TableSpec,
  whole: Periods,
  anew: Anew,
): (row: ProtectedRow) => ProtectedRow | undefined {
  const { plan, state } = around
  const stays = anew.revision === 0 ? NOTHING_STAYS : openStaying(spec, around, anew)
  const { whyNot, lacks } = readTablesInTime(state, plan.specs)(spec)
  const periods = (whole.get(spec.period) ?? []).filter((period) => !stays(period) && whyNot(period) === undefined)
  const closing = new Set(periods)
  const { haveRow } = readWordsInTime(around, spec, periods)
  const isWhole = wholeRows(around, spec.period)
  const before = openReleased(around, spec)
  return (row) => {
    if (!closing.has(row.period) || !isWhole(row) || !haveRow(row)) return undefined
    const counts = spec.measures.map((measure, m) =>
      lacks(measure, row.period) ? before(row, measure) : row.counts[m],
    )
    return { ...row, counts }
  }
}

/** A figure as it stands published, which is not taken back. */
function openReleased(
  { state }: PlanAndState,
  spec: TableSpec,
): (row: ProtectedRow, measure: Measure) => number | undefined {
  const periods = new Map<PeriodIndex, ReadonlyMap<string, number | null>>()
  return ({ period, feature, categories }, measure) => {
    const known =
      periods.get(period) ??
      new Map(state.editions.publishedOf(seriesOf(spec), period).map((one) => [figureName(one), one.count]))
    periods.set(period, known)
    return known.get(figureName({ feature, cell: cellOf(categories), measure })) ?? undefined
  }
}

/**
 * Keeps the rows of a table that are whole: of a period that was published, if a figure of it is another now, or was drawn anew. A draw
 * tells of the count where its figures are as before, too: not written down, it could be had any number of times.
 *
 * @param publishing what is published of each
 */
export function keepTable(
  { state: { editions } }: Pick<PlanAndState, 'state'>,
  { spec, rows }: ProtectedTable,
  publishing: ReturnType<typeof openPublishing>,
): readonly Change[] {
  const kept: Record<'periods-added' | 'periods-revised', string[]> = { 'periods-added': [], 'periods-revised': [] }
  for (const [period, chosen] of byPeriod(rows.flatMap((row) => publishing(row) ?? []))) {
    const before = editions.publishedOf(seriesOf(spec), period)
    const revision = 1 + (before[0]?.revision ?? -1)
    const now = keptRows(spec, chosen, () => revision)
    if (haveSameFigures(before, now) && !(isNoisy(spec) && before.length > 0)) continue
    editions.publish(now)
    kept[revision === 0 ? 'periods-added' : 'periods-revised'].push(periodText(spec.period, period))
  }
  return (['periods-added', 'periods-revised'] as const).flatMap((kind): readonly Change[] =>
    kept[kind].length === 0 ? [] : [{ kind, table: spec.name, periods: kept[kind] }],
  )
}

function byPeriod(rows: readonly ProtectedRow[]): ReadonlyMap<PeriodIndex, readonly ProtectedRow[]> {
  const groups = new Map<PeriodIndex, ProtectedRow[]>()
  for (const row of rows) {
    const group = groups.get(row.period) ?? []
    group.push(row)
    groups.set(row.period, group)
  }
  return groups
}

/** A table with noise is drawn anew, as a whole, where a line counts that did not; else the draw would be spent on nothing. */
function openStaying(spec: TableSpec, { plan, state }: PlanAndState, { days }: Anew): (period: PeriodIndex) => boolean {
  const drawn = openDrawn(state)
  const [isForGood, isDrawn] = [drawn(spec, drawsAllowed(spec, plan.configuration.promise)), drawn(spec, 1)]
  const counted = new Set(days.map((day) => periodOf(spec.period, day)))
  return (period) => isForGood(period) || (!counted.has(period) && isDrawn(period))
}

const NOTHING_STAYS = (): boolean => false

/** Of a feature that is new, or is back, a period that had begun before is not whole, unless the feature began in it. */
function wholeRows({ state }: Pick<PlanAndState, 'state'>, kind: PeriodKind): (row: ProtectedRow) => boolean {
  const kept = new Map(readSettings(state)?.features.map((feature) => [feature.id, feature]))
  return ({ period, feature }) => {
    const own = kept.get(feature)
    const [since, from] = [dayAt(own?.since), dayAt(own?.from)]
    if (since !== undefined && Math.max(firstDayOf(kind, period), from ?? 0) < since) return false
    return own === undefined || !isInterrupted(awayOf(own), firstDayOf(kind, period), lastDayOf(kind, period))
  }
}
