import type { Configuration } from '../../domain/service.ts'
import { writePrivately } from '../../publish/index.ts'
import { writeTally, type TallyFile } from '../../tally/index.ts'
import { sealTally } from './seal-tally.ts'

/** @throws ProblemError AMONG_OPEN_DATA, WRITE_FAILED */
export function writeTallyFile(path: string, tally: TallyFile, { output }: Pick<Configuration, 'output'>): void {
  writePrivately(path, sealTally(writeTally(tally)), output)
}
