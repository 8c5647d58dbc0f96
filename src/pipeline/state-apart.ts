import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { ProblemError, unlessRefused, type Problem } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import { isBelow } from '../publish/index.ts'
import { refuseOpenFolder } from './refuse-open-folder.ts'
import { DATABASE, hasState, stateFolderOf } from '../state/index.ts'

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

/**
 * The same, to be written to. Root leaves nothing among what is another user's, who could neither read nor replace it: neither in a
 * state folder, nor, with a first run, in an output. Whoever publishes as root into a folder of the web server's goes on.
 *
 * @throws ProblemError STATE_IN_OUTPUT, OPEN_TO_OTHERS, OF_ANOTHER_USER
 */
export function stateToWrite(configuration: Configuration, named?: string): string {
  const folder = stateApart(configuration, named)
  // Below that of the system, a user's, systemd makes the first one of a unit, and a first run that of the service.
  const isSystems = named === undefined && configuration.state === undefined
  refuseOfAnotherUser(folder, isSystems && !existsSync(folder) ? dirname(folder) : folder)
  const { output } = configuration
  if (output !== undefined && !hasState(folder)) refuseOfAnotherUser(folder, output)
  return folder
}

/**
 * A state that is there is its own user's, whoever's the folder is: a container's root works in folders of the host's users.
 *
 * @throws ProblemError OF_ANOTHER_USER where root would leave files in a folder of another user: a state, or what goes with it
 */
export function refuseOfAnotherUser(state: string, path = state): void {
  const ownerOf = (file: string): number | undefined =>
    unlessRefused(() => statSync(file, { throwIfNoEntry: false }))?.uid
  const owner = (path === state ? ownerOf(join(state, DATABASE)) : undefined) ?? ownerOf(path) ?? 0
  if (process.getuid?.() === 0 && owner !== 0) throw new ProblemError({ code: 'OF_ANOTHER_USER', path, state })
}

export function remarkStateInOutput(configuration: Configuration, named?: string): readonly Problem[] {
  const { output } = configuration
  const folder = stateFolderOf(configuration, named)
  return output !== undefined && isBelow(output, folder) ? [{ code: 'STATE_IN_OUTPUT', folder, output }] : []
}

/** Files where a run needs folders, told before the first of them fails. */
export function remarkFilesInTheWay(folders: readonly (string | undefined)[]): readonly Problem[] {
  return folders.flatMap((folder): readonly Problem[] => {
    if (folder === undefined) return []
    let path = folder
    while (!existsSync(path) && path !== dirname(path)) path = dirname(path)
    return statSync(path).isDirectory() ? [] : [{ code: 'WRITE_FAILED', path, errno: 'ENOTDIR' }]
  })
}
