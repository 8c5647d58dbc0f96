import { writePrivately } from '../../publish/index.ts'
import { writeTally, type TallyFile } from '../../tally/index.ts'
import { sealTally } from './seal-tally.ts'

/** @throws ProblemError WRITE_FAILED */
export function writeTallyFile(path: string, tally: TallyFile): void {
  writePrivately(path, sealTally(writeTally(tally)))
}
