import { CALENDAR_DAYS } from '../../../domain/calendar.ts'
import { ProblemError } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import { isExported } from '../sources/source-id.ts'

/**
 * Refuses to publish what was counted for another machine that publishes the sum: the sum less this part would tell what the
 * others have, and no tally of a state that has published is taken there.
 *
 * @throws ProblemError STATE_EXPORTED
 */
export function refuseExported(state: State, folder: string): void {
  // A state that publishes has closed something, or keeps no day apart.
  const hasPublished = state.editions.frozenThrough().size > 0 || state.counts.fatesByDay(0, CALENDAR_DAYS).length === 0
  if (isExported(state) && !hasPublished) throw new ProblemError({ code: 'STATE_EXPORTED', folder })
}
