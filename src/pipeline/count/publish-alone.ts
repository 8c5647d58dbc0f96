import { ProblemError } from '../../domain/problem.ts'
import { foldersOf, mendFolders, type Publication } from '../../publish/index.ts'
import { whileLocked } from '../lock-output.ts'
import { writePublication } from '../write-publication.ts'
import { refuseFolderOfOthers } from './refuse-destination.ts'
import { type Standing, standingIn } from './standing-edition.ts'

/**
 * Writes an edition under the lock of its folder, as `run` does: two at once took away what the other had half made, and left a folder
 * of both.
 *
 * @param before what it was held against; undefined: nothing was to be
 * @param waitMs for another one that writes there
 * @returns the files that changed
 * @throws ProblemError STATE_LOCKED, also where another one has published there meanwhile; FOLDER_OF_RUN, FOLDER_OF_ANOTHER, WRITE_FAILED
 */
export function publishAlone(
  publication: Publication,
  output: string,
  before: Standing | undefined,
  waitMs?: number,
): Promise<readonly string[]> {
  const { id } = publication.service
  const publish = (): Promise<readonly string[]> => {
    mendFolders(foldersOf(id), output)
    refuseFolderOfOthers(output, id)
    if (before !== undefined && standingIn(output, id) !== before)
      throw new ProblemError({ code: 'STATE_LOCKED', folder: output })
    return writePublication(publication, output)
  }
  return whileLocked(output, publish, waitMs)
}
