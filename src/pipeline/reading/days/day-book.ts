import type { DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import { FATE, FATES, type FateIndex } from '../../../domain/fate.ts'
import type { Hit } from '../../../domain/hit.ts'
import type { DailyFates, Grid } from '../../../domain/table.ts'

/** Lines by day and fate, and the span of time that the logs show. */
export type Book = {
  /** Days asked for with at least one line of any fate but `out-of-period` and `late`. */
  readonly grid: () => Grid
  readonly daily: () => DailyFates
  /** First day of any dated line, whatever its fate. */
  readonly firstDay: () => DayIndex | undefined
  /** Hour of the last dated line, in hours since the first day of the calendar. */
  readonly lastHour: () => number
  /** Last day of which lines may stand in a file that was found and not read. Absent: there is none. */
  readonly unreadThrough?: DayIndex
  /** Whether too many lines of a log do not fit to publish figures of these days. Absent: of none. */
  readonly isHalfLost?: (from: DayIndex, to: DayIndex) => boolean
}

/** What a book holds, as it goes from one thread to another. */
export type NotedDays = {
  readonly daily: DailyFates
  readonly firstDay: DayIndex | undefined
  readonly lastHour: number
}

export type DayBook = Book & {
  readonly note: (hit: Hit) => void
  /** Takes over what another book of the same days noted. */
  readonly take: (noted: NotedDays) => void
}

// Own constants: an imported one is loaded anew at each use.
const { 'out-of-period': OUT_OF_PERIOD, late: LATE } = FATE

/**
 * @param days first and last day asked for: a malformed line outside of them makes no row, since a hole that nobody asked
 * for could give away another
 */
export function openDayBook(days: { readonly since?: DayIndex; readonly until?: DayIndex }): DayBook {
  const { since = -Infinity, until = Infinity } = days
  const daily = new Map<DayIndex, Float64Array>()
  let firstDay = Infinity
  let lastHour = -Infinity
  // Lines come a day at a time: the last day's counts are at hand without a look into the map.
  let lastDay = indexOf<'day'>(-1)
  let lastFates: Float64Array = new Float64Array(FATES.length)

  function note(hit: Hit): void {
    const { day, fate } = hit
    if (day < 0) return
    if (day < firstDay) firstDay = day
    const hour = day * 24 + hit.hour
    if (hour > lastHour) lastHour = hour
    if (isInGrid(day, fate)) count(day, fate)
  }

  function isInGrid(day: DayIndex, fate: FateIndex): boolean {
    return fate !== OUT_OF_PERIOD && fate !== LATE && day >= since && day <= until
  }

  function count(day: DayIndex, fate: FateIndex): void {
    if (day !== lastDay) turnTo(day)
    lastFates[fate] = (lastFates[fate] ?? 0) + 1
  }

  function turnTo(day: DayIndex): void {
    lastDay = day
    lastFates = daily.get(day) ?? new Float64Array(FATES.length)
    daily.set(day, lastFates)
  }

  function take(noted: NotedDays): void {
    firstDay = Math.min(firstDay, noted.firstDay ?? Infinity)
    lastHour = Math.max(lastHour, noted.lastHour)
    for (const [day, fates] of noted.daily) {
      turnTo(day)
      for (const [fate, lines] of fates.entries()) lastFates[fate] = (lastFates[fate] ?? 0) + lines
    }
  }

  return {
    note,
    take,
    grid: () => [...daily.keys()].sort((a, b) => a - b),
    daily: () => daily,
    firstDay: () => (firstDay === Infinity ? undefined : indexOf<'day'>(firstDay)),
    lastHour: () => lastHour,
  }
}
