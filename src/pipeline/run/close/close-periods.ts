import { firstDayOf, periodText, type PeriodIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { NoiseSource, ProtectedQuality, ProtectedRow, ProtectedTable, Released } from '../../../domain/table.ts'
import { protectQuality, protectTables } from '../../../protect/index.ts'
import { nextVersion, type Change } from '../../../publish/index.ts'
import type { PublishedRow, State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { countedOf, spanOf, type Periods } from './count-closed.ts'
import { findDue, type Evidence } from './find-due.ts'
import { closingKinds, readFrozen } from './frozen.ts'
import { drawnForGood } from '../release/drawn-for-good.ts'
import { rowsOfTable } from '../release/rows-of-table.ts'
import { changeRow, releasesOf } from '../releases.ts'
import { seriesOf } from '../series-of.ts'

/** Where a close takes place. */
export type CloseAround = {
  readonly plan: CountPlan
  readonly state: State
  readonly noise: NoiseSource
  /** Date and time of a version that is made now, RFC 3339. */
  readonly created: string
}

/** Closes what is due: its rows are made, kept, and never made again. @returns the names of the periods, by table */
export function closePeriods(around: CloseAround, evidence: Evidence): readonly Change[] {
  const { plan, state } = around
  const { isFrozen } = readFrozen(state)
  const days = daysWithLines(state)
  const through = state.editions.frozenThrough()
  const closings = closingKinds(plan.specs).map((kind) =>
    findDue(kind, days, isFrozen, evidence, through.get(kind) ?? -1),
  )
  const due = closings.filter((closing) => closing.due.length > 0)
  if (due.length === 0) return []
  const firstWhole = firstWholeDay(around)
  const whole: Periods = new Map(
    due.map(({ kind, due: periods }) => [kind, periods.filter((period) => firstDayOf(kind, period) >= firstWhole)]),
  )
  return state.commit(() => {
    const changes = publishPeriods(around, whole, { revision: 0, features: new Set() })
    for (const { kind, through: last, held } of closings) if (last >= 0) state.editions.freeze(kind, last, held)
    keepRelease(around, changes)
    return changes
  })
}

/** How often periods were published before, and the features that are decided anew. */
export type Anew = { readonly revision: number; readonly features: ReadonlySet<string> }

/** Protects periods and keeps their rows. */
export function publishPeriods(around: CloseAround, whole: Periods, anew: Anew): readonly Change[] {
  const { plan, noise } = around
  const span = spanOf(whole, closingKinds(plan.specs))
  if (span === undefined) return []
  const released = { tables: releasedTables(around), revised: anew.features }
  const counted = { ...countedOf(around, span, whole), released }
  const tables = protectTables(counted, { ...noise, revision: anew.revision })
  const changes = tables.flatMap((table) => publishTable(around, table, whole, anew.revision))
  publishQuality(around, protectQuality(counted, tables, plan.configuration.k).rows, new Set(whole.get('month')))
  return changes
}

/** What a reader has of the tables of today. */
export function releasedTables({ plan, state }: Pick<CloseAround, 'plan' | 'state'>): Released['tables'] {
  const published = state.editions.published()
  return plan.specs.map((spec) => ({ spec, rows: rowsOfTable(spec, published) }))
}

/** The days of the grid: those with a line of any fate but `out-of-period`. */
export function daysWithLines(state: State): readonly ReturnType<typeof indexOf<'day'>>[] {
  const days = state.counts
    .allFates()
    .filter(({ late, day, fate }) => late === 0 && day >= 0 && fate !== 'out-of-period')
    .map(({ day }) => day)
  return [...new Set(days)].sort((a, b) => a - b).map((day) => indexOf<'day'>(day))
}

/** The first day of which no line is missing: that after the first line ever seen, or the one on which the service opened. */
export function firstWholeDay({ plan, state }: Pick<CloseAround, 'plan' | 'state'>): number {
  const dated = state.counts.allFates().filter(({ day }) => day >= 0)
  const seen = dated.reduce((first, { day }) => Math.min(first, day), Infinity) + 1
  return Math.min(plan.configuration.since ?? seen, seen)
}

/** The fates of lines. Where a month has them already, a change of less than k would tell so few lines: the figure stays. */
function publishQuality(
  { plan, state }: CloseAround,
  rows: ProtectedQuality['rows'],
  months: ReadonlySet<PeriodIndex>,
): void {
  const before = new Map(state.editions.quality().map(({ month, fate, lines }) => [`${month} ${fate}`, lines]))
  state.editions.publishQuality(
    rows
      .filter(({ month }) => months.has(month))
      .map(({ month, fate, lines = null }) => {
        const shown = before.get(`${month} ${fate}`)
        // Sums of shown figures tell nothing that these do not.
        if (shown === undefined || fate === 'counted' || fate === 'failed') return { month, fate, lines }
        const isTold = shown !== null && lines !== null && Math.abs(lines - shown) >= plan.configuration.k
        return { month, fate, lines: isTold ? lines : shown }
      }),
  )
}

function publishTable(
  { state }: CloseAround,
  { spec, rows }: ProtectedTable,
  whole: Periods,
  revision: number,
): readonly Change[] {
  const since = state.facts.seriesSince(seriesOf(spec)) ?? 0
  const stays = revision === 0 ? NOTHING_STAYS : drawnForGood(spec, state)
  const periods = new Set(
    (whole.get(spec.period) ?? []).filter((period) => firstDayOf(spec.period, period) >= since && !stays(period)),
  )
  // Of a feature that is new, a period that had begun before is not whole.
  const isWhole = ({ period, feature }: ProtectedRow): boolean =>
    firstDayOf(spec.period, period) >= (state.facts.seriesSince(`feature:${feature}`) ?? 0)
  const chosen = rows.filter((row) => periods.has(row.period) && isWhole(row))
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

/** Notes a version of the dataset, if anything changed. */
export function keepRelease(
  { state, created }: Pick<CloseAround, 'state' | 'created'>,
  changes: readonly Change[],
): void {
  if (changes.length === 0) return
  const last = releasesOf(state).at(-1)
  // The first version says of itself what it holds.
  const release =
    last === undefined ? { version: '1.0.0', changes: [] } : { version: nextVersion(last.version, changes), changes }
  state.editions.release({ version: release.version, created, changes: release.changes.map(changeRow) })
}
