import { type Problem, ProblemError } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import type { TallyFile } from '../../tally/index.ts'
import { isNonsense } from '../../timeline/index.ts'
import { type CountPlan, planCount } from '../plan-count.ts'
import { instantOfHour } from '../wall-clock.ts'
import { sumTallies } from './sum-tallies.ts'
import { chooseTallies, type GivenTally } from './choose-tallies.ts'
import { fingerprintOf } from './fingerprint-of.ts'
import { remarkAlikeTallies } from './remark-tallies.ts'
import { readTallyFile, tallyAsHere, writeTallyFile } from './tally-on-disk.ts'

export type MergeRequest = {
  readonly configuration: Configuration
  /** Paths of tallies. */
  readonly files: readonly string[]
  /** Folder with the key to the noise, instead of the configuration's. */
  readonly state?: string
}

/**
 * The sum of tallies, and those that are in it.
 *
 * @throws ProblemError TALLY_UNREADABLE, TALLY_REFUSED, TALLY_DIFFERS, TALLIES_OVERLAP
 */
export async function mergeTallies(
  request: MergeRequest,
): Promise<{ readonly plan: CountPlan; readonly sum: TallyFile; readonly chosen: readonly GivenTally[] }> {
  const { configuration, state } = request
  const plan = planCount({ configuration, ...(state !== undefined && { state }) })
  const fingerprint = fingerprintOf(plan)
  const here = { plan, ours: fingerprint, gone: new Map() }
  const found: GivenTally[] = []
  for (const path of request.files)
    found.push({ path, tally: asBelieved(tallyAsHere(path, await readTallyFile(path, plan, 'any'), here), plan) })
  const chosen = chooseTallies(found)
  const unended = chosen.find(({ tally }) => isOfUnended(tally))
  if (unended !== undefined) throw new ProblemError({ code: 'TALLY_REFUSED', path: unended.path, why: 'no-run' })
  const tallies = chosen.map(({ tally }) => tally)
  return { plan, sum: sumTallies(configuration.service.id, fingerprint, tallies), chosen }
}

/** Whether a first run has begun, and was killed. Of a machine that publishes, one that it no longer awaits says as little of its looks. */
function isOfUnended({ by, sources }: TallyFile): boolean {
  return by === 'day' && sources.some(({ sequence, scanned }) => sequence > 0 && scanned === null)
}

/** A machine whose clock is far ahead has read its newest line, and that is all that is known. Whose it is, a sum does not tell. */
function asBelieved(tally: TallyFile, { configuration: { timezone } }: CountPlan): TallyFile {
  const [machine, ...others] = tally.sources
  if (machine === undefined || others.length > 0 || !isNonsense(machine.scanned ?? 0, Date.now())) return tally
  const scanned = Math.max(0, instantOfHour(tally.newestHour, timezone))
  return { ...tally, sources: [{ ...machine, scanned }] }
}

/** Writes the sum of tallies as another; gives what deserves a word. */
export async function mergeIntoTally(request: MergeRequest, path: string): Promise<readonly Problem[]> {
  const { sum, chosen } = await mergeTallies(request)
  writeTallyFile(path, sum, request.configuration)
  return remarkAlikeTallies(chosen)
}
