import { join } from 'node:path'
import { errnoOf } from '../domain/errno-of.ts'
import { ProblemError } from '../domain/problem.ts'
import { loadSqlite, openDatabase, orStateFailed } from './open-database.ts'

export type StateLock = { readonly release: () => void }

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
    const db = openDatabase(Sqlite, path, waitMs)
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
