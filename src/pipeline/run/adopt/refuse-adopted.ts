import { ProblemError } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import type { PeriodName } from '../../../domain/calendar.ts'
import { readStanding } from '../../kept/read-timeline.ts'

/**
 * Refuses to revise what was taken over from a folder, unless all its lines were found again: others of them may be gone.
 *
 * @throws ProblemError REVISE_ADOPTED
 */
export function refuseAdopted(state: State, { text, from, to }: PeriodName): void {
  const late = state.counts.fatesByDay(from, to).map(({ day }) => day)
  const { isDoubtful } = readStanding(state)
  if (late.some((day) => isDoubtful(day, day))) throw new ProblemError({ code: 'REVISE_ADOPTED', period: text })
}
