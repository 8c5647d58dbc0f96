import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { ProblemError, type Problem } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
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
  if (output === undefined) return []
  const [first] = relative(realPathOf(output), realPathOf(folder)).split(sep)
  return first === '..' ? [] : [{ code: 'STATE_IN_OUTPUT', folder, output }]
}

/** Of a folder that may not be there yet: links on the way to it are followed. */
function realPathOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPathOf(dirname(path)), basename(path))
}
