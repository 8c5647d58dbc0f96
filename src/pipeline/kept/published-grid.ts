import { type DayIndex, daysFrom, daysOf, dayText, firstDayOf, periodOf } from '../../domain/calendar.ts'
import { kindOf, seriesOf } from '../../domain/series-of.ts'
import { type Grid, tellsSilence, tellsSilenceOn } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import { daysWithRows, protectionOn } from '../../timeline/index.ts'
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
  const published = new Set(
    revisions.flatMap(({ series, period }) => {
      const { from, to } = daysOf(kindOf(series), period)
      return daysFrom(from, to)
    }),
  )
  const byDay = daysOfTheirOwn(state, revisions)
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

/**
 * The days that have published rows which follow from what was counted: also some without a line, since nobody was to be told so then.
 * At `dp` all days have rows.
 */
export function daysOfTheirOwn(state: State, revisions = state.editions.revisions()): ReadonlySet<DayIndex> {
  const tables = new Map((readSettings(state)?.tables ?? []).map((table) => [seriesOf(table), table]))
  const isDrawn = (series: string, day: DayIndex): boolean => {
    const table = tables.get(series)
    return table !== undefined && protectionOn(table, day)?.level === 'dp'
  }
  const days = revisions.flatMap(({ series, period }) =>
    kindOf(series) === 'day' && !isDrawn(series, firstDayOf('day', period)) ? firstDayOf('day', period) : [],
  )
  return new Set(days)
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
