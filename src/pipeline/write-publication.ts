import { judgeKnown } from '../audit/index.ts'
import { isSealed } from '../protect/index.ts'
import { type Publication, renderFolders, writeFolders } from '../publish/index.ts'
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
