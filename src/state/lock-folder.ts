import { join } from 'node:path'
import { errnoOf } from '../domain/errno-of.ts'
import { ProblemError } from '../domain/problem.ts'
import { loadSqlite, openDatabase, orStateFailed } from './open-database.ts'

export type StateLock = { readonly release: () => void }

/** A look at whether the lock is free takes it for a moment, and may not keep a run from it. */
const LOOK_MS = 200

/**
 * Takes the lock of a folder, which the kernel holds: it is free as soon as its holder is gone, however that ended.
 *
 * @param name of the file that the lock is on
 * @throws ProblemError STATE_LOCKED where another run has it
 */
export async function lockFolder(folder: string, waitMs: number, name = 'lock.db'): Promise<StateLock> {
  const path = join(folder, name)
  const Sqlite = await loadSqlite()
  return orStateFailed(path, () => {
    const db = openDatabase(Sqlite, path, Math.max(waitMs, LOOK_MS))
    try {
      // Without a journal of its own the lock needs no room on the disk.
      db.pragma('journal_mode = MEMORY')
      db.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      db.close()
      if (errnoOf(error)?.startsWith('SQLITE_BUSY') === true) throw new ProblemError({ code: 'STATE_LOCKED', folder })
      throw error
    }
    return { release: () => db.close() }
  })
}

/** Whether somebody holds the lock of a folder; undefined where this user may not know. */
export async function isFolderLocked(folder: string, name = 'lock.db'): Promise<boolean | undefined> {
  const Sqlite = await loadSqlite()
  try {
    const db = new Sqlite(join(folder, name), { readonly: true, fileMustExist: true, timeout: 0 })
    try {
      db.prepare('SELECT 1 FROM sqlite_master').get()
      return false
    } finally {
      db.close()
    }
  } catch (error) {
    return errnoOf(error)?.startsWith('SQLITE_BUSY') === true ? true : undefined
  }
}
