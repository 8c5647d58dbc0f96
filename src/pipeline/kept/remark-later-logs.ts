import { dayText, type DayIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import type { State } from '../../state/index.ts'
import { usualSilence } from '../../timeline/index.ts'
import { daysOfLogs } from './days-of-state.ts'

/**
 * Logs that begin later than what is published: it has no line of theirs, which nobody can tell from a log whose older files are gone.
 *
 * @param from the first day of which something is published
 */
export function remarkLaterLogs(state: Pick<State, 'logs'>, from: DayIndex | undefined): readonly Problem[] {
  const later = [...daysOfLogs(state)]
    .flatMap(([name, days]) => {
      const [first = 0] = days
      return first - (from ?? Infinity) > usualSilence(days) ? [{ name, first }] : []
    })
    .sort((a, b) => b.first - a.first)
  const [last] = later
  if (last === undefined) return []
  const { name: log, first } = last
  const others = later.length - 1
  return [{ code: 'LOG_BEGINS_LATER', log, firstDay: textOf(first), firstWhole: textOf(first + 1), others }]
}

function textOf(day: number): string {
  return dayText(indexOf<'day'>(day))
}
