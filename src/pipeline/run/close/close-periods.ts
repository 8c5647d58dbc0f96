import { firstDayOf, lastDayOf, periodText, type PeriodIndex } from '../../../domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../../domain/dictionary.ts'
import type { NoiseSource, ProtectedQuality, ProtectedRow, ProtectedTable, Released } from '../../../domain/table.ts'
import { protectQuality, protectTables } from '../../../protect/index.ts'
import { nextVersion, type Change } from '../../../publish/index.ts'
import type { PublishedRow, State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { countedOf, spanOf, type Periods } from './count-closed.ts'
import { findAllDue, type Evidence } from './find-due.ts'
import { closingKinds, readFrozen } from './frozen.ts'
import { drawnForGood } from '../release/drawn-for-good.ts'
import { rowsOfTable } from '../release/rows-of-table.ts'
import { doubtfulSpans } from '../adopt/doubtful-spans.ts'
import { forgottenThrough } from '../keep/forget-counts.ts'
import { planInForce, splitByTurns } from './plan-in-force.ts'
import { openWithholding, withheldChanges } from './withhold.ts'
import { changeText, notedChanges, releasesOf } from '../publish/releases.ts'
import { seriesOf } from '../series-of.ts'
import { measureSeries } from '../settings/compare-tables.ts'
import { readSettings } from '../settings/kept-settings.ts'
import { dayAt } from '../settings/in-force.ts'

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
  const closings = findAllDue(closingKinds(plan.specs), days, isFrozen, evidence, state.editions.frozenThrough())
  const due = closings.filter((closing) => closing.due.length > 0)
  if (due.length === 0) return []
  const firstWhole = firstWholeDay(around)
  const whole: Periods = new Map(
    due.map(({ kind, due: periods }) => [kind, periods.filter((period) => firstDayOf(kind, period) >= firstWhole)]),
  )
  return state.commit(() => {
    const changes = [
      ...publishPeriods(around, whole, { revision: 0, features: new Set() }),
      ...withheldChanges(around, closings),
    ]
    for (const { kind, through: last, held } of closings) if (last >= 0) state.editions.freeze(kind, last, held)
    keepRelease(around, changes)
    return changes
  })
}

/** How often periods were published before, and the features that are decided anew. */
export type Anew = { readonly revision: number; readonly features: ReadonlySet<string> }

/** Protects periods and keeps their rows, each by the plan of its time. */
export function publishPeriods(around: CloseAround, whole: Periods, anew: Anew): readonly Change[] {
  return splitByTurns(around, remembered(around, whole)).flatMap(([day, periods]) =>
    publishAlike({ ...around, plan: planInForce(around, day) }, periods, anew),
  )
}

/** Those whose counts are not deleted. */
function remembered({ state }: CloseAround, whole: Periods): Periods {
  const through = forgottenThrough(state)
  return new Map([...whole].map(([kind, list]) => [kind, list.filter((period) => lastDayOf(kind, period) > through)]))
}

function publishAlike(around: CloseAround, whole: Periods, anew: Anew): readonly Change[] {
  const { plan, state, noise } = around
  const span = spanOf(whole, closingKinds(plan.specs))
  if (span === undefined) return []
  const released = { tables: releasedTables(around), revised: anew.features }
  const counted = { ...countedOf(around, span, whole), released }
  const tables = protectTables(counted, { ...noise, revision: anew.revision })
  const changes = tables.flatMap((table) => publishTable(around, table, whole, anew.revision))
  const doubtful = doubtfulSpans(state)
  const months = (whole.get('month') ?? []).filter(
    (month) => !doubtful.some(({ from, to }) => from <= lastDayOf('month', month) && to >= firstDayOf('month', month)),
  )
  publishQuality(around, protectQuality(counted, tables, plan.configuration.k).rows, new Set(months))
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
  return [...new Set([...days, ...state.adoptions.days()])].sort((a, b) => a - b).map((day) => indexOf<'day'>(day))
}

/** The first day of which no line is missing: that after the first line ever seen, or the one on which the service opened. */
export function firstWholeDay({ plan, state }: Pick<CloseAround, 'plan' | 'state'>): number {
  const dated = state.counts.allFates().filter(({ day }) => day >= 0)
  const seen = dated.reduce((first, { day }) => Math.min(first, day), Infinity) + 1
  // After a state was lost, the logs that are kept begin anywhere.
  const since = state.adoptions.adopted().length > 0 ? undefined : plan.configuration.since
  return Math.min(since ?? seen, seen)
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
  around: CloseAround,
  { spec, rows }: ProtectedTable,
  whole: Periods,
  revision: number,
): readonly Change[] {
  const { state } = around
  const since = state.facts.seriesSince(seriesOf(spec)) ?? 0
  const stays = revision === 0 ? NOTHING_STAYS : drawnForGood(spec, state)
  const isWithheld = openWithholding(around, spec)
  const periods = new Set(
    (whole.get(spec.period) ?? []).filter(
      (period) => firstDayOf(spec.period, period) >= since && !stays(period) && !isWithheld(spec.period, period),
    ),
  )
  const isWhole = wholeRows(around, spec.period)
  const chosen = rows.filter((row) => periods.has(row.period) && isWhole(row))
  // A measure that came later has no figure in a period that had begun before.
  const begins = spec.measures.map((measure) => state.facts.seriesSince(measureSeries(spec, measure)) ?? 0)
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
        count: firstDayOf(spec.period, row.period) >= (begins[m] ?? 0) ? (row.counts[m] ?? null) : null,
      })),
    ),
  )
  const named = [...new Set(chosen.map(({ period }) => period))].map((period) => periodText(spec.period, period))
  if (named.length === 0) return []
  return [{ kind: revision === 0 ? 'periods-added' : 'periods-revised', table: spec.name, periods: named }]
}

const NOTHING_STAYS = (): boolean => false

/** Of a feature that is new, a period that had begun before is not whole, unless the feature began in it. */
function wholeRows({ state }: CloseAround, kind: PeriodKind): (row: ProtectedRow) => boolean {
  const kept = new Map(readSettings(state)?.features.map((feature) => [feature.id, feature]))
  return ({ period, feature }) => {
    const [since, from] = [dayAt(kept.get(feature)?.since), dayAt(kept.get(feature)?.from)]
    return since === undefined || Math.max(firstDayOf(kind, period), from ?? 0) >= since
  }
}

/** Notes a version of the dataset, if anything changed: of the figures, or of the way of counting. */
export function keepRelease(
  { state, created }: Pick<CloseAround, 'state' | 'created'>,
  ofFigures: readonly Change[],
): void {
  const noted = notedChanges(state)
  const last = releasesOf(state).at(-1)
  const changes = [...noted, ...ofFigures]
  if (changes.length === 0 || (last === undefined && ofFigures.length === 0)) return
  // The first version says of itself what it holds.
  const release =
    last === undefined
      ? { version: '1.0.0', changes: noted.filter((change) => 'date' in change) }
      : { version: nextVersion(last.version, changes), changes }
  state.editions.release({ version: release.version, created, changes: release.changes.map(changeText) })
  state.editions.dropNoted()
}
