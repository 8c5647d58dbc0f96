import { join } from 'node:path'
import { ProblemError } from '../../../domain/problem.ts'
import { foldersOf, tracesIn } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import { releasesOf } from '../../kept/releases.ts'

/**
 * Refuses to go on where the state is older than a folder, or a count wrote it: what was published is not taken back. Any file
 * that tells an unknown version is believed, and where figures lie there and none tells, nobody knows. Asked
 * before anything is read, so that a state that has nothing to do with the folder stays empty.
 *
 * @throws ProblemError OUTPUT_AHEAD
 */
export function refuseAhead(state: State, output: string, service: string): void {
  const releases = releasesOf(state)
  for (const name of foldersOf(service)) {
    const folder = join(output, name)
    const { versions, hasTables } = tracesIn(folder)
    const unknown = versions.find(
      ({ version, created }) =>
        !releases.some((one) => version === one.version && (created === undefined || created === one.created)),
    )
    if (unknown !== undefined) throw new ProblemError({ code: 'OUTPUT_AHEAD', folder, version: unknown.version })
    if (versions.length === 0 && hasTables) throw new ProblemError({ code: 'OUTPUT_AHEAD', folder })
  }
}
