import { type DayIndex, type PeriodName, periodOf, periodText } from '../../../domain/calendar.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { Released } from '../../../domain/table.ts'
import { daysWithRows, newHoles, type NewPeriod } from '../../../protect/index.ts'
import type { Change } from '../../../domain/change.ts'
import { keepRelease } from './keep-release.ts'
import { keepPeriods, type CloseAround } from './close-periods.ts'
import type { Anew } from './keep-table.ts'
import { closingKinds, isWithin, periodsByKind, revisedPeriods } from '../../../timeline/index.ts'
import { daysWithLines, firstWholeDay, newestDayOf } from '../../kept/days-of-state.ts'
import { openSilence } from '../../kept/published-grid.ts'
import { keptBack, type LateLines } from './kept-back.ts'
import { plansInForce, releasedByEra } from './plan-in-force.ts'
import { drawsAllowed, readDrawn } from '../../kept/noise-key.ts'
import { moveCell, moveFate } from '../../kept/rows-by-day.ts'
import { kindOf } from '../../../domain/series-of.ts'
import { readStanding } from '../../kept/read-timeline.ts'
import { forgottenThrough } from '../../kept/forgotten.ts'
import { openWhyNotRevised } from '../../kept/why-not-revised.ts'

export type Revised = { readonly changes: readonly Change[]; readonly problems: readonly Problem[] }

/**
 * Takes the late lines of a period into their own cells, and publishes every frozen period anew that holds them: one more
 * revision. Late lines of a feature that would tell a hidden figure stay apart, and so do all of a day that would.
 *
 * @returns NOTHING_LATE among the problems where there are none: all else that the run did is done
 */
export function revisePeriod(around: CloseAround, { text, from, to }: PeriodName): Revised {
  const { counts } = around.state
  // A week may begin in a month whose counts are deleted.
  const first = Math.max(from, forgottenThrough(around.state) + 1)
  const late = { fates: counts.fatesByDay(first, to), cells: counts.cellsByDay(first, to) }
  if (late.fates.length === 0) return { changes: [], problems: [{ code: 'NOTHING_LATE', period: text }] }
  const whyNot = openWhyNotRevised(around.plan, around.state)
  // Those that this very run has read are not refused.
  const exact = distinctDays(late.fates).filter((day) => whyNot(day) === 'exact')
  const apart = exact.map((day) => ({ kind: 'day' as const, period: periodOf('day', day) }))
  return around.state.commit(() => reviseBut({ ...around, before: releasedByEra(around) }, text, late, apart))
}

/** With the tables as they stand before. */
type Revising = CloseAround & { readonly before: Released['tables'] }

/** Tells nothing of periods of which nothing is told yet, where that would tell too much: tried out until nothing is left of them. */
function reviseBut(around: Revising, text: string, all: LateLines, apart: readonly NewPeriod[]): Revised {
  const late = withoutDays(all, apart)
  const kept = keptBack(around, late)
  // A period may have too few uses itself, or have them because those of a feature stay apart.
  for (const features of kept.size === 0 ? [kept] : [new Set<string>(), kept]) {
    const holes = holesOf(around, () => takeLate(around, late, features, apart))
    if (holes.length > 0) return reviseBut(around, text, all, [...apart, ...holes])
  }
  const { changes, problems } = takeLate(around, late, kept, apart)
  keepRelease(around, changes)
  const [features, periods] = [[...kept].sort(), apart.map(({ kind, period }) => periodText(kind, period)).sort()]
  const back: readonly Problem[] =
    features.length + periods.length === 0 ? [] : [{ code: 'LATE_KEPT_BACK', period: text, features, periods }]
  return { changes, problems: [...back, ...problems] }
}

function holesOf(around: Revising, revise: () => unknown): readonly NewPeriod[] {
  return around.state.tryOut(() => {
    revise()
    return newHoles(around.before, releasedByEra(around))
  })
}

