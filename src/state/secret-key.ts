import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { codedError, errnoOf, ProblemError, type Problem } from '../domain/problem.ts'
import { isGone } from '../domain/is-gone.ts'
import { makeFolders } from './make-folders.ts'

const KEY_BYTES = 32
const OTHERS = 0o077

/** `noise`: drawn from for cells. `marks`: hashes the pieces of logs by which they are known again. */
type KeyName = 'noise' | 'marks'

/**
 * A key of the service.
 *
 * @throws ProblemError NOISE_KEY, MARKS_KEY where there is none, or none that may be used
 */
export function readKey(folder: string, name: KeyName): Uint8Array {
  const { path, key } = findKey(folder, name)
  if (typeof key === 'string')
    throw new ProblemError({ code: name === 'noise' ? 'NOISE_KEY' : 'MARKS_KEY', path, why: key })
  return key
}

/** @returns the key, or why there is none that may be used */
export function findKey(folder: string, name: KeyName): { readonly path: string; readonly key: Key } {
  const path = pathOf(folder, name)
  const key = orFail(
    (errno) => ({ code: 'FILE_UNREADABLE', path, errno }),
    () => readOwn(path),
  )
  return { path, key }
}

type Key = Uint8Array | 'missing' | 'open-to-others' | 'damaged'

/**
 * Makes a key, once: another one would draw anew what was published, or know no log again.
 *
 * @returns the path, and whether it was made now
 */
export function createKey(folder: string, name: KeyName): { readonly path: string; readonly isNew: boolean } {
  const path = pathOf(folder, name)
  const isNew = orFail(
    (errno) => ({ code: 'WRITE_FAILED', path, errno }),
    () => {
      makeFolders(folder, 0o700)
      if (statSync(path, { throwIfNoEntry: false }) !== undefined) return false
      writeOnce(path, randomBytes(KEY_BYTES), 0o600)
      return true
    },
  )
  if (!isNew) readKey(folder, name)
  return { path, isNew }
}

function pathOf(folder: string, name: KeyName): string {
  return join(folder, `${name}.key`)
}

function readOwn(path: string): Key {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 'missing'
  if (found.isDirectory()) throw codedError('EISDIR')
  if ((found.mode & OTHERS) !== 0) return 'open-to-others'
  const key = readFileSync(path)
  return key.length === KEY_BYTES ? key : 'damaged'
}

/**
 * Whole or not at all: a program that is killed here must not leave a key that nobody can use. Nor does it ever take the
 * place of one that another made meanwhile.
 */
export function writeOnce(path: string, content: string | Uint8Array, mode: number): void {
  const folder = dirname(path)
  const temporary = `${path}.${process.pid}.tmp`
  sweep(folder, `${basename(path)}.`)
  writeFileSync(temporary, content, { flag: 'wx', mode, flush: true })
  try {
    linkSync(temporary, path)
  } finally {
    rmSync(temporary)
  }
  const parent = openSync(folder, 'r')
  fsyncSync(parent)
  closeSync(parent)
}

/** Halves of keys that a program left that was killed, or that had our process id in a container. */
function sweep(folder: string, start: string): void {
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(start) && name.endsWith('.tmp') ? Number(name.slice(start.length, -4)) : NaN
    if (pid === process.pid || (pid > 0 && isGone(() => process.kill(pid, 0))))
      rmSync(join(folder, name), { force: true })
  }
}

export function orFail<T>(problemOf: (errno: string) => Problem, act: () => T): T {
  try {
    return act()
  } catch (error) {
    const errno = errnoOf(error)
    throw errno === undefined ? error : new ProblemError(problemOf(errno))
  }
}
