import { join } from 'node:path'
import * as z from 'zod'
import { ProblemError } from '../../../domain/problem.ts'
import { judgeKnown } from '../../../audit/index.ts'
import { isSealed } from '../../../protect/index.ts'
import { foldersOf, type Publication, readDescription, renderFolders, writeFolders } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import { PROGRAM_VERSION } from '../../program-version.ts'
import { releasesOf } from '../../kept/releases.ts'

/**
 * Brings the folders to what the state says, whatever they are: a run that was killed here is finished by the next.
 *
 * @returns the files that changed
 */
export async function writePublication(publication: Publication, output: string): Promise<readonly string[]> {
  const folders = renderFolders(publication, isSealed, judgeKnown)
  const { written, removed } = await writeFolders(folders, output, PROGRAM_VERSION)
  return [...written, ...removed]
}

/**
 * Refuses to go on where the state is older than a folder, or a count wrote it: what was published is not taken back. Asked
 * before anything is read, so that a state that has nothing to do with the folder stays empty.
 *
 * @throws ProblemError OUTPUT_AHEAD
 */
export function refuseAhead(state: State, output: string, service: string): void {
  for (const name of foldersOf(service)) {
    const folder = join(output, name)
    const found = DESCRIPTION.safeParse(readDescription(folder)).data
    if (found === undefined) continue
    const isOurs = releasesOf(state).some(
      ({ version, created }) => version === found.version && created === found.created,
    )
    if (!isOurs) throw new ProblemError({ code: 'OUTPUT_AHEAD', folder, version: found.version })
  }
}

const DESCRIPTION = z.object({ version: z.string(), created: z.string() })
