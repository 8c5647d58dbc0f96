import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { foldersOf, mendFolders, placeIn, readDescription } from '../../publish/index.ts'
import { whileLocked } from '../lock-output.ts'
import { refuseOpenFolder } from '../refuse-open-folder.ts'

/** What stood in the folders of a service when an edition was held against it. */
export type Standing = string

/**
 * Looks at what stands there, where no other command is at work. One that was killed may have cleared a place for an edition: it stands
 * there again first, else nobody would compare with it.
 *
 * @throws ProblemError STATE_LOCKED, OPEN_TO_OTHERS, WRITE_FAILED
 */
export async function lookAtOutput(output: string, service: string): Promise<Standing> {
  const names = foldersOf(service)
  if (names.some((name) => existsSync(placeIn(output, name).last))) {
    refuseOpenFolder(output, true)
    await whileLocked(output, () => mendFolders(names, output))
  }
  return standingIn(output, service)
}

/** The description of a folder has the hashes of all that is in it. */
export function standingIn(output: string, service: string): Standing {
  return JSON.stringify(foldersOf(service).map((name) => readDescription(join(output, name)) ?? null))
}
