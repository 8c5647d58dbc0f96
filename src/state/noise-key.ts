import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError, type Problem } from '../domain/problem.ts'

const KEY_BYTES = 32
const OTHERS = 0o077

/**
 * The service's key to its noise.
 *
 * @throws ProblemError NOISE_KEY where there is none, or none that may be used
 */
export function readNoiseKey(folder: string): Uint8Array {
  const path = pathOf(folder)
  const key = orFail(
    (errno) => ({ code: 'FILE_UNREADABLE', path, errno }),
    () => readOwn(path),
  )
  if (typeof key === 'string') throw new ProblemError({ code: 'NOISE_KEY', path, why: key })
  return key
}

/**
 * Makes the key, once: with another, what was published would be drawn anew, and two draws of one count tell more of it
 * than one.
 *
 * @returns the path, and whether it was made now
 */
export function createNoiseKey(folder: string): { readonly path: string; readonly isNew: boolean } {
  const path = pathOf(folder)
  const isNew = orFail(
    (errno) => ({ code: 'WRITE_FAILED', path, errno }),
    () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if (statSync(path, { throwIfNoEntry: false }) !== undefined) return false
      write(path)
      return true
    },
  )
  if (!isNew) readNoiseKey(folder)
  return { path, isNew }
}

function pathOf(folder: string): string {
  return join(folder, 'noise.key')
}

function readOwn(path: string): Uint8Array | 'missing' | 'open-to-others' | 'damaged' {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 'missing'
  if ((found.mode & OTHERS) !== 0) return 'open-to-others'
  const key = readFileSync(path)
  return key.length === KEY_BYTES ? key : 'damaged'
}

function write(path: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, randomBytes(KEY_BYTES))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function orFail<T>(problemOf: (errno: string) => Problem, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new ProblemError(problemOf(String(error.code)))
  }
}
