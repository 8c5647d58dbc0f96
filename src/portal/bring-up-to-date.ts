import { ProblemError } from '../domain/problem.ts'
import { TryAgain } from './ask.ts'
import type { DatasetFile } from './dataset.ts'
import type { Portal, Send } from './portal.ts'

/** How long to wait, handed in: tests wait for nothing. */
export type Patience = {
  readonly sleep: (ms: number) => Promise<unknown>
  /** 0–1, exclusive. */
  readonly random: () => number
}

/** Failures in a row, without a single call that wrote something new between them. */
const MOST_FAILURES = 6
/** Of those, calls without a whole answer in their time, a minute and more each. */
const MOST_TIMEOUTS = 2
/** A file takes two calls that write. Twice as many, and some to take away: whoever writes more does the same again and again. */
const MOST_NEW = ({ length }: readonly DatasetFile[]): number => 4 * length + 20

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
  let [failures, timeouts, written] = [0, 0, 0]
  const portal = open(async (call) => {
    const answer = await send(call)
    if (call.method !== 'GET' && ++written <= MOST_NEW(files)) failures = timeouts = 0
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

const FIRST_MS = 1_000
const LONGEST_MS = 60_000
/** A portal that asks for more has to be tried another time. */
const LONGEST_ASKED_MS = 600_000

/**
 * How long to wait after so many failures in a row: what the portal asks for, else twice as long each time. Up to a half
 * of it is left to chance, so that many who failed together do not come back together.
 *
 * @returns milliseconds; undefined: it is not worth waiting
 */
export function waitBefore(failures: number, askedMs: number | undefined, random: () => number): number | undefined {
  if (askedMs !== undefined && askedMs > LONGEST_ASKED_MS) return undefined
  const own = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS)
  return Math.ceil(askedMs === undefined ? own * (0.5 + random() / 2) : askedMs + FIRST_MS * random())
}
