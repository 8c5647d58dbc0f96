import { ProblemError, type Problem } from '../../domain/problem.ts'
import type { MachineSource } from '../../domain/service.ts'
import { fileState, findLogs } from '../../source/index.ts'
import type { SourceRow } from '../../state/index.ts'
import type { Fingerprint, TallyFile } from '../../tally/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { hasAllOf } from './choose-tallies.ts'
import type { GoneFeatures } from './in-plan.ts'
import { readTallyFile } from './tally-file.ts'

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
  { id, path: asked }: MachineSource,
  known: SourceRow | undefined,
  gone: GoneFeatures,
): Promise<{ readonly found?: FoundTally; readonly problems: readonly Problem[] }> {
  const { logs } = await findLogs([asked])
  if (logs.length === 0) return { problems: [{ code: 'TALLY_UNREADABLE', path: asked, errno: 'ENOENT' }] }
  const problems: Problem[] = []
  const tallies: FoundTally[] = []
  let stands: SourceRow | undefined
  for (const { path } of logs) {
    const read = await readFound(path, known, () => readTallyFile(path, plan, ours, 'file', gone))
    if (read === 'known') stands = known
    else if ('problems' in read) problems.push(...read.problems)
    else tallies.push(read)
  }
  const [latest, ...others] = tallies.toSorted((a, b) => sequenceOf(b.tally) - sequenceOf(a.tally))
  if (isOfSeveral(tallies, stands) || lacksSome(latest, others))
    return { problems: [...problems, { code: 'SOURCE_REFUSED', id, path: asked, why: 'several' }] }
  return { problems, ...(isAfter(latest, stands) && { found: latest }) }
}

async function readFound(
  path: string,
  known: SourceRow | undefined,
  read: () => Promise<TallyFile>,
): Promise<FoundTally | 'known' | { readonly problems: readonly Problem[] }> {
  try {
    const { key: file } = await fileState(path)
    if (file === known?.file) return 'known'
    return { path, file, tally: await read() }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { problems: error.problems }
  }
}

/** An entry is one machine: the others would never be counted. */
function isOfSeveral(tallies: readonly FoundTally[], stands: SourceRow | undefined): boolean {
  const machines = new Set(tallies.map(({ tally }) => tally.sources[0]?.id))
  if (stands !== undefined) machines.add(stands.id)
  return machines.size > 1
}

/** The latest of one machine has all that the others have. Not so where it was cloned, and both have gone on. */
function lacksSome(latest: FoundTally | undefined, others: readonly FoundTally[]): boolean {
  return latest !== undefined && !others.every(({ tally }) => hasAllOf(latest.tally, tally))
}

function isAfter(latest: FoundTally | undefined, stands: SourceRow | undefined): latest is FoundTally {
  return latest !== undefined && sequenceOf(latest.tally) > (stands?.sequence ?? -Infinity)
}

function sequenceOf({ sources }: TallyFile): number {
  return sources[0]?.sequence ?? -1
}
