import { ProblemError } from '../../domain/problem.ts'
import type { Publication } from '../../publish/index.ts'
import { publishLocked } from '../write-publication.ts'
import { refuseFolderOfOthers, type FoldersStanding, standingIn } from './refuse-destination.ts'

/**
 * Writes an edition that no state keeps, if nobody has published there since it was held against what stood there.
 *
 * @param before what it was held against; undefined: nothing was to be
 * @param waitMs for another one that writes there
 * @returns the files that changed
 * @throws ProblemError STATE_LOCKED, also where another one has published there meanwhile; FOLDER_OF_RUN, FOLDER_OF_ANOTHER, WRITE_FAILED
 */
export function publishAlone(
  publication: Publication,
  output: string,
  before: FoldersStanding | undefined,
  waitMs?: number,
): Promise<readonly string[]> {
  const { id } = publication.service
  const ready = (): Publication => {
    refuseFolderOfOthers(output, id)
    if (before !== undefined && standingIn(output, id) !== before)
      throw new ProblemError({ code: 'STATE_LOCKED', folder: output })
    return publication
  }
  return publishLocked(output, id, ready, waitMs)
}
