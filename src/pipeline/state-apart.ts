import { ProblemError, type Problem } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import { isBelow } from '../publish/index.ts'
import { stateFolderOf } from '../state/index.ts'

/**
 * The state folder, apart from what is published: it holds true counts, and the key of the noise.
 *
 * @throws ProblemError STATE_IN_OUTPUT
 */
export function stateApart(configuration: Configuration, named?: string): string {
  const [problem] = remarkStateInOutput(configuration, named)
  if (problem !== undefined) throw new ProblemError(problem)
  return stateFolderOf(configuration, named)
}

export function remarkStateInOutput(configuration: Configuration, named?: string): readonly Problem[] {
  const { output } = configuration
  const folder = stateFolderOf(configuration, named)
  return output !== undefined && isBelow(output, folder) ? [{ code: 'STATE_IN_OUTPUT', folder, output }] : []
}
