import type { z } from 'zod'
import { ProblemError, type Problem } from '../domain/problem.ts'
import type { Call, Send } from './portal.ts'

/**
 * Makes a call, and reads its answer as what it should be.
 *
 * @throws TryAgain if it is something else: perhaps something stood between us and the portal
 */
export async function ask<Shape>(send: Send, call: Call, shape: z.ZodType<Shape>): Promise<Shape> {
  return readAs(await send(call), call, shape)
}

/** The same; undefined if what is looked up is absent. */
export async function lookUp<Shape>(send: Send, call: Call, shape: z.ZodType<Shape>): Promise<Shape | undefined> {
  const answer = await send({ ...call, isLookup: true })
  return answer === undefined ? undefined : readAs(answer, call, shape)
}

function readAs<Shape>(answer: unknown, { method, path }: Call, shape: z.ZodType<Shape>): Shape {
  const read = shape.safeParse(answer)
  if (read.success) return read.data
  throw new TryAgain({ code: 'PORTAL_ANSWER', call: `${method} ${path}`, why: 'unexpected' })
}

/** The portal did not keep what it was told, by which this would be found again. */
export function forgotten({ method, path }: Call, field: string): ProblemError {
  return new ProblemError({ code: 'PORTAL_FORGETS', call: `${method} ${path}`, field })
}

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
