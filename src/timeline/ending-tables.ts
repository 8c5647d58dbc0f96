import { firstDayOf, lastDayOf, periodOf, periodsFrom, type DayIndex, type PeriodIndex } from '../domain/calendar.ts'
import { indexOf, PERIOD_KINDS } from '../domain/dictionary.ts'
import { seriesOf } from '../domain/series-of.ts'
import type { TableSpec } from '../domain/table.ts'
import { dayAt, endedTables, holeAtEnd, protectionOn } from './in-force.ts'
import type { KeptTable, Settings } from './settings.ts'
import type { Standing } from './standing.ts'

/** A table that has ended while periods waited that it had counted in whole: they close with those that were in force beside it. */
export type EndingTable = {
  /** As the last of these periods is protected. */
  readonly spec: TableSpec
  /** The first of them, and the last. */
  readonly first: PeriodIndex
  readonly through: PeriodIndex
}

/** @param sinceOf the first day of which all of a series was counted */
export function endingTables(
  settings: Settings | undefined,
  isFrozen: Standing['isFrozen'],
  sinceOf: (series: string) => number,
): readonly EndingTable[] {
  return endedTables(settings).flatMap((table) => {
    const { name, period: kind, dimensions, measures } = table
    const through = lastWhole(table)
    const since = sinceOf(seriesOf(table))
    const first = periodsFrom(Math.max(0, through - MOST_PERIODS), through).find(
      (period) => firstDayOf(kind, period) >= since && isWaiting(table, period, isFrozen),
    )
    const protection = protectionOn(table, firstDayOf(kind, through))
    return first === undefined || protection === undefined
      ? []
      : [{ spec: { name, period: kind, dimensions, measures, protection }, first, through }]
  })
}

/** So many of a kind are looked at. What waits for longer closes with nothing; a state that was not run for longer catches up run by run. */
export const MOST_PERIODS = 400

/** Beneath a longer period that has closed without it, nothing of a table is told any more. */
function isWaiting({ period: kind }: KeptTable, period: PeriodIndex, isFrozen: Standing['isFrozen']): boolean {
  const last = lastDayOf(kind, period)
  const longer = PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(kind) + 1)
  return !isFrozen(kind, period) && !longer.some((other) => isFrozen(other, periodOf(other, last)))
}

type Ended = Pick<KeptTable, 'period' | 'ended' | 'away'>

/** The last period that a table counted in whole, which has ended. */
export function lastWhole(table: Ended): PeriodIndex {
  return indexOf<'period'>(periodOf(table.period, firstOut(table)) - 1)
}

/** The first day that a table did not count in whole, though some of it: where it has ended, or was to come back; else infinity. */
export function firstOut(table: Ended): DayIndex {
  return indexOf<'day'>(holeAtEnd(table)?.from ?? dayAt(table.ended) ?? Infinity)
}
