import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { orWriteFailed } from './or-write-failed.ts'
import { refuseAmongOpenData } from './refuse-among-open-data.ts'
import { removeLeft } from './remove-left.ts'

/**
 * A file for the operator alone, mode 0600.
 *
 * @param output where figures are published
 * @throws ProblemError AMONG_OPEN_DATA, WRITE_FAILED
 */
export function writePrivately(path: string, text: string, output?: string): void {
  orWriteFailed(path, () => {
    refuseAmongOpenData(path, output)
    removeLeft(dirname(path), (name) => name === basename(path))
    writeAtomically(path, Buffer.from(text), 0o600)
  })
}

/** A reader sees the old file or the new one, also after a crash. Throws what `node:fs` throws, and leaves nothing behind. */
function writeAtomically(path: string, bytes: Uint8Array, mode: number): void {
  refuseDevice(path)
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`)
  // In a container every run has the same process id: a run that was killed must not stand in the way of the next.
  rmSync(temporary, { force: true })
  try {
    writeNew(temporary, bytes, mode)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(folder)
}

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
  throw Object.assign(new Error('not a regular file'), { code: 'EINVAL' })
}

export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
