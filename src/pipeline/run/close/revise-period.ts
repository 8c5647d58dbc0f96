import { firstDayOf, periodOf, type DayIndex, type PeriodIndex } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, type PeriodKind } from '../../../domain/dictionary.ts'
import { ProblemError, type Problem } from '../../../domain/problem.ts'
import type { Change } from '../../../publish/index.ts'
import type { CellRow } from '../../../state/index.ts'
import { daysWithLines, firstWholeDay, keepRelease, publishPeriods, type CloseAround } from './close-periods.ts'
import type { Periods } from './count-closed.ts'
import { closingKinds, readFrozen } from './frozen.ts'
import type { PeriodName } from '../period-name.ts'
import { seriesOf } from '../series-of.ts'
import { kindOf, moveCell, moveFate } from './take-open-days.ts'
import { tellsHidden } from './tells-hidden.ts'

export type Revised = { readonly changes: readonly Change[]; readonly problems: readonly Problem[] }

/**
 * Takes the late lines of a period into their own cells, and publishes every frozen period anew that holds them: one more
 * revision. Late lines of a feature that would tell a hidden figure stay apart.
 *
 * @throws ProblemError NOTHING_LATE
 */
export function revisePeriod(around: CloseAround, { text, from, to }: PeriodName): Revised {
  const { counts } = around.state
  const fates = counts.lateFates(from, to)
  if (fates.length === 0) throw new ProblemError({ code: 'NOTHING_LATE', period: text })
  const cells = counts.lateCells(from, to)
  return around.state.commit(() => {
    const kept = keptBack(around, cells)
    const moved = fates.filter(({ feature }) => !kept.has(feature))
    counts.addFates(moved.flatMap(moveFate))
    counts.addCells(cells.filter(({ feature }) => !kept.has(feature)).flatMap(moveCell))
    const changes = publishAnew(around, [...new Set(moved.map(({ day }) => indexOf<'day'>(day)))])
    keepRelease(around, changes)
    const problems: readonly Problem[] =
      kept.size === 0 ? [] : [{ code: 'LATE_KEPT_BACK', period: text, features: [...kept].sort() }]
    return { changes, problems }
  })
}

/** The features of which late lines may not be told. */
function keptBack({ plan, state }: CloseAround, cells: readonly CellRow[]): ReadonlySet<string> {
  const published = state.editions.published()
  const kept = new Set<string>()
  for (const spec of plan.specs) {
    const { protection, period: kind } = spec
    if (protection.level !== 'threshold') continue
    const own = cells
      .filter(({ series }) => series === seriesOf(spec))
      .map((cell) => ({ ...cell, period: periodOf(kind, indexOf<'day'>(cell.period)) }))
    const shown = published.filter(({ series }) => series === seriesOf(spec))
    for (const feature of tellsHidden(own, shown, protection.k)) kept.add(feature)
  }
  return kept
}

/** Every frozen period that holds one of these days, and those that are whole now that earlier lines were seen. */
function publishAnew(around: CloseAround, days: readonly DayIndex[]): readonly Change[] {
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
    publishPeriods(around, byKind(due.filter((one) => one.revision === revision)), revision),
  )
}

function byKind(due: readonly { readonly kind: PeriodKind; readonly period: PeriodIndex }[]): Periods {
  return new Map(PERIOD_KINDS.map((kind) => [kind, due.filter((one) => one.kind === kind).map(({ period }) => period)]))
}
