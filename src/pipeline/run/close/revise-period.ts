import { firstDayOf, periodOf, periodText, type DayIndex, type PeriodIndex } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, type PeriodKind } from '../../../domain/dictionary.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { Change } from '../../../publish/index.ts'
import { daysWithLines, firstWholeDay, keepRelease, publishPeriods, type CloseAround } from './close-periods.ts'
import type { Periods } from './count-closed.ts'
import { closingKinds, readFrozen } from './frozen.ts'
import { keptBack } from './kept-back.ts'
import type { PeriodName } from '../period-name.ts'
import { drawnForGood } from '../release/drawn-for-good.ts'
import { moveCell, moveFate } from './take-open-days.ts'
import { kindOf } from '../series-of.ts'

export type Revised = { readonly changes: readonly Change[]; readonly problems: readonly Problem[] }

/**
 * Takes the late lines of a period into their own cells, and publishes every frozen period anew that holds them: one more
 * revision. Late lines of a feature that would tell a hidden figure stay apart.
 *
 * @returns NOTHING_LATE among the problems where there are none: all else that the run did is done
 */
export function revisePeriod(around: CloseAround, { text, from, to }: PeriodName): Revised {
  const { counts } = around.state
  const fates = counts.lateFates(from, to)
  if (fates.length === 0) return { changes: [], problems: [{ code: 'NOTHING_LATE', period: text }] }
  const cells = counts.lateCells(from, to)
  return around.state.commit(() => {
    const kept = keptBack(around, { cells, fates })
    const moved = fates.filter(({ feature }) => !kept.has(feature))
    counts.addFates(moved.flatMap(moveFate))
    counts.addCells(cells.filter(({ feature }) => !kept.has(feature)).flatMap(moveCell))
    const days = [...new Set(moved.map(({ day }) => indexOf<'day'>(day)))]
    const stayed = notDrawnAgain(around, days)
    const changes = publishAnew(around, days, new Set(moved.map(({ feature }) => feature)))
    keepRelease(around, changes)
    const back: readonly Problem[] =
      kept.size === 0 ? [] : [{ code: 'LATE_KEPT_BACK', period: text, features: [...kept].sort() }]
    return { changes, problems: [...back, ...stayed] }
  })
}

/** The tables with noise that stay as they are though lines are added to what they count. */
function notDrawnAgain({ plan, state }: CloseAround, days: readonly DayIndex[]): readonly Problem[] {
  return plan.specs.flatMap((spec): readonly Problem[] => {
    const { name: table, period: kind } = spec
    const stay = [...new Set(days.map((day) => periodOf(kind, day)))].filter(drawnForGood(spec, state))
    return stay.length === 0
      ? []
      : [{ code: 'NOT_DRAWN_AGAIN', table, periods: stay.map((period) => periodText(kind, period)) }]
  })
}

/** Every frozen period that holds one of these days, and those that are whole now that earlier lines were seen. */
function publishAnew(around: CloseAround, days: readonly DayIndex[], features: ReadonlySet<string>): readonly Change[] {
  const { plan, state } = around
  const { isFrozen } = readFrozen(state)
  const first = firstWholeDay(around)
  const revisions = new Map(
    state.editions.published().map(({ series, period, revision }) => [`${kindOf(series)} ${period}`, revision]),
  )
  const grid = daysWithLines(state)
  const due = closingKinds(plan.specs).flatMap((kind) => {
    const touched = new Set(days.map((day) => periodOf(kind, day)))
    const periods = [...new Set(grid.map((day) => periodOf(kind, day)))]
    return periods
      .filter((period) => isFrozen(kind, period) && firstDayOf(kind, period) >= first)
      .filter((period) => touched.has(period) || !revisions.has(`${kind} ${period}`))
      .map((period) => ({ kind, period, revision: 1 + (revisions.get(`${kind} ${period}`) ?? -1) }))
  })
  // Each revision has noise of its own.
  return [...new Set(due.map(({ revision }) => revision))].flatMap((revision) =>
    publishPeriods(around, byKind(due.filter((one) => one.revision === revision)), { revision, features }),
  )
}

function byKind(due: readonly { readonly kind: PeriodKind; readonly period: PeriodIndex }[]): Periods {
  return new Map(PERIOD_KINDS.map((kind) => [kind, due.filter((one) => one.kind === kind).map(({ period }) => period)]))
}
