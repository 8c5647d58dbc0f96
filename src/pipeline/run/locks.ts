import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  openSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { HOUR_MS } from '../../domain/calendar.ts'
import { errnoOf, ProblemError } from '../../domain/problem.ts'
import { readFact } from '../kept/facts.ts'
import { refuseOpenFolder } from '../refuse-open-folder.ts'
import { hasState, holderOfLock, lockFolder, makeFolders, openState } from '../../state/index.ts'

type Lock = Awaited<ReturnType<typeof lockFolder>>

/** Publishing takes seconds: another service that shares the folder is waited for. */
const OUTPUT_WAIT_MS = 10_000

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

/**
 * The lock of an output folder, while files are written: two states may publish into one folder, of one service by mistake.
 *
 * @throws ProblemError STATE_LOCKED, WRITE_FAILED, OPEN_TO_OTHERS
 */
export async function lockOutput(output: string, waitMs = OUTPUT_WAIT_MS): Promise<Lock> {
  refuseOpenFolder(output, true)
  try {
    makeFolder(output)
    shareLock(output)
    return await lockFolder(output, waitMs, LOCK)
  } catch (error) {
    const errno = errnoOfLock(error)
    if (errno === undefined) throw error
    const lock = join(output, LOCK)
    throw new ProblemError({ code: 'WRITE_FAILED', path: existsSync(lock) ? lock : output, errno })
  }
}

function makeFolder(output: string): void {
  if (existsSync(output)) return
  makeFolders(output)
  // Whatever the umask took away: what is published is read by others.
  chmodSync(output, 0o755)
}

const LOCK = '.comptage.lock'

/** Whoever may write into the folder may lock it: services of several users may publish there. */
function shareLock(output: string): void {
  const file = openOwnLock(join(output, LOCK))
  if (file === undefined) return
  try {
    const [folder, lock] = [statSync(output), fstatSync(file)]
    const mode = 0o600 | (folder.mode & 0o022) | ((folder.mode & 0o022) << 1)
    // What root made would keep the owner of the folder out.
    const uid = lock.uid === 0 ? folder.uid : lock.uid
    if ((lock.mode & 0o666) === mode && lock.uid === uid) return
    fchmodSync(file, mode)
    // Who is not in that group himself writes there as one of the others.
    fchownSync(file, uid, folder.gid)
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') throw error
  } finally {
    closeSync(file)
  }
}

/** Undefined: it is another user's. */
function openOwnLock(path: string): number | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found?.isSymbolicLink() === true) throw new ProblemError({ code: 'OPEN_TO_OTHERS', path, why: 'link' })
  if (found !== undefined && found.uid !== process.getuid?.()) return undefined
  // Linux lets nobody open another's file as if it were to be made.
  const making = found === undefined ? constants.O_CREAT : 0
  return openSync(path, constants.O_WRONLY | constants.O_NOFOLLOW | making, 0o600)
}

function errnoOfLock(error: unknown): string | undefined {
  if (!(error instanceof ProblemError)) return errnoOf(error)
  const [problem] = error.problems
  return problem?.code === 'STATE_FAILED' ? problem.errno : undefined
}
