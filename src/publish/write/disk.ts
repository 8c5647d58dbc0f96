import { closeSync, fchmodSync, fsyncSync, openSync, statSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { codedError, errnoOf } from '../../domain/errno-of.ts'
import { ProblemError } from '../../domain/problem.ts'

/** A file that is not there yet, whole; it is on the disk once it is synced. */
export function writeNew(path: string, bytes: Uint8Array, mode: number): void {
  // Until it is whole it is for nobody else.
  const file = openSync(path, 'wx', 0o600)
  try {
    let written = 0
    while (written < bytes.length) written += writeSync(file, bytes, written)
    // Whatever the umask took away.
    fchmodSync(file, mode)
  } finally {
    closeSync(file)
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

const AT_ONCE = 8

/**
 * Of many files: together they wait for the disk about as long as one does. One after the other, 29 files took 0.1 s, more
 * than to count a log of 100,000 lines.
 *
 * @throws ProblemError WRITE_FAILED, once none is open any more
 */
export async function syncAll(paths: readonly string[]): Promise<void> {
  const waiting = [...paths]
  const lane = async (): Promise<void> => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await syncOne(path)
  }
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

async function syncOne(path: string): Promise<void> {
  try {
    const file = await open(path, 'r')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw asWriteFailed(path, error)
  }
}

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
