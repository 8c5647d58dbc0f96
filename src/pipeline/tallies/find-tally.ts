import { isSame } from '../../domain/is-same.ts'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import type { MachineSource } from '../../domain/service.ts'
import { fileState, findLogs } from '../../source/index.ts'
import type { SourceRow } from '../../state/index.ts'
import type { TallyFile } from '../../tally/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { hasAllOf } from './choose-tallies.ts'
import { type CountedHere, readTallyFile, tallyAsHere } from './tally-on-disk.ts'

/** A tally, where it lay, and the file as it stood. */
export type FoundTally = { readonly path: string; readonly file: string; readonly tally: TallyFile }

/**
 * The latest tally of a machine that was counted as here, of all that lie there. Of an older one nothing is told.
 *
 * @param known what was taken before: that file need not be read again, nor any older one beside it
 */
export async function findTally(
  here: CountedHere,
  { id, path: asked }: MachineSource,
  known: SourceRow | undefined,
): Promise<{ readonly found?: FoundTally; readonly problems: readonly Problem[] }> {
  const { logs, problems: unfit } = await findLogs([asked])
  const errno = unfit.some(({ code }) => code === 'LOG_IS_DIRECTORY') ? 'EISDIR' : 'ENOENT'
  if (logs.length === 0) return { problems: [{ code: 'TALLY_UNREADABLE', path: asked, errno }] }
  const problems: Problem[] = []
  const tallies: FoundTally[] = []
  let stands: SourceRow | undefined
  for (const { path } of logs) {
    const read = await orProblems(() => readFound(path, here.plan, known))
    if (read === 'known') stands = known
    else if ('problems' in read) problems.push(...read.problems)
    else tallies.push(read)
  }
  const sorted = tallies.toSorted((a, b) => sequenceOf(b) - sequenceOf(a))
  if (isOfSeveral(tallies, stands) || lacksSome(sorted))
    return { problems: [...problems, { code: 'SOURCE_REFUSED', id, path: asked, why: 'several' }] }
  const newer = sorted.filter((one) => sequenceOf(one) > (stands?.sequence ?? -Infinity))
  const chosen = await latestAsHere(newer, here)
  const told = chosen.problems.map((problem) => (problem.code === 'TALLY_DIFFERS' ? { ...problem, id } : problem))
  return { ...chosen, problems: [...problems, ...told] }
}

/** @param tallies the latest first */
async function latestAsHere(tallies: readonly FoundTally[], here: CountedHere): ReturnType<typeof findTally> {
  const problems: Problem[] = []
  for (const one of tallies) {
    const found = await orProblems(() => ({ ...one, tally: tallyAsHere(one.path, one.tally, here) }))
    if (!('problems' in found)) return { problems, found }
    problems.push(...found.problems)
  }
  return { problems }
}

async function readFound(path: string, plan: CountPlan, known: SourceRow | undefined): Promise<FoundTally | 'known'> {
  const { key: file } = await fileState(path)
  return file === known?.file ? 'known' : { path, file, tally: await readTallyFile(path, plan, 'file') }
}

async function orProblems<T>(find: () => T | Promise<T>): Promise<T | { readonly problems: readonly Problem[] }> {
  try {
    return await find()
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
function lacksSome([latest, ...others]: readonly FoundTally[]): boolean {
  return latest !== undefined && !others.every(({ tally }) => hasAllOf(latest.tally, comparedWith(latest.tally, tally)))
}

/** Of one that was counted in another way the lines alone: rows of its tables and features may have no place any more. */
function comparedWith({ fingerprint }: TallyFile, tally: TallyFile): Pick<TallyFile, 'lines' | 'rows'> {
  return isSame(fingerprint, tally.fingerprint) ? tally : { lines: tally.lines, rows: [] }
}

function sequenceOf({ tally: { sources } }: FoundTally): number {
  return sources[0]?.sequence ?? -1
}
