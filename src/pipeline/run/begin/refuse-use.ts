import { ProblemError } from '../../../domain/problem.ts'
import type { Configuration } from '../../../domain/service.ts'

type Asked = {
  readonly configuration: Configuration
  readonly revise?: unknown
  readonly stdin?: unknown
}

/** @throws ProblemError where what was asked of a run makes no sense */
export function refuseUse({ configuration: { output, logs, sources }, revise, stdin }: Asked): void {
  // What a machine reads that publishes nothing is never late.
  if (revise !== undefined && output === undefined) throw new ProblemError({ code: 'NO_OUTPUT' })
  // A pipe of a log that is read from its file too would be counted twice.
  if (stdin !== undefined && logs.length > 0) throw new ProblemError({ code: 'STDIN_BESIDE_LOGS' })
  if (stdin === undefined && logs.length + sources.length === 0) throw new ProblemError({ code: 'NOTHING_TO_READ' })
}
