import { DAY_MS, DAY_OF_1970, dayText, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import { credibleSpan, lastCredibleDay } from '../../../domain/last-credible-day.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { DailyFates } from '../../../domain/table.ts'

export function today(): number {
  return Math.floor(Date.now() / DAY_MS) + DAY_OF_1970
}

/** The last day to which logs can be believed to reach, by their lines of each day. */
export function lastBelieved(daily: DailyFates): DayIndex | undefined {
  return lastCredibleDay(linesByDay(daily), today())
}

/** Lines of days that stand apart from all others. */
export function remarkDates(daily: DailyFates): readonly Problem[] {
  const lines = linesByDay(daily)
  return [...remarkAhead(lines, lastBelieved(daily)), ...remarkBehind(lines)]
}

/**
 * Lines of days that are not believed are counted, but are no end of the logs. Where no line is of a day that has come, it may be the
 * clock of this machine that is wrong, as of one that starts without a battery.
 */
export function remarkAhead(
  lines: ReadonlyMap<DayIndex, number>,
  last: DayIndex | undefined,
  now = today(),
): readonly Extract<Problem, { readonly code: 'DATES_AHEAD' }>[] {
  if (last === undefined) return []
  const days = [...lines.keys()].sort((a, b) => a - b)
  const isAll = (days[0] ?? 0) > now + 1
  const ahead = days.filter((day) => isAll || day > last)
  const [first] = ahead
  if (first === undefined) return []
  const sum = ahead.reduce((all, day) => all + (lines.get(day) ?? 0), 0)
  return [{ code: 'DATES_AHEAD', lines: sum, first: dayText(first), last: dayText(last), ...(isAll && { isAll }) }]
}

/** Lines of days that stand alone, weeks before all others, as a clock dates them that is not set yet: counted, and told. */
export function remarkBehind(lines: ReadonlyMap<DayIndex, number>): readonly Problem[] {
  const first = credibleSpan(lines)?.from ?? indexOf<'day'>(0)
  const behind = [...lines].filter(([day]) => day < first)
  if (behind.length === 0) return []
  const sum = behind.reduce((all, [, some]) => all + some, 0)
  const last = indexOf<'day'>(Math.max(...behind.map(([day]) => day)))
  return [{ code: 'DATES_BEHIND', lines: sum, last: dayText(last), first: dayText(first) }]
}

export function linesByDay(daily: DailyFates): ReadonlyMap<DayIndex, number> {
  return new Map(Array.from(daily, ([day, fates]) => [day, fates.reduce((sum, lines) => sum + lines, 0)]))
}
