import type { DayIndex } from '../../../domain/calendar.ts'
import { FATE } from '../../../domain/fate.ts'
import type { DailyFates, Grid } from '../../../domain/table.ts'
import type { Noted } from '../open-accumulator.ts'
import { linesByDay } from './days-believed.ts'

/** Lines by day and fate, and the span of time that the logs show. */
export type DayBook = {
  /** Days asked for with at least one line of any fate but `out-of-period` and `late`. */
  readonly grid: () => Grid
  readonly daily: () => DailyFates
  /** Days with a line of any fate, also those that were not asked for, ascending. */
  readonly days: () => readonly DayIndex[]
  /** The lines of each. */
  readonly linesByDay: () => ReadonlyMap<DayIndex, number>
  /** Hour of the last dated line, in hours since the first day of the calendar. */
  readonly lastHour: () => number
  /** Last day of which lines of a machine may be missing, in a file that was not read or since they do not fit. Absent: there is none. */
  readonly missingThrough?: DayIndex
  /** Whether lines of these days may have gone before they were read. Absent: of none. */
  readonly mayLack?: (from: DayIndex, to: DayIndex) => boolean
  /** Whether too many lines of a log do not fit to publish figures of these days. Absent: of none. */
  readonly isHalfLost?: (from: DayIndex, to: DayIndex) => boolean
}

/**
 * The book of lines that stand in their periods.
 *
 * @param days first and last day asked for: a malformed line outside of them makes no row, since a hole that nobody asked
 * for could give away another
 */
export function dayBookOf(
  { fates, newestHour }: Pick<Noted, 'fates' | 'newestHour'>,
  days: { readonly since?: DayIndex; readonly until?: DayIndex },
): DayBook {
  const { since = 0, until = Infinity } = days
  const daily = new Map<DayIndex, Float64Array>()
  for (const [day, counts] of fates) {
    const asked = counts.with(FATE['out-of-period'], 0)
    if (day >= Math.max(0, since) && day <= until && asked.some((lines) => lines > 0)) daily.set(day, asked)
  }
  return {
    grid: () => [...daily.keys()].sort((a, b) => a - b),
    daily: () => daily,
    days: () => [...fates.keys()].filter((day) => day >= 0).sort((a, b) => a - b),
    linesByDay: () => linesByDay(new Map([...fates].filter(([day]) => day >= 0))),
    lastHour: () => (newestHour < 0 ? -Infinity : newestHour),
  }
}
