import { ProblemError } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { hasState, lockFolder, stateFolderOf } from '../../state/index.ts'
import type { TallyFile } from '../../tally/index.ts'
import { planCount } from '../plan-count.ts'
import { openOwnState } from '../run/own-state.ts'
import { tallyOfState } from './tally-of-state.ts'
import { writeTallyFile } from './write-tally-file.ts'

export type ExportRequest = {
  readonly configuration: Configuration
  /** Where to. */
  readonly tally: string
  /** Instead of the state folder of the configuration. */
  readonly state?: string
  /** For a run to end. */
  readonly lockWaitMs?: number
}

/**
 * Writes what a state has counted as a tally. While no run is at work, so that one sequence never has two contents.
 *
 * @returns under what its counts stand
 * @throws ProblemError STATE_MISSING, STATE_OF_ANOTHER, STATE_LOCKED, COUNTS_FORGOTTEN, AMONG_OPEN_DATA, WRITE_FAILED
 */
export async function exportState({
  configuration,
  tally,
  state: named,
  lockWaitMs = 0,
}: ExportRequest): Promise<TallyFile['by']> {
  const plan = planCount({ configuration })
  const folder = stateFolderOf(configuration, named)
  if (!hasState(folder)) throw new ProblemError({ code: 'STATE_MISSING', folder })
  const lock = await lockFolder(folder, lockWaitMs)
  try {
    const state = await openOwnState(configuration, folder)
    try {
      const made = tallyOfState(plan, state, folder)
      writeTallyFile(tally, made, configuration)
      return made.by
    } finally {
      state.close()
    }
  } finally {
    lock.release()
  }
}
