import { judgeKnown } from '../audit/index.ts'
import { isSealed } from '../protect/index.ts'
import { foldersOf, mendFolders, type Publication, renderFolders, writeFolders } from '../publish/index.ts'
import { whileLocked } from './lock-output.ts'
import { PROGRAM_VERSION } from './program-version.ts'
import { refuseOpenFolder } from './refuse-open-folder.ts'

/**
 * Brings the dataset folders below `output` up to date, whatever they are: what was killed here is finished by the next.
 *
 * @returns the files that changed
 */
export async function writePublication(publication: Publication, output: string): Promise<readonly string[]> {
  refuseOpenFolder(output, true)
  const folders = renderFolders(publication, isSealed, judgeKnown)
  const { written, removed } = await writeFolders(folders, output, PROGRAM_VERSION)
  return [...written, ...removed]
}

/**
 * The same under the lock of the folder, once what somebody killed left half made there is finished: two at once took away what the
 * other had half made, and left a folder of both.
 *
 * @param ready gives what is written, or refuses it, when nobody else writes there
 * @param waitMs for another one that does
 * @throws ProblemError STATE_LOCKED, WRITE_FAILED, and what `ready` throws
 */
export function publishLocked(
  output: string,
  service: string,
  ready: () => Publication,
  waitMs?: number,
): Promise<readonly string[]> {
  const publish = (): Promise<readonly string[]> => {
    mendFolders(foldersOf(service), output)
    return writePublication(ready(), output)
  }
  return whileLocked(output, publish, waitMs)
}
