import { HOUR_MS } from '../../domain/calendar.ts'
import { ProblemError } from '../../domain/problem.ts'
import { readFact } from '../kept/fact-codecs.ts'
import { hasState, holderOfLock, lockFolder, openState } from '../../state/index.ts'

type Lock = Awaited<ReturnType<typeof lockFolder>>

/**
 * The lock of a state, from before anything is read until all is published.
 *
 * @throws ProblemError STATE_LOCKED, with the hours for which the other run has been at work
 */
export async function lockState(folder: string, waitMs: number, now: number): Promise<Lock> {
  try {
    return await lockFolder(folder, waitMs)
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'STATE_LOCKED' || !hasState(folder)) throw error
    // What the holder is just writing may not be read now: then nobody says how long it has been at work.
    const holder = await runAtWork(folder).catch(() => undefined)
    if (holder === undefined) throw new ProblemError({ code: 'STATE_LOCKED', folder, hours: 0 })
    const hours = Math.floor((now - holder.started) / HOUR_MS)
    throw new ProblemError({
      code: 'STATE_LOCKED',
      folder,
      hours,
      ...(holder.pid !== undefined && { pid: holder.pid }),
    })
  }
}

/** The last run, where it is the one that holds the lock: it may have crashed, and another command be at work. */
async function runAtWork(
  folder: string,
): Promise<{ readonly started: number; readonly pid: number | undefined } | undefined> {
  const state = await openState(folder, 'read')
  try {
    const [last] = state.facts.runs(1)
    const holder = holderOfLock(folder)
    const pid = readFact(state, 'run-pid')
    if (last?.ended !== null || (holder !== undefined && holder !== pid)) return undefined
    return { started: last.started, pid: holder }
  } finally {
    state.close()
  }
}
