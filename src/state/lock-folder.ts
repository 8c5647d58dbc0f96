import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { errnoOf, ProblemError, unlessRefused } from '../domain/problem.ts'
import { loadSqlite, openDatabase, orStateFailed } from './open-database.ts'

export type StateLock = { readonly release: () => void }

/** Of a state. */
const LOCK = 'lock.db'

/** A look at whether the lock is free takes it for a moment, and may not keep a run from it. */
const LOOK_MS = 200

/**
 * Takes the lock of a folder, which the kernel holds: it is free as soon as its holder is gone, however that ended.
 *
 * @param name of the file that the lock is on
 * @throws ProblemError STATE_LOCKED where another run has it
 */
export async function lockFolder(folder: string, waitMs: number, name = LOCK): Promise<StateLock> {
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
export async function isFolderLocked(folder: string): Promise<boolean | undefined> {
  const Sqlite = await loadSqlite()
  try {
    const db = new Sqlite(join(folder, LOCK), { readonly: true, fileMustExist: true, timeout: 0 })
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

/** The process that holds the lock of a folder; undefined where the system does not say: it is in another container. */
export function holderOfLock(folder: string, name = LOCK): number | undefined {
  return unlessRefused(() => {
    const { ino } = statSync(join(folder, name))
    // 1: POSIX  ADVISORY  WRITE 4711 fe:00:11283788 0 EOF
    const held = new RegExp(String.raw`^\d+: POSIX +\w+ +WRITE (\d+) [\da-f]+:[\da-f]+:${ino} `, 'm')
    const pid = Number(held.exec(readFileSync('/proc/locks', 'utf8'))?.[1])
    return pid > 0 ? pid : undefined
  })
}
