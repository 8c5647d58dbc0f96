import { wordsOfCell } from '../../domain/cell.ts'
import { type Days, firstDayOf, lastDayOf, periodOf, type DayIndex } from '../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, type PeriodKind } from '../../domain/dictionary.ts'
import { FATE, FATES } from '../../domain/fate.ts'
import type { Counted, CountedTable, TableSpec } from '../../domain/table.ts'
import type { FateRow, PeriodCell, State } from '../../state/index.ts'
import { tableOf, withoutMeasure } from '../../tally/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { measuresNeverHad } from '../reading/format/check-fields.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { daysWithRows, type Periods } from '../../timeline/index.ts'
import { formatsKept } from './keep-formats.ts'
import { firstPublishedDay, firstWholeDay, type PlanAndState } from './days-of-state.ts'
import { daysOfTheirOwn } from './published-grid.ts'
import { readWordsInTime } from './words-in-time.ts'

/** The days that periods touch, up to the ends of the longest kind that a table has: what protection must see at once. */
export function spanOfPeriods(periods: Periods, kinds: readonly PeriodKind[]): Days | undefined {
  const days = [...periods].flatMap(([kind, list]) =>
    list.flatMap((period) => [firstDayOf(kind, period), lastDayOf(kind, period)]),
  )
  if (days.length === 0) return undefined
  // A week may begin before its month: both ends are widened by every kind.
  const widest = (day: DayIndex, end: typeof firstDayOf): readonly DayIndex[] =>
    kinds.map((kind) => end(kind, periodOf(kind, day)))
  const from = Math.min(...widest(indexOf<'day'>(Math.min(...days)), firstDayOf))
  const to = Math.max(...widest(indexOf<'day'>(Math.max(...days)), lastDayOf))
  return { from: indexOf<'day'>(from), to: indexOf<'day'>(to) }
}

/** Sums that are not in the state, under the periods that hold them. */
export type More = { readonly cells: readonly PeriodCell[]; readonly fates: readonly FateRow[] }

/**
 * What was counted of some days, as `protect` takes it.
 *
 * @param whole the periods of which no line is missing; every other one is partial
 * @param more counted too
 */
export function countedOf(
  { plan, state }: PlanAndState,
  { from, to }: Days,
  whole: Periods,
  more: More = { cells: [], fates: [] },
): Counted {
  const features = plan.configuration.features
  const daily = new Map<DayIndex, Float64Array>()
  for (const { day, fate, lines } of [...state.counts.fates(from, to), ...more.fates]) {
    const index = FATES.findIndex((word) => word === fate)
    if (index < 0 || index === FATE['out-of-period']) continue
    const fates = daily.get(day) ?? new Float64Array(FATES.length)
    fates[index] = (fates[index] ?? 0) + lines
    daily.set(day, fates)
  }
  const closed = Math.max(-1, ...[...whole].flatMap(([kind, list]) => list.map((period) => lastDayOf(kind, period))))
  // A day without a line keeps its rows when a table comes that tells such days: it is a hidden day of its month.
  const told = [...daysOfTheirOwn(state)].filter((day) => day >= from && day <= to)
  const grid = daysWithRows(plan.specs, new Set([...daily.keys(), ...told]), {
    from: Math.max(from, firstWholeDay({ plan, state })),
    to: Math.min(to, Math.max(closed, ...daily.keys())),
  })
  const since = firstDrawn({ plan, state })
  const partial = new Map(
    PERIOD_KINDS.map((kind) => {
      const own = new Set(whole.get(kind))
      return [kind, [...new Set(grid.map((day) => periodOf(kind, day)))].filter((period) => !own.has(period))]
    }),
  )
  const tables = plan.specs.map((spec) => readTable(plan, state, spec, { from, to }, more))
  return {
    features,
    grid,
    daily,
    tables,
    partial,
    through: indexOf<'day'>(closed),
    // At `dp` every day from there on gets noise: those before the span were drawn when they closed.
    ...(since !== undefined && { since: indexOf<'day'>(Math.max(since, from)) }),
  }
}

/** Where `since:` is gone, a table may be at `dp` until the month is over: its first day is one that is published. */
function firstDrawn({ plan: { specs, configuration }, state }: PlanAndState): number | undefined {
  const isDrawn = specs.some(({ protection }) => protection.level === 'dp')
  return configuration.since ?? (isDrawn ? firstPublishedDay(state) : undefined)
}

/** A table of the state, without the measures that a log could not give. */
function readTable(plan: CountPlan, state: State, spec: TableSpec, { from, to }: Days, more: More): CountedTable {
  const features = plan.configuration.features.map(({ id }) => id)
  const series = seriesOf(spec)
  const periods = [periodOf(spec.period, from), periodOf(spec.period, to)] as const
  const cells = [...state.counts.cells(series, ...periods), ...more.cells.filter((row) => row.series === series)]
  const { categories, asIn } = readWordsInTime({ plan, state }, spec, periods)
  const table = tableOf(
    { spec, categories },
    features,
    cells.map((row) => ({ ...row, categories: asIn(row.period, wordsOfCell(row.cell)) })),
  )
  return measuresLeftOut(state, spec).reduce<CountedTable>(withoutMeasure, table)
}

export function measuresLeftOut({ facts }: State, spec: TableSpec): TableSpec['measures'] {
  const left = facts.leftOut().filter(({ series }) => series === seriesOf(spec))
  const never = measuresNeverHad(spec, formatsKept(facts))
  return spec.measures.filter((measure) => never.includes(measure) || left.some((row) => row.measure === measure))
}
