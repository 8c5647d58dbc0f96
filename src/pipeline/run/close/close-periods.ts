import { type Days, firstDayOf, lastDayOf, type PeriodIndex, periodText } from '../../../domain/calendar.ts'
import type { Change } from '../../../domain/change.ts'
import type { Measure } from '../../../domain/dictionary.ts'
import { seriesOf } from '../../../domain/series-of.ts'
import type { Counted, NoiseSource, TableSpec } from '../../../domain/table.ts'
import { protectQuality, shownByFate, protectTables } from '../../../protect/index.ts'
import type { State } from '../../../state/index.ts'
import {
  closingKinds,
  daysWithRows,
  findAllDue,
  kindsToClose,
  neverPublished,
  periodsWithRows,
} from '../../../timeline/index.ts'
import type { Closing, EndingTable, Evidence, Periods, WhyNot } from '../../../timeline/index.ts'
import { countedOf, spanOfPeriods } from '../../kept/count-closed.ts'
import { daysWithLines, firstWholeDay, type PlanAndState } from '../../kept/days-of-state.ts'
import { hasCountedAll, readEndingTables } from '../../kept/read-ending-tables.ts'
import { forgottenThrough } from '../../kept/forgotten.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import { publishedTables, publishedWithin, releasedTables } from '../../kept/published-tables.ts'
import { readShownTables, readStanding, readTablesInTime } from '../../kept/read-timeline.ts'
import type { CountPlan } from '../../plan-count.ts'
import { keepRelease, type ReleaseAround } from './keep-release.ts'
import { type Anew, keepTable, openPublishing } from './keep-table.ts'
import { plansInForce } from './plan-in-force.ts'

/** Where a close takes place. */
export type CloseAround = ReleaseAround & { readonly noise: NoiseSource }

/** Closes what is due: its rows are made, kept, and never made again. @returns the names of the periods, by table */
export function closePeriods(around: CloseAround, evidence: Evidence): readonly Change[] {
  const { plan, state } = around
  const { isFrozen } = readStanding(state)
  const firstWhole = firstWholeDay(around)
  const ending = readEndingTables(around)
  const kinds = kindsToClose(plan.specs, ending)
  // A day without a line closes as one with a few does, and when.
  const days = daysWithRows(plan.specs, daysWithLines(state), { from: firstWhole, to: evidence.newestDay })
  const closings = findAllDue(kinds, days, isFrozen, evidence, state.editions.frozenThrough())
  if (closings.every((closing) => closing.due.length === 0)) return []
  const whole = periodsWithRows(closings, { firstWhole, forgottenThrough: forgottenThrough(state) })
  const own = kinds.map(({ kind }) => kind)
  const joining = ending.filter((table) => hasCountedAll(state, table, own))
  return state.commit(() => {
    const changes = [
      ...keepPeriods(around, whole, { revision: 0, features: new Set(), days: [] }, joining),
      ...withheldChanges(around, closings, { firstWhole, ending }),
    ]
    for (const { kind, through: last, held } of closings) if (last >= 0) state.editions.freeze(kind, last, held)
    keepRelease(around, changes)
    return changes
  })
}

/**
 * Protects periods and keeps their rows, each by the plan of its time; then the fates of the lines of months.
 *
 * @param ending tables that have ended since, and close with those of their time
 */
export function keepPeriods(
  around: CloseAround,
  whole: Periods,
  anew: Anew,
  ending: readonly EndingTable[] = [],
): readonly Change[] {
  const shown = shownSpecs(around)
  // The latest first: a detail is decided by what is published of its period and of those beneath, which begin no earlier.
  const parts = plansInForce(around, whole, ending)
    .toReversed()
    .flatMap(({ plan, periods }) => keepPart({ ...around, plan, shown }, periods, anew))
    .toReversed()
  // A month whose days are protected in two ways tells the sum of both.
  const ofQuality = parts.flatMap((part) => keepQuality({ ...around, plan: part.plan }, part))
  return [...parts.flatMap(({ changes }) => changes), ...ofQuality]
}

/** Periods that are protected in one way. */
type Part = {
  readonly plan: CountPlan
  readonly span: Days
  readonly counted: Counted
  readonly changes: readonly Change[]
  /** Those of which all is known. */
  readonly months: ReadonlySet<PeriodIndex>
}

