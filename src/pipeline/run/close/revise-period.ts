import { dayText, type DayIndex, lastDayOf, type PeriodName, periodOf, periodText } from '../../../domain/calendar.ts'
import type { Change } from '../../../domain/change.ts'
import { once } from '../../../domain/once.ts'
import type { Stays } from '../../../domain/placement.ts'
import type { Problem } from '../../../domain/problem.ts'
import { newHoles } from '../../../protect/index.ts'
import type { FateRow } from '../../../state/index.ts'
import { chooseLate, closingKinds, distinctDays, periodsByKind } from '../../../timeline/index.ts'
import type { LateFacts, PeriodOfKind } from '../../../timeline/index.ts'
import { forgottenThrough } from '../../kept/forgotten.ts'
import { endFound } from '../../kept/log-gaps.ts'
import { drawsAllowed, openDrawn } from '../../kept/drawn-periods.ts'
import { openWhyNotRevised } from '../../kept/read-timeline.ts'
import { moveCell, moveFate } from '../../kept/rows-by-day.ts'
import { type CloseAround, keepPeriods } from './close-periods.ts'
import { keepRelease } from './keep-release.ts'
import type { Anew } from './keep-table.ts'
import { type LateRows, lateRowsOf, readLateFacts, readRevised } from './late-facts.ts'
import { plansInForce, releasedByEra } from './plan-in-force.ts'

export type Revised = { readonly changes: readonly Change[]; readonly problems: readonly Problem[] }

/**
 * Takes late lines of a period into their own cells, and publishes every frozen period anew that holds them: one more revision.
 *
 * @returns NOTHING_LATE among the problems where there are none, and no day was partial until it is revised: all else that the run did is
 *   done
 */
export function revisePeriod(around: CloseAround, { text, from, to }: PeriodName): Revised {
  const { counts, commit } = around.state
  // A week may begin in a month whose counts are deleted.
  const first = Math.max(from, forgottenThrough(around.state) + 1)
  const late = { fates: counts.fatesByDay(first, to), cells: counts.cellsByDay(first, to) }
  return commit(() => {
    const whyNotOf = openWhyNotRevised(around.plan, around.state)
    const isEnded = endFound(around.state, (day) => day >= first && day <= to && whyNotOf(day) === undefined)
    if (late.fates.length === 0) return isEnded ? NOTHING_REVISED : nothingLate(text)
    const facts = { ...readLateFacts(around, late), holesOf: openHoles(around, late.cells) }
    const { counted, stays, apart } = chooseLate(late.fates, facts)
    const revised = counted.length === 0 ? NOTHING_REVISED : takeLate(around, lateRowsOf(counted, late.cells), apart)
    keepRelease(around, revised.changes)
    return { ...revised, problems: [...problemsOf(text, stays), ...revised.problems] }
  })
}

const NOTHING_REVISED: Revised = { changes: [], problems: [] }

function nothingLate(period: string): Revised {
  return { changes: [], problems: [{ code: 'NOTHING_LATE', period }] }
}

/** Which periods would appear that must not: tried out, and taken back. @param cells of all late lines that may count */
export function openHoles(around: CloseAround, cells: LateRows['cells']): LateFacts<FateRow>['holesOf'] {
  const before = once(() => releasedByEra(around))
  return (fates, apart) => {
    const released = before()
    return around.state.tryOut(() => {
      takeLate(around, lateRowsOf(fates, cells), apart)
      return newHoles(released, releasedByEra(around))
    })
  }
}

/** One for each reason. */
function problemsOf(period: string, stays: ReadonlyMap<FateRow, Stays>): readonly Problem[] {
  return [...new Set(stays.values())].sort().map((why): Problem => {
    const own = [...stays].flatMap(([row, because]) => (because === why ? row : []))
    const features = [...new Set(own.map(({ feature }) => feature))].filter((feature) => feature !== '').sort()
    return { code: 'LATE_KEPT_BACK', period, why, features, days: distinctDays(own).map(dayText) }
  })
}

function takeLate(around: CloseAround, { fates, cells }: LateRows, apart: readonly PeriodOfKind[]): Revised {
  const { counts } = around.state
  counts.addFates(fates.flatMap((row) => moveFate(row)))
  counts.addCells(cells.flatMap((row) => moveCell(row)))
  // Late cells are kept by day.
  const days = distinctDays(cells)
  const features = new Set(fates.map(({ feature }) => feature))
  return {
    problems: notDrawnAgain(around, days),
    changes: publishAnew(around, readRevised(around, fates, apart), { features, days }),
  }
}

/** The tables with noise that stay as they are though lines are added to what they count: by how each period was published. */
function notDrawnAgain(around: CloseAround, days: readonly DayIndex[]): readonly Problem[] {
  const { plan, state } = around
  const { promise } = plan.configuration
  const drawn = openDrawn(state)
  const periodsOfDays = closingKinds(plan.specs).flatMap((kind) =>
    [...new Set(days.map((day) => periodOf(kind, day)))].map((period) => ({ kind, period })),
  )
  return plansInForce(around, periodsByKind(periodsOfDays)).flatMap(({ plan: { specs }, periods }) =>
    specs.flatMap((spec): readonly Problem[] => {
      const { name: table, period: kind } = spec
      const stay = (periods.get(kind) ?? []).filter(drawn(spec, drawsAllowed(spec, promise)))
      return stay.length === 0
        ? []
        : [{ code: 'NOT_DRAWN_AGAIN', table, periods: stay.map((period) => periodText(kind, period)) }]
    }),
  )
}

function publishAnew(
  around: CloseAround,
  due: ReturnType<typeof readRevised>,
  anew: Omit<Anew, 'revision'>,
): readonly Change[] {
  const through = forgottenThrough(around.state)
  const remembered = due.filter(({ kind, period }) => lastDayOf(kind, period) > through)
  // Each revision has noise of its own.
  return [...new Set(remembered.map(({ revision }) => revision))].flatMap((revision) =>
    keepPeriods(around, periodsByKind(remembered.filter((one) => one.revision === revision)), { ...anew, revision }),
  )
}
