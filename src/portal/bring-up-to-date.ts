import { ProblemError } from '../domain/problem.ts'
import type { DatasetFile } from './dataset.ts'
import { TryAgain } from './http/try-again.ts'
import { waitBefore } from './http/wait-before.ts'
import type { Portal, Send } from './portal.ts'

/** How long to wait, handed in: tests wait for nothing. */
export type Patience = {
  readonly sleep: (ms: number) => Promise<unknown>
  /** 0–1, exclusive. */
  readonly random: () => number
}

/** Failures in a row, without a single call that wrote something between them. */
const MOST_FAILURES = 6
/** Of those, calls without a whole answer in their time, a minute and more each. */
const MOST_TIMEOUTS = 2

/**
 * Makes a portal have what a folder has. Whatever goes wrong on the way, the portal is asked anew what it has, and only
 * what is still missing is done: a call whose answer got lost is never blindly made twice. So a second run does nothing,
 * and a run after a broken one does the rest.
 *
 * @param open the portal, given the means to make calls
 * @returns where people see the dataset, if the portal says so
 * @throws ProblemError
 */
export async function bringUpToDate(
  open: (send: Send) => Portal,
  files: readonly DatasetFile[],
  send: Send,
  patience: Patience,
): Promise<string | undefined> {
  let [failures, timeouts] = [0, 0]
  const portal = open(async (call) => {
    const answer = await send(call)
    if (call.method !== 'GET') failures = timeouts = 0
    return answer
  })
  for (;;) {
    try {
      return await bringOnce(portal, files)
    } catch (error) {
      if (!(error instanceof TryAgain)) throw error
      failures++
      if (isTimeout(error)) timeouts++
      const wait = waitBefore(failures, error.retryAfterMs, patience.random)
      if (failures === MOST_FAILURES || timeouts === MOST_TIMEOUTS || wait === undefined)
        throw new ProblemError(error.problem)
      await patience.sleep(wait)
    }
  }
}

function isTimeout({ problem }: TryAgain): boolean {
  return problem.code === 'PORTAL_UNREACHABLE' && problem.why === 'ETIMEDOUT'
}

// What is new comes before what is old goes, and a new dataset is shown when all of it is there.
async function bringOnce(portal: Portal, files: readonly DatasetFile[]): Promise<string | undefined> {
  const shelf = (await portal.find()) ?? (await portal.create())
  for (const file of files) await shelf.put(file)
  await shelf.removeOthers()
  await shelf.complete()
  return shelf.page
}
