import { ProblemError } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import type { PeriodName } from '../clock/period-name.ts'
import { doubtfulSpans } from '../due/doubtful-spans.ts'

/**
 * Refuses to revise what was taken over from a folder, unless all its lines were found again: others of them may be gone.
 *
 * @throws ProblemError REVISE_ADOPTED
 */
export function refuseAdopted(state: State, { text, from, to }: PeriodName): void {
  const late = state.counts.lateFates(from, to).map(({ day }) => day)
  const spans = doubtfulSpans(state)
  const isDoubtful = (day: number): boolean => spans.some((span) => span.from <= day && day <= span.to)
  if (late.some(isDoubtful)) throw new ProblemError({ code: 'REVISE_ADOPTED', period: text })
}
