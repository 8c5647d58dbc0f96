import { type DayIndex, dayText } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { State } from '../../state/index.ts'
import { keepFact, readFact } from './fact-codecs.ts'

/** Notes that all counts up to a day were deleted. */
export function keepForgotten(state: Pick<State, 'facts'>, day: DayIndex): void {
  keepFact(state, 'forgotten-through', day)
}

/** The last day of the counts that were deleted; −1: none were. */
export function forgottenThrough(state: Pick<State, 'facts'>): DayIndex {
  return indexOf<'day'>(readFact(state, 'forgotten-through') ?? -1)
}

/**
 * Refuses what would take the counts that are left for all of them.
 *
 * @throws ProblemError COUNTS_FORGOTTEN
 */
export function refuseAnyForgotten(
  state: State,
  folder: string,
  asked: 'tally' | 'compare' = 'tally',
  from = indexOf<'day'>(0),
): void {
  const through = forgottenThrough(state)
  if (from > through) return
  throw new ProblemError({ code: 'COUNTS_FORGOTTEN', folder, through: dayText(through), asked })
}
