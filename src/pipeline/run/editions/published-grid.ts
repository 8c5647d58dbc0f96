import { firstDayOf, lastDayOf, periodOf, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { Grid } from '../../../domain/table.ts'
import type { PublishedRow, State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { kindOf } from '../../../domain/series-of.ts'
import { daysWithLines } from '../counted/days-of-state.ts'
import { readSettings } from '../settings/kept-settings.ts'
import { earlierProtections, publishedSpecs } from '../settings/published-specs.ts'
import { readTables } from './read-tables.ts'
import { readStanding } from '../due/read-standing.ts'

/**
 * The days between the first and the last of which a figure is published: those with lines (at `dp` alone, all), unless a table should have a
 * figure and has none. What no table of its time was to tell of is no gap.
 */
export function publishedGrid(plan: CountPlan, state: State, rows: readonly PublishedRow[]): Grid {
  const { placementOf } = readStanding(state)
  const periods = new Map(rows.map(({ series, period }) => [`${series} ${period}`, daysOf(series, period)]))
  const published = new Set([...periods.values()].flat())
  const isDue = openDue(plan, state)
  const days = isPrivate(plan, state) ? [...published].sort((a, b) => a - b) : daysWithLines(state)
  const [first, last] = [days.find((day) => published.has(day)), days.findLast((day) => published.has(day))]
  if (first === undefined || last === undefined) return []
  return days.filter(
    (day) => day >= first && day <= last && (published.has(day) || (placementOf(day) !== 'period' && !isDue(day))),
  )
}

/** Whether all that is published is at `dp`, where a day without a line has its rows too: a gap would tell of it. */
function isPrivate(plan: CountPlan, state: State): boolean {
  const settings = readSettings(state)
  const spans = state.editions.spans()
  return publishedSpecs(plan.specs, settings, spans)
    .flatMap((spec) => [spec, ...earlierProtections(spec, settings, spans)])
    .every(({ protection }) => protection.level === 'dp')
}

/** Whether a table of the configuration was to have a row of a day. */
function openDue(plan: CountPlan, state: State): (day: DayIndex) => boolean {
  const tableOf = readTables(state)
  const tables = plan.specs.map((spec) => ({ kind: spec.period, table: tableOf(spec) }))
  return (day) => tables.some(({ kind, table }) => table.whyNot(periodOf(kind, day)) === undefined)
}

function daysOf(series: string, period: number): readonly DayIndex[] {
  const kind = kindOf(series)
  const index = indexOf<'period'>(period)
  const first = firstDayOf(kind, index)
  return Array.from({ length: lastDayOf(kind, index) - first + 1 }, (_, n) => indexOf<'day'>(first + n))
}
