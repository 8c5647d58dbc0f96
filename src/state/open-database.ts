import { accessSync, closeSync, constants, lstatSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { codedError, errnoOf, ProblemError } from '../domain/problem.ts'
import { makeFolders } from './make-folders.ts'

export type DatabaseClass = typeof import('better-sqlite3')

/**
 * Loaded only where a state is opened: it is a compiled module, and everything else works without it.
 *
 * @throws ProblemError SQLITE_MISSING
 */
export async function loadSqlite(): Promise<DatabaseClass> {
  try {
    // The later one has one compiled part for every Node of the tenth Node-API, the other one for each Node (ADR 28).
    const hasNodeApi10 = Number(process.versions['napi']) >= 10
    const { default: Sqlite } = await (hasNodeApi10 ? import('better-sqlite3-13') : import('better-sqlite3'))
    // The compiled part is loaded with the first database.
    new Sqlite(':memory:').close()
    return Sqlite
  } catch (error) {
    throw new ProblemError({ code: 'SQLITE_MISSING', errno: errnoOf(error) ?? 'UNKNOWN' })
  }
}

const MADE_HERE = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW

/** @param waitMs for a lock that another process holds */
export function openDatabase(Sqlite: DatabaseClass, path: string, waitMs: number): Database {
  makeFolders(dirname(path), 0o700)
  // Before SQLite has it: a descriptor that is closed later would take the locks of this process with it.
  if (!isThere(path)) closeSync(openSync(path, MADE_HERE, 0o600))
  // Where others write too, Linux lets nobody open another's file as if it were to be made.
  return new Sqlite(path, { timeout: waitMs, fileMustExist: true })
}

function isThere(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  // Where a link leads a file would be made, or locked, for whoever put it there.
  if (found?.isSymbolicLink() === true) throw new ProblemError({ code: 'OPEN_TO_OTHERS', path, why: 'link' })
  // SQLite names a folder as it names what this user may not read.
  if (found?.isDirectory() === true) throw codedError('EISDIR')
  return found !== undefined
}

/**
 * Refuses what would be refused where a run opens these files of a state.
 *
 * @throws ProblemError OPEN_TO_OTHERS, STATE_FAILED
 */
export function refuseLinks(folder: string): void {
  for (const path of ['lock.db', 'state.db'].map((name) => join(folder, name))) orStateFailed(path, () => isThere(path))
}

/** Any error of the database or its disk is STATE_FAILED: a failing disk surfaces under many names. */
export function orStateFailed<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    const errno = errnoOf(error)
    if (error instanceof ProblemError || errno === undefined) throw error
    // SQLite says the same of a file system as of a file.
    const isReadOnly = errno === 'SQLITE_READONLY' && isOnReadOnly(path)
    throw new ProblemError({ code: 'STATE_FAILED', path, errno: isReadOnly ? 'EROFS' : errno })
  }
}

/** Whether nothing may be written there, whoever asks. */
export function isOnReadOnly(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return false
  } catch (error) {
    // Another user than that of the runs may not write there, and need not.
    return errnoOf(error) === 'EROFS'
  }
}
