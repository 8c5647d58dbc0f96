import { join } from 'node:path'
import { ProblemError } from '../../../domain/problem.ts'
import { kindOf } from '../../../domain/series-of.ts'
import { foldersOf, tracesIn } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import { isMoved } from '../../kept/own-state.ts'
import { releasesOf } from '../../kept/releases.ts'
import { remarkFoldersOfAnother } from '../../remark-folders-of-another.ts'

/**
 * Refuses to go on where the state is older than a folder, or a count wrote it: what was published is not taken back. Any file
 * that tells an unknown version is believed, and where figures lie there and none tells, nobody knows. Asked
 * before anything is read, so that a state that has nothing to do with the folder stays empty. So is a folder of somebody else's.
 *
 * @throws ProblemError OUTPUT_AHEAD, FOLDER_OF_ANOTHER
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
    if (versions.length === 0) refuseAnother(state, output, name, name === service)
  }
}

function refuseAnother(state: State, output: string, name: string, isSummary: boolean): void {
  const problems = remarkFoldersOfAnother(output, [name])
  // Asked last: of three years it takes its time.
  if (problems.length > 0 && !hasPublished(state, output, isSummary)) throw new ProblemError(...problems)
}

/** Whether what is left there of a folder, none of whose files tells, may be ours. */
function hasPublished(state: State, output: string, isSummary: boolean): boolean {
  // The series of a summary is a period alone.
  return (
    !isMoved(state, output) && state.editions.spans().some(({ series }) => (series === kindOf(series)) === isSummary)
  )
}
