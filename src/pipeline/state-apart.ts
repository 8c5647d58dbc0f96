import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { ProblemError, type Problem } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import { isBelow } from '../publish/index.ts'
import { refuseOpenFolder } from './refuse-open-folder.ts'
import { stateFolderOf } from '../state/index.ts'

/**
 * The state folder, apart from what is published, and from what others may write to: it holds true counts, and the key of the noise.
 *
 * @throws ProblemError STATE_IN_OUTPUT, OPEN_TO_OTHERS
 */
export function stateApart(configuration: Configuration, named?: string): string {
  const [problem] = remarkStateInOutput(configuration, named)
  if (problem !== undefined) throw new ProblemError(problem)
  const folder = stateFolderOf(configuration, named)
  refuseOpenFolder(folder, false)
  return folder
}

export function remarkStateInOutput(configuration: Configuration, named?: string): readonly Problem[] {
  const { output } = configuration
  const folder = stateFolderOf(configuration, named)
  return output !== undefined && isBelow(output, folder) ? [{ code: 'STATE_IN_OUTPUT', folder, output }] : []
}

/** Files where a run needs folders, told before the first of them fails. */
export function remarkFilesInTheWay(configuration: Configuration): readonly Problem[] {
  const { output } = configuration
  return [stateFolderOf(configuration), ...(output === undefined ? [] : [output])].flatMap(
    (folder): readonly Problem[] => {
      let path = folder
      while (!existsSync(path) && path !== dirname(path)) path = dirname(path)
      return statSync(path).isDirectory() ? [] : [{ code: 'WRITE_FAILED', path, errno: 'ENOTDIR' }]
    },
  )
}
