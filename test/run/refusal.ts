import { ProblemError, type Problem } from '../../src/domain/problem.ts'

/** Why something is refused: the first problem that is told; undefined: it is done. */
export async function refusal(act: Promise<unknown>): Promise<Problem | undefined> {
  return act.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof ProblemError) return error.problems[0]
      throw error
    },
  )
}
