import type { AuditProblem } from './problem/audit-problems.ts'
import type { ConfigurationProblem } from './problem/configuration-problems.ts'
import type { LogProblem } from './problem/log-problems.ts'
import type { PatternProblem } from './problem/pattern-problems.ts'
import type { PortalProblem } from './problem/portal-problems.ts'
import type { ProtectionProblem } from './problem/protection-problems.ts'
import type { ServerProblem } from './problem/server-problems.ts'
import type { StateProblem } from './problem/state-problems.ts'
import type { TallyProblem } from './problem/tally-problems.ts'
import type { UseProblem } from './problem/use-problems.ts'

/**
 * Everything that can go wrong or deserves a word. Facts only: the sentences are in `cli/`. A problem about a line of a
 * log holds the operator's own file name, numbers and a reason; never a byte of the line.
 */
export type Problem =
  | ConfigurationProblem
  | PatternProblem
  | LogProblem
  | ServerProblem
  | UseProblem
  | ProtectionProblem
  | StateProblem
  | TallyProblem
  | PortalProblem
  | AuditProblem

export type { CutPart, TallyDifference } from './problem/tally-problems.ts'
export type { AddressFault, DatasetFault } from './problem/portal-problems.ts'

/** Known problems, thrown together: where nothing else knows what to do about them, `cli/main.ts` shows them. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[]
  constructor(...problems: readonly Problem[]) {
    super(problems.map((problem) => problem.code).join(', '))
    this.name = 'ProblemError'
    this.problems = problems
  }
}

/**
 * `ENOENT`, `SQLITE_FULL`, `Z_DATA_ERROR` …: what the system or a library calls an error. The code alone is ever told, since
 * messages quote their input. Undefined: it has none, and is a mistake of ours.
 */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** What is looked up; undefined where the system refuses it, as what is another user's, or gone. A mistake of ours is thrown on. */
export function unlessRefused<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (errnoOf(error) === undefined) throw error
    return undefined
  }
}

/** An error that tells a code alone, as those of the system do. */
export function codedError(code: string): Error {
  return Object.assign(new Error(code), { code })
}
