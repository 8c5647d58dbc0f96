import { type DayIndex, daysFrom, daysOf, dayText, periodOf } from '../../domain/calendar.ts'
import { kindOf, seriesOf } from '../../domain/series-of.ts'
import { type Grid, tellsSilence, tellsSilenceOn } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import { daysWithRows, protectionOn, type Settings } from '../../timeline/index.ts'
import { daysWithLines } from './days-of-state.ts'
import { readSettings } from './kept-settings.ts'
import { readStanding, readTablesInTime } from './read-timeline.ts'
import type { CountPlan } from '../plan-count.ts'

/**
 * The days between the first and the last of which a figure is published. Where a table may tell that a day has no line, such a day is
 * none, nor is one of which a table should have a figure and has none. What no table of its time was to tell of is no gap,
 * nor is a day with lines that is held open.
 */
export function publishedGrid(plan: CountPlan, state: State, revisions = state.editions.revisions()): Grid {
  const periods = revisions.map(({ series, period }) => {
    const kind = kindOf(series)
    const { from, to } = daysOf(kind, period)
    return { series, kind, days: daysFrom(from, to) }
  })
  const published = new Set(periods.flatMap(({ days }) => days))
  const isDrawn = openDrawn(readSettings(state))
  const byDay = new Set(
    periods.flatMap(({ series, kind, days }) => (kind === 'day' ? days.filter((day) => !isDrawn(series, day)) : [])),
  )
  const [first, last] = [Math.min(...published), Math.max(...published)]
  const { placementOf } = readStanding(state)
  const isDue = openDue(plan, state)
  const hasLine = new Set(daysWithLines(state))
  const isToldSilent = openSilence(plan, state)
  // After so long a silence that no day of it has rows, none tells of a single request.
  const hasRows = new Set(daysWithRows([], hasLine, { from: first, to: last }))
  return daysFrom(first, last).filter(
    (day) =>
      byDay.has(day) ||
      (!isToldSilent(day) && hasRows.has(day)) ||
      (hasLine.has(day) && (published.has(day) || placementOf(day) === 'period' || !isDue(day))),
  )
}

/** Whether a table was at `dp`, whose rows do not follow from what was counted: it has those of days without a line as well. */
function openDrawn(settings: Settings | undefined): (series: string, day: DayIndex) => boolean {
  const tables = new Map((settings?.tables ?? []).map((table) => [seriesOf(table), table]))
  return (series, day) => {
    const table = tables.get(series)
    return table !== undefined && protectionOn(table, day)?.level === 'dp'
  }
}

/** Whether a table may tell that a day has no line: none of those that had ended by then. */
export function openSilence({ specs }: Pick<CountPlan, 'specs'>, state: State): (day: DayIndex) => boolean {
  const settings = readSettings(state)
  return (day) => (settings === undefined ? tellsSilence(specs) : tellsSilenceOn(settings.tables, dayText(day)))
}

/** Whether a table of the configuration was to have a row of a day. */
function openDue(plan: CountPlan, state: State): (day: DayIndex) => boolean {
  const tableOf = readTablesInTime(state, plan.specs)
  const tables = plan.specs.map((spec) => ({ kind: spec.period, table: tableOf(spec) }))
  return (day) => tables.some(({ kind, table }) => table.whyNot(periodOf(kind, day)) === undefined)
}