/** @param around with all tables that a reader has: those that have ended too, and those that begin later */
function keepPart(
  around: CloseAround & { readonly shown: readonly TableSpec[] },
  whole: Periods,
  anew: Anew,
): readonly Part[] {
  const { plan, state, noise, shown } = around
  const span = spanOfPeriods(whole, closingKinds(plan.specs))
  if (span === undefined) return []
  const beside = tablesBeside(plan.specs, shown)
  const released = { tables: releasedTables([...plan.specs, ...beside], state, span), revised: anew.features }
  const publishing = new Map(plan.specs.map((spec) => [spec.name, openPublishing(around, spec, whole, anew)] as const))
  const publishes: Counted['publishes'] = ({ name }, row) => publishing.get(name)?.(row)
  const counted = { ...countedOf(around, span, whole), released, publishes }
  // Noise is drawn twice at most.
  const tables = protectTables(counted, { ...noise, revision: Math.min(anew.revision, 1) })
  const changes = tables.flatMap((table) => keepTable(around, table, (row) => publishes(table.spec, row)))
  const { isDoubtful } = readStanding(state)
  const months = (whole.get('month') ?? []).filter(
    (month) => !isDoubtful(firstDayOf('month', month), lastDayOf('month', month)),
  )
  return [{ plan, span, counted, changes, months: new Set(months) }]
}

/** All tables that a reader has: those of today, and those that have ended. */
export function shownSpecs({ plan, state }: Pick<CloseAround, 'plan' | 'state'>): readonly TableSpec[] {
  return readShownTables(plan, state).map(({ spec }) => spec)
}

/** Those of them that are none of some. */
function tablesBeside(specs: readonly TableSpec[], shown: readonly TableSpec[]): readonly TableSpec[] {
  return shown.filter((spec) => !specs.some((own) => seriesOf(own) === seriesOf(spec)))
}

/** Measures that a table had, or has since: a reader may have kept figures of theirs. */
function measuresTold(state: State): readonly Measure[] {
  return (readSettings(state)?.tables ?? []).flatMap(({ measures, lacking = [] }) => [
    ...measures,
    ...lacking.map(({ measure }) => measure),
  ])
}

/** What the changelog says of periods that would close now, and are never published. */
function withheldChanges(
  { plan, state }: CloseAround,
  closings: readonly Closing[],
  { firstWhole, ending }: { readonly firstWhole: number; readonly ending: readonly EndingTable[] },
): readonly Change[] {
  const tableOf = readTablesInTime(state, plan.specs)
  const [taken] = state.adoptions.days()
  const gone = ending.map(({ spec }) => spec)
  return [...plan.specs, ...gone].flatMap((spec): readonly Change[] => {
    const { whyNot: ruleOf } = tableOf(spec)
    const whyNot = (period: PeriodIndex): WhyNot | undefined => {
      if (state.editions.publishedOf(seriesOf(spec), period).length > 0) return undefined
      return ruleOf(period) ?? (gone.includes(spec) ? 'above-ended' : undefined)
    }
    const of = { whyNot, taken, firstWhole }
    const periods = closings.flatMap((one) => (one.kind === spec.period ? neverPublished(one, of) : []))
    const named = periods.map((period) => periodText(spec.period, period))
    return named.length === 0 ? [] : [{ kind: 'periods-withheld', table: spec.name, periods: named }]
  })
}

/**
 * The fates of lines. Where a month has them already, a change of less than k would tell so few lines: the figure stays.
 *
 * @returns the months that had them, and have others now
 */
function keepQuality({ plan, state }: PlanAndState, { span, counted, months }: Part): readonly Change[] {
  if (months.size === 0) return []
  // What a reader sees, not what was protected: a row that is not whole is in no sum.
  const published = publishedTables(plan, state, publishedWithin(shownSpecs({ plan, state }), state, span))
  const { rows } = protectQuality(counted, published, plan.configuration.k, measuresTold(state))
  const sums = shownByFate(published)
  const before = new Map(state.editions.quality().map(({ month, fate, lines }) => [`${month} ${fate}`, lines]))
  const kept = rows
    .filter(({ month }) => months.has(month))
    .map(({ month, fate, lines = null }) => {
      const told = before.get(`${month} ${fate}`)
      // Sums of shown figures tell nothing that these do not.
      if (told === undefined || sums.has(fate)) return { month, fate, lines }
      const isTold = told !== null && lines !== null && Math.abs(lines - told) >= plan.configuration.k
      return { month, fate, lines: isTold ? lines : told }
    })
  state.editions.publishQuality(kept)
  const others = kept.filter(({ month, fate, lines }) => (before.get(`${month} ${fate}`) ?? lines) !== lines)
  const periods = [...new Set(others.map(({ month }) => periodText('month', month)))]
  return periods.length === 0 ? [] : [{ kind: 'periods-revised', table: 'quality', periods }]
}
