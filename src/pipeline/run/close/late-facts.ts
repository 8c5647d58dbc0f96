import { periodOf } from '../../../domain/calendar.ts'
import { kindOf, seriesOf } from '../../../domain/series-of.ts'
import { keepBack } from '../../../protect/index.ts'
import { once } from '../../../domain/once.ts'
import { sumTables } from '../../../tally/index.ts'
import { releasedTables } from '../../kept/published-tables.ts'
import { countedOf, spanOfPeriods } from '../../kept/count-closed.ts'
import {
  closingKinds,
  daysWithRows,
  distinctDays,
  type LateFacts,
  type PeriodOfKind,
  type Periods,
  revisedPeriods,
} from '../../../timeline/index.ts'
import type { TableSpec } from '../../../domain/table.ts'
import type { DayCell, FateRow } from '../../../state/index.ts'
import { daysWithLines, firstWholeDay, newestDayOf, type PlanAndState } from '../../kept/days-of-state.ts'
import { openSilence } from '../../kept/published-grid.ts'
import { openWhyNotRevised, readStanding } from '../../kept/read-timeline.ts'
import { plansInForce, specsTold } from './plan-in-force.ts'
import { ownCell, ownFate } from '../../kept/rows-by-day.ts'

/** Lines that are kept by day. */
export type LateRows = { readonly cells: readonly DayCell[]; readonly fates: readonly FateRow[] }

/** By what some of these late lines are chosen, as things are kept. */
export function readLateFacts(around: PlanAndState, all: LateRows): Omit<LateFacts<FateRow>, 'holesOf'> {
  const whyNotOf = openWhyNotRevised(around.plan, around.state)
  const barred = new Map(distinctDays(all.fates).map((day) => [day, whyNotOf(day)]))
  const free = all.fates.filter(({ day }) => barred.get(day) === undefined)
  return {
    whyNot: (day) => barred.get(day),
    keptOf: openKeptBack(around, lateRowsOf(free, all.cells)),
    // Lines that no feature has add to no figure, and yet the log has begun before what was taken for its first day.
    isTold: (fates, apart) => {
      const areCounted = fates.some(({ feature }) => feature !== '')
      return newlyRevised(around, fates, apart).some(({ revision }) => areCounted || revision === 0)
    },
  }
}

/** The periods that a revision publishes because these late lines count. */
export function newlyRevised(
  around: PlanAndState,
  fates: readonly FateRow[],
  apart: readonly PeriodOfKind[],
): ReturnType<typeof revisedPeriods> {
  const before = new Set(readRevised(around, [], []).map(({ kind, period }) => `${kind} ${period}`))
  return readRevised(around, fates, apart).filter(({ kind, period }) => !before.has(`${kind} ${period}`))
}

/** These lines, with their cells: one that no table counts has none. */
export function lateRowsOf(fates: readonly FateRow[], cells: readonly DayCell[]): LateRows {
  const own = new Set(fates.map(({ day, feature }) => `${day} ${feature}`))
  return { fates, cells: cells.filter(({ day, feature }) => own.has(`${day} ${feature}`)) }
}

/** The periods that a revision publishes, or publishes anew, where these late lines count, or are to. */
export function readRevised(
  around: PlanAndState,
  fates: readonly FateRow[],
  apart: readonly PeriodOfKind[],
): ReturnType<typeof revisedPeriods> {
  const { plan, state } = around
  const days = distinctDays(fates)
  const firstWhole = firstWholeDay(around, days)
  // Tables of one kind may have been published anew more or less often: only what changed was.
  const revisions = new Map<string, number>()
  for (const { series, period, revision } of state.editions.revisions()) {
    const key = `${kindOf(series)} ${period}`
    revisions.set(key, Math.max(revision, revisions.get(key) ?? 0))
  }
  const dated = distinctDays(fates.filter(({ fate }) => fate !== 'out-of-period'))
  const lined = new Set([...daysWithLines(state), ...dated])
  const isToldSilent = openSilence(plan, state)
  // A day without a line that is whole now has its rows as one with a few has: but for what gaps have told.
  const grid = daysWithRows(plan.specs, lined, {
    from: firstWhole,
    to: newestDayOf(state, plan.configuration.timezone),
  }).filter((day) => lined.has(day) || !isToldSilent(day))
  return revisedPeriods({
    ...{ kinds: closingKinds(plan.specs), days, grid, firstWhole, apart },
    isFrozen: readStanding(state).isFrozen,
    revisionOf: (kind, period) => revisions.get(`${kind} ${period}`),
  })
}

/** The features of which late lines may not be told, by any of the ways in which their periods are protected: asked of any of these. */
function openKeptBack(around: PlanAndState, all: LateRows): (fates: readonly FateRow[]) => ReadonlySet<string> {
  const { plan, state } = around
  const touched: Periods = new Map(
    closingKinds(plan.specs).map((kind) => [kind, distinctDays(all.fates).map((day) => periodOf(kind, day))]),
  )
  const plans = once(() =>
    plansInForce(around, touched).map((of) =>
      openByPlan({ state, plan: of.plan }, specsTold(around, of.plan.specs), touched, all),
    ),
  )
  return (fates) => {
    const late = new Set(fates.map(({ feature }) => feature))
    const { cells } = lateRowsOf(fates, all.cells)
    return new Set(plans().flatMap((keptOf) => [...keptOf(cells, late)].filter((feature) => late.has(feature))))
  }
}

function openByPlan(
  around: PlanAndState,
  told: readonly TableSpec[],
  touched: Periods,
  all: LateRows,
): (cells: readonly DayCell[], late: ReadonlySet<string>) => ReadonlySet<string> {
  const { plan, state } = around
  const kinds = closingKinds(plan.specs)
  const span = spanOfPeriods(touched, kinds)
  if (span === undefined) return () => new Set()
  const released = releasedTables(told, state, span)
  const own = new Set(plan.specs.map(seriesOf))
  const published = state.editions.revisions().filter(({ series }) => own.has(series))
  // What is published is whole.
  const whole: Periods = new Map(
    kinds.map((kind) => [kind, published.flatMap(({ series, period }) => (kindOf(series) === kind ? period : []))]),
  )
  const { tables } = countedOf(around, span, whole)
  const before = { ...countedOf(around, span, whole, { fates: all.fates.map(ownFate), cells: [] }), tables }
  const keptOf = keepBack({ before, released })
  // Late lines alone: 1,200 features of a month have 100,000 sums, which are read once.
  const late = { plan, state: { ...state, counts: { ...state.counts, cells: () => [], fates: () => [] } } }
  return (cells, features) => {
    const more = countedOf(late, span, whole, { fates: [], cells: cells.map(ownCell) })
    return keptOf(sumTables(tables, more.tables), features)
  }
}
