import { firstDayOf, lastDayOf, periodOf, type DayIndex, type PeriodIndex } from '../../domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../domain/dictionary.ts'
import { credibleSpan } from '../../domain/last-credible-day.ts'
import type { Grid } from '../../domain/table.ts'
import { daysWithRows, firstWholeOf } from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import type { DayBook } from '../reading/days/day-book.ts'
import { lastBelieved, today } from '../reading/days/days-believed.ts'

/**
 * The days that have rows, of those asked for: where the logs go on, the last has its own though it is silent. A few lines with a
 * date of long before or after all others make none of the days between.
 */
export function gridOf(book: DayBook, { specs, since, until }: CountPlan): Grid {
  const span = credibleSpan(book.linesByDay())
  if (span === undefined) return []
  return daysWithRows(specs, book.grid(), {
    from: Math.max(span.from, since ?? 0),
    to: Math.min(span.to, until ?? Infinity),
  })
}

/**
 * The periods that the logs cover only in part: they begin before the first whole day, or before the first day asked
 * for, or where a file was not read, or went before it was, or too many of their lines do not fit; or they ended less than the grace before the last
 * line, so that more lines may come.
 */
export function partialPeriods(kind: PeriodKind, grid: Grid, book: DayBook, plan: CountPlan): readonly PeriodIndex[] {
  const firstWhole = firstWholeDay(book, plan)
  const lastWhole = lastWholeDay(book, plan)
  const periods = new Set(grid.map((day) => periodOf(kind, day)))
  return [...periods].filter((period) => {
    const [from, to] = [firstDayOf(kind, period), lastDayOf(kind, period)]
    const lacks = book.isHalfLost?.(from, to) === true || book.mayLack?.(from, to) === true
    return from < firstWhole || to > lastWhole || lacks
  })
}

/**
 * Those that the days asked for cut, whatever the logs cover, and those of which too many lines do not fit: their figures are
 * hidden. The first day of the service cuts none.
 */
export function cutPeriods(kind: PeriodKind, grid: Grid, book: DayBook, plan: CountPlan): readonly PeriodIndex[] {
  const { configuration, since, until } = plan
  const first = since === configuration.since ? -Infinity : (since ?? -Infinity)
  const periods = new Set(grid.map((day) => periodOf(kind, day)))
  return [...periods].filter((period) => {
    const [from, to] = [firstDayOf(kind, period), lastDayOf(kind, period)]
    return from < first || to > (until ?? Infinity) || book.isHalfLost?.(from, to) === true
  })
}

/** Those that begin before the first whole day: where logs are rotated away, less is left of them each time. */
export function beginPeriods(kind: PeriodKind, grid: Grid, book: DayBook, plan: CountPlan): readonly PeriodIndex[] {
  const firstWhole = firstWholeDay(book, plan)
  const periods = new Set(grid.map((day) => periodOf(kind, day)))
  return [...periods].filter((period) => firstDayOf(kind, period) < firstWhole)
}

function firstWholeDay(book: DayBook, plan: CountPlan): number {
  const seen = firstWholeOf(book.days(), plan.configuration.since)
  return Math.max(seen, plan.since ?? seen, (book.missingThrough ?? -1) + 1)
}

function lastWholeDay(book: DayBook, plan: CountPlan): number {
  return Math.min(lastClosedDay(book, plan), plan.until ?? Infinity)
}

/** Since the grace is over after it. */
export function lastClosedDay(book: DayBook, { configuration }: CountPlan): DayIndex {
  return indexOf<'day'>(Math.floor((lastHourBelieved(book) - configuration.graceHours) / 24) - 1)
}

/** A line dated ahead would close every day before it. Of a day that is believed the hour is known only if it is the last. */
function lastHourBelieved(book: DayBook): number {
  const hour = book.lastHour()
  const day = Math.floor(hour / 24)
  const last = lastBelieved(book.daily())
  const isBelieved =
    last === undefined || day <= last || (!book.grid().some((one) => one === day) && day <= today() + 1)
  return isBelieved ? hour : last * 24
}
