import { closeSync, fchmodSync, fsyncSync, openSync, statSync, writeSync } from 'node:fs'
import { codedError, errnoOf } from '../../domain/errno-of.ts'
import { ProblemError } from '../../domain/problem.ts'

/** A file that is not there yet, whole and on the disk. */
export function writeNew(path: string, bytes: Uint8Array, mode: number): void {
  // Until it is whole it is for nobody else.
  const file = openSync(path, 'wx', 0o600)
  try {
    let written = 0
    while (written < bytes.length) written += writeSync(file, bytes, written)
    // Whatever the umask took away.
    fchmodSync(file, mode)
    fsyncSync(file)
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

export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Does what may fail, and turns an error of the system into the problem WRITE_FAILED: its code alone, never its message. */
export function orWriteFailed<T>(path: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    const errno = errnoOf(error)
    throw errno === undefined ? error : new ProblemError({ code: 'WRITE_FAILED', path, errno })
  }
}
