import { accessSync, constants, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { orWriteFailed } from './or-write-failed.ts'
import { refuseAmongOpenData } from './refuse-among-open-data.ts'
import { refuseDevice } from './write-atomically.ts'

/**
 * Refuses a file for the operator alone that could not be written, or not there, before the work of which it is to hold the
 * result. Makes nothing.
 *
 * @param output where figures are published
 * @throws ProblemError AMONG_OPEN_DATA, WRITE_FAILED
 */
export function refuseUnwritableFile(path: string, output?: string): void {
  orWriteFailed(path, () => {
    refuseDevice(path)
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw failure('EISDIR')
    mustHold(dirname(resolve(path)))
    refuseAmongOpenData(path, output)
  })
}

/**
 * The same for a folder, which is made where it is missing: the nearest that exists must be one, and writable.
 *
 * @throws ProblemError WRITE_FAILED
 */
export function refuseUnwritableFolder(path: string): void {
  orWriteFailed(path, () => {
    mustHold(nearestThere(resolve(path)))
  })
}

/** Below a file everything is missing, says the system: ENOTDIR. */
function nearestThere(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? nearestThere(dirname(path)) : path
}

function mustHold(folder: string): void {
  if (!statSync(folder).isDirectory()) throw failure('ENOTDIR')
  accessSync(folder, constants.W_OK | constants.X_OK)
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code })
}
