import { firstDayOf, lastDayOf, periodOf, type DayIndex, type PeriodIndex } from '../../domain/calendar.ts'
import { indexOf, type Measure, type PeriodKind } from '../../domain/dictionary.ts'
import { type Fate, USES_BY } from '../../domain/fate.ts'
import { holdsAway } from '../../domain/feature.ts'
import { linesCounted } from '../../domain/measure.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { countsUsesAlone, type TableSpec } from '../../domain/table.ts'
import type { State } from '../../state/index.ts'
import { awayOf, type EndingTable, endingTables } from '../../timeline/index.ts'
import { firstWholeDay, type PlanAndState } from './days-of-state.ts'
import { forgottenThrough } from './forgotten.ts'
import { readSettings } from './kept-settings.ts'
import { readStanding } from './read-timeline.ts'

/** The tables that have ended, and of which periods wait. */
export function readEndingTables({ plan, state }: PlanAndState): readonly EndingTable[] {
  const firstWhole = firstWholeDay({ plan, state })
  const sinceOf = (series: string): number => Math.max(firstWhole, state.facts.seriesSince(series) ?? 0)
  return endingTables(readSettings(state), readStanding(state).isFrozen, sinceOf)
}

/**
 * Whether a table that has ended has every use of the days that it is decided on with others. Lines that came later count in those alone,
 * as does all that a lost state or another machine counts again: the difference would be these few.
 *
 * Requests of all clients are the sum of no fates: such a table is never known to have all.
 *
 * @param kinds of the periods that close
 */
export function hasCountedAll(
  state: State,
  { spec, first, through }: EndingTable,
  kinds: readonly PeriodKind[],
): boolean {
  const { period: kind, dimensions, measures } = spec
  if (dimensions.includes('client') || !measures.includes('requests')) return false
  const begins = kinds.map((longer) => firstDayOf(longer, periodOf(longer, firstDayOf(kind, first))))
  const from = indexOf<'day'>(Math.min(...begins))
  const isAsked = openAsked(state, spec, from)
  // Which lines a measure counts that counts some of a fate alone, no sum tells.
  const sums = measures.flatMap((measure): readonly (readonly [Measure, readonly Fate[]])[] => {
    const lines = linesCounted(measure)
    if (lines?.isAll !== true) return []
    if (lines.fate === 'counted')
      return [[measure, ['counted', ...dimensions.flatMap((dimension) => USES_BY[dimension])]]]
    return countsUsesAlone(spec) ? [[measure, [lines.fate]]] : []
  })
  const fates = state.counts.fates(from, lastDayOf(kind, through))
  const cells = state.counts.cells(seriesOf(spec), periodOf(kind, from), through)
  return sums.every(([measure, counted]) => {
    const missing = new Map<PeriodIndex, number>()
    const add = (period: PeriodIndex, count: number): unknown =>
      isAsked(period) && missing.set(period, (missing.get(period) ?? 0) + count)
    for (const { day, fate, lines } of fates) if (counted.some((one) => one === fate)) add(periodOf(kind, day), lines)
    for (const cell of cells) if (cell.measure === measure) add(cell.period, -cell.count)
    return [...missing.values()].every((count) => count === 0)
  })
}

/** Whether a table was to count all of a period, and it is still known what it counted. */
function openAsked(state: State, spec: TableSpec, from: DayIndex): (period: PeriodIndex) => boolean {
  const { period: kind } = spec
  const since = Math.max(from, state.facts.seriesSince(seriesOf(spec)) ?? 0, forgottenThrough(state) + 1)
  const own = readSettings(state)?.tables.find((table) => seriesOf(table) === seriesOf(spec))
  const away = awayOf(own ?? {})
  return (period) => {
    const [first, last] = [firstDayOf(kind, period), lastDayOf(kind, period)]
    return first >= since && !holdsAway(away, first, last)
  }
}
