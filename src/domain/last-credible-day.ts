import type { DayIndex, Days } from './calendar.ts'
import { indexOf } from './dictionary.ts'

/** Days without a line after which a few more look like a clock that went wrong. */
export const LONE_DAYS = 28
/** More than a month. Two dates further apart are not of one log: somebody dated a request, or put a file there. */
export const STRAY_DAYS = 35
/** So many times fewer lines than a usual day has. */
const LONE_SHARE = 10

/**
 * The last day to which logs can be believed to reach: one line with a date of next year is no end of them. No later than
 * tomorrow, since nobody knows in which zone; and no few lines that stand alone, weeks after all others. Undefined: no day.
 *
 * @param lines by day
 * @param today by the clock of the machine; where it is before all days, it is the clock that is wrong
 */
export function lastCredibleDay(lines: ReadonlyMap<DayIndex, number>, today: number): DayIndex | undefined {
  const all = [...lines.keys()].sort((a, b) => a - b)
  const past = all.filter((day) => day <= today + 1)
  const days = past.length === 0 ? all : past
  for (;;) {
    const end = days.length
    const start = startOfLast(days)
    if (start === 0 || !isLone(days.slice(0, start), days.slice(start, end), lines)) return days[end - 1]
    days.length = start
  }
}

/** The days from the first to the last, but for those few that stand alone at an end, weeks from all others. */
export function credibleSpan(lines: ReadonlyMap<DayIndex, number>): Days | undefined {
  const mirrored = new Map([...lines].map(([day, some]) => [indexOf<'day'>(0 - day), some] as const))
  const [first, to] = [lastCredibleDay(mirrored, Infinity), lastCredibleDay(lines, Infinity)]
  return first === undefined || to === undefined ? undefined : { from: indexOf<'day'>(0 - first), to }
}

/** Where the days begin that stand after the last long hole. */
function startOfLast(days: readonly DayIndex[]): number {
  let start = days.length - 1
  while (start > 0 && (days[start] ?? 0) - (days[start - 1] ?? 0) <= LONE_DAYS) start--
  return Math.max(0, start)
}

function isLone(before: readonly DayIndex[], last: readonly DayIndex[], lines: ReadonlyMap<DayIndex, number>): boolean {
  const linesOn = (day: DayIndex): number => lines.get(day) ?? 0
  const usual = before.map(linesOn).sort((a, b) => a - b)[Math.floor(before.length / 2)] ?? 0
  return last.reduce((sum, day) => sum + linesOn(day), 0) * LONE_SHARE <= usual
}
