import { ProblemError, type Problem } from '../../../domain/problem.ts'
import type { MachineSource } from '../../../domain/service.ts'
import { fileState, findLogs } from '../../../source/index.ts'
import type { SourceRow } from '../../../state/index.ts'
import type { Fingerprint, TallyFile } from '../../../tally/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { readTallyFile } from '../../tallies/read-tally-file.ts'

/** A tally, where it lay, and the file as it stood. */
export type FoundTally = { readonly path: string; readonly file: string; readonly tally: TallyFile }

/**
 * The latest tally of a machine, of all that lie there.
 *
 * @param known what was taken before: that file need not be read again, nor any older one beside it
 */
export async function findTally(
  plan: CountPlan,
  ours: Fingerprint,
  { path: asked }: MachineSource,
  known: SourceRow | undefined,
): Promise<{ readonly found?: FoundTally; readonly problems: readonly Problem[] }> {
  const { logs } = await findLogs([asked])
  if (logs.length === 0) return { problems: [{ code: 'TALLY_UNREADABLE', path: asked, errno: 'ENOENT' }] }
  const problems: Problem[] = []
  const tallies: FoundTally[] = []
  let least = -1
  for (const { path } of logs) {
    try {
      const { key: file } = await fileState(path)
      if (file === known?.file) least = known.sequence + 1
      else tallies.push({ path, file, tally: await readTallyFile(path, plan, ours) })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problems.push(...error.problems)
    }
  }
  const [found] = tallies
    .filter(({ tally }) => sequenceOf(tally) >= least)
    .sort((a, b) => sequenceOf(b.tally) - sequenceOf(a.tally))
  return { problems, ...(found !== undefined && { found }) }
}

function sequenceOf({ sources }: TallyFile): number {
  return sources[0]?.sequence ?? -1
}
