import { join } from 'node:path'
import * as z from 'zod'
import { ProblemError } from '../../../domain/problem.ts'
import { foldersOf, readDescription } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import { releasesOf } from '../../kept/releases.ts'

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
