import { closeSync, fchmodSync, fsync, fsyncSync, openSync, statSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { codedError, errnoOf, ProblemError } from '../../domain/problem.ts'

/** A file that is not there yet, whole; it is on the disk once it is synced. */
export function writeNew(path: string, bytes: Uint8Array, mode: number): void {
  closeSync(leftOpen(path, bytes, mode))
}

function leftOpen(path: string, bytes: Uint8Array, mode: number): number {
  // Until it is whole it is for nobody else.
  const file = openSync(path, 'wx', 0o600)
  try {
    let written = 0
    while (written < bytes.length) written += writeSync(file, bytes, written)
    // Whatever the umask took away.
    fchmodSync(file, mode)
    return file
  } catch (error) {
    closeSync(file)
    throw error
  }
}

// Renaming over /dev/null or /dev/stdout would take it from the whole machine.
export function refuseDevice(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false })
  if (there === undefined || there.isFile() || there.isDirectory()) return
  throw codedError('EINVAL')
}

/** Of a file or a folder. */
export function sync(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** A file to be written, and what it will be called: problems name that. */
export type NewFile = { readonly path: string; readonly named: string; readonly bytes: Uint8Array }

/** So many are open at once: the threads of Node that sync are four, and some users may have no more than 64 files open. */
const AT_ONCE = 8

/**
 * Writes files that are not there yet, whole and on the disk. While some wait for the disk the next are written: one after the
 * other, 29 files took 0.1 s, more than to count a log of 100,000 lines; of 156 that were all written before the first was synced, 46 ms became 42.
 *
 * @throws ProblemError WRITE_FAILED, once none is open any more
 */
export async function writeSynced(files: readonly NewFile[], mode: number): Promise<void> {
  const waiting = files.values()
  const lane = async (): Promise<void> => {
    for (const file of waiting) await writeOne(file, mode)
  }
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

async function writeOne({ path, named, bytes }: NewFile, mode: number): Promise<void> {
  try {
    const file = leftOpen(path, bytes, mode)
    try {
      await synced(file)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw asWriteFailed(named, error)
  }
}

/** Of a descriptor that is open: a `FileHandle` would be opened anew. */
const synced = promisify(fsync)

/** Does what may fail, and turns an error of the system into the problem WRITE_FAILED: its code alone, never its message. */
export function orWriteFailed<T>(path: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw asWriteFailed(path, error)
  }
}

function asWriteFailed(path: string, error: unknown): unknown {
  const errno = errnoOf(error)
  return errno === undefined ? error : new ProblemError({ code: 'WRITE_FAILED', path, errno })
}