/** @param kept features whose lines stay apart */
function takeLate(
  around: CloseAround,
  { fates, cells }: LateLines,
  kept: ReadonlySet<string>,
  apart: readonly NewPeriod[],
): Revised {
  const { counts } = around.state
  const moved = fates.filter(({ feature }) => !kept.has(feature))
  counts.addFates(moved.flatMap((row) => moveFate(row)))
  const movedCells = cells.filter(({ feature }) => !kept.has(feature))
  counts.addCells(movedCells.flatMap((row) => moveCell(row)))
  const days = distinctDays(moved)
  // Late cells are kept by day; a line that no table counts has none.
  const counted = distinctDays(movedCells)
  const features = new Set(moved.map(({ feature }) => feature))
  return {
    problems: notDrawnAgain(around, counted),
    changes: publishAnew(around, days, { features, days: counted, apart }),
  }
}

function distinctDays(rows: readonly { readonly day: DayIndex }[]): readonly DayIndex[] {
  return [...new Set(rows.map(({ day }) => day))]
}

function withoutDays({ fates, cells }: LateLines, apart: readonly NewPeriod[]): LateLines {
  const isTold = ({ day }: { readonly day: DayIndex }): boolean =>
    !isWithin({ kind: 'day', period: periodOf('day', day) }, apart)
  return { fates: fates.filter(isTold), cells: cells.filter(isTold) }
}

/** The tables with noise that stay as they are though lines are added to what they count: by how each period was published. */
function notDrawnAgain(around: CloseAround, days: readonly DayIndex[]): readonly Problem[] {
  const { plan, state } = around
  const { promise } = plan.configuration
  const periodsOfDays = closingKinds(plan.specs).flatMap((kind) =>
    [...new Set(days.map((day) => periodOf(kind, day)))].map((period) => ({ kind, period })),
  )
  return plansInForce(around, periodsByKind(periodsOfDays)).flatMap(({ plan: { specs }, periods }) =>
    specs.flatMap((spec): readonly Problem[] => {
      const { name: table, period: kind } = spec
      const stay = (periods.get(kind) ?? []).filter(readDrawn(spec, state, drawsAllowed(spec, promise)))
      return stay.length === 0
        ? []
        : [{ code: 'NOT_DRAWN_AGAIN', table, periods: stay.map((period) => periodText(kind, period)) }]
    }),
  )
}

type Chosen = Omit<Anew, 'revision'> & { readonly apart: readonly NewPeriod[] }

function publishAnew(around: CloseAround, days: readonly DayIndex[], { apart, ...anew }: Chosen): readonly Change[] {
  const { plan, state } = around
  const firstWhole = firstWholeDay(around)
  // Tables of one kind may have been published anew more or less often: only what changed was.
  const revisions = new Map<string, number>()
  for (const { series, period, revision } of state.editions.revisions()) {
    const key = `${kindOf(series)} ${period}`
    revisions.set(key, Math.max(revision, revisions.get(key) ?? 0))
  }
  const lined = new Set(daysWithLines(state))
  const isToldSilent = openSilence(plan, state)
  // A day without a line that is whole now has its rows as one with a few has: but for what gaps have told.
  const grid = daysWithRows(plan.specs, lined, { from: firstWhole, to: newestDayOf(state) }).filter(
    (day) => lined.has(day) || !isToldSilent(day),
  )
  const due = revisedPeriods({
    ...{ kinds: closingKinds(plan.specs), days, grid, firstWhole, apart },
    isFrozen: readStanding(state).isFrozen,
    revisionOf: (kind, period) => revisions.get(`${kind} ${period}`),
  })
  // Each revision has noise of its own.
  return [...new Set(due.map(({ revision }) => revision))].flatMap((revision) =>
    keepPeriods(around, periodsByKind(due.filter((one) => one.revision === revision)), { ...anew, revision }),
  )
}
