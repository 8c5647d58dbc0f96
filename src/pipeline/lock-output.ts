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
import { errnoOf, ProblemError } from '../domain/problem.ts'
import { holderOfLock, lockFolder, makeFolders } from '../state/index.ts'
import { refuseOpenFolder } from './refuse-open-folder.ts'

/** Publishing takes seconds: another service that shares the folder is waited for. */
const OUTPUT_WAIT_MS = 10_000

/**
 * Does something under the lock of an output folder, while files are written: two states may publish into one folder, of one service by
 * mistake, and `count` or `merge` beside them. Where SQLite is missing, no run can be there, and nothing is locked.
 *
 * @throws ProblemError STATE_LOCKED, WRITE_FAILED, OPEN_TO_OTHERS
 */
export async function whileLocked<T>(output: string, act: () => T | Promise<T>, waitMs = OUTPUT_WAIT_MS): Promise<T> {
  const lock = await orUnlocked(() => lockOutput(output, waitMs))
  try {
    return await act()
  } finally {
    lock?.release()
  }
}

async function orUnlocked<T>(lock: () => Promise<T>): Promise<T | undefined> {
  try {
    return await lock()
  } catch (error) {
    if (error instanceof ProblemError && error.problems[0]?.code === 'SQLITE_MISSING') return undefined
    throw error
  }
}

async function lockOutput(output: string, waitMs: number): ReturnType<typeof lockFolder> {
  refuseOpenFolder(output, true)
  try {
    makeFolder(output)
    shareLock(output)
    return await lockFolder(output, waitMs, LOCK)
  } catch (error) {
    if (isLocked(error)) throw new ProblemError({ code: 'STATE_LOCKED', folder: output, ...holderOf(output) })
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

function isLocked(error: unknown): boolean {
  return error instanceof ProblemError && error.problems[0]?.code === 'STATE_LOCKED'
}

function holderOf(output: string): { readonly pid?: number } {
  const pid = holderOfLock(output, LOCK)
  return pid === undefined ? {} : { pid }
}
