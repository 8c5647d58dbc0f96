import type { Problem } from '../../domain/problem.ts'

/** A call failed in a way that may pass: the portal is busy, or the answer got lost. Never leaves this room. */
export class TryAgain extends Error {
  /** What to say if it does not pass. */
  readonly problem: Problem
  /** What the portal asked for. */
  readonly retryAfterMs: number | undefined
  constructor(problem: Problem, retryAfterMs?: number) {
    super(problem.code)
    this.problem = problem
    this.retryAfterMs = retryAfterMs
  }
}
