import { createHmac, randomBytes } from 'node:crypto'
import { accessSync, constants, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { codedError, errnoOf, ProblemError } from '../domain/problem.ts'
import { loadSqlite, openDatabase, orStateFailed, type DatabaseClass } from './open-database.ts'
import { hasTables, makeTables } from './schema.ts'
import { createKey, readKey } from './secret-key.ts'
import { adoptionStore, type AdoptionStore } from './store/adoptions.ts'
import { countStore, type CountStore } from './store/counts.ts'
import { editionStore, type EditionStore } from './store/editions.ts'
import { factStore, type FactStore } from './store/facts.ts'
import { logStore, type LogStore } from './store/logs.ts'
import { sourceStore, type SourceStore } from './store/sources.ts'

/** What survives between runs. All of it is in one database, and changes in one commit or not at all. */
export type State = {
  /** The key by which the bytes of logs are hashed: a copy of the database alone confirms nothing about a line. */
  readonly marksKey: Uint8Array
  readonly logs: LogStore
  readonly counts: CountStore
  readonly editions: EditionStore
  readonly adoptions: AdoptionStore
  readonly facts: FactStore
  readonly sources: SourceStore
  /** Does all of `act`, or nothing. */
  readonly commit: <T>(act: () => T) => T
  /** Does all of `act`, and takes it back: what came of it is handed on. */
  readonly tryOut: <T>(act: () => T) => T
  /** Whether the database finds no fault in itself. */
  readonly isIntact: () => boolean
  /** The same in memory, of which nothing is kept: what is open for reading tries nothing out. */
  readonly copy: () => State
  readonly close: () => void
}

/** `rehearse`: all that is committed is forgotten in the end. `read`: nothing is written, and no lock is needed. */
export type StateUse = 'keep' | 'rehearse' | 'read'

/**
 * Opens the state of a service, and makes one where there is none. But for reading, its lock must be held.
 *
 * @throws ProblemError SQLITE_MISSING, STATE_NEWER, STATE_FAILED; STATE_MISSING where there is none to read, STATE_UNREADABLE; MARKS_KEY
 * where the key is gone with which logs would be known again
 */
export async function openState(folder: string, use: StateUse = 'keep'): Promise<State> {
  const path = join(folder, DATABASE)
  const isThere = hasState(folder)
  if (use === 'read') requireReadable(folder, isThere)
  const Sqlite = await loadSqlite()
  return orStateFailed(path, () => {
    const db =
      use === 'keep' ? openDatabase(Sqlite, path, WAIT_MS) : openBorrowed(Sqlite, isThere ? path : undefined, use)
    try {
      prepare(db, path, use)
      return stateIn(db, { path, marksKey: keyOf(folder, factStore(db), use), copyOf: (bytes) => new Sqlite(bytes) })
    } catch (error) {
      db.close()
      throw error
    }
  })
}

type StateFile = {
  readonly path: string
  readonly marksKey: Uint8Array
  readonly copyOf: (bytes: Buffer) => Database
}

function stateIn(db: Database, around: StateFile): State {
  const { path, marksKey, copyOf } = around
  const [editions, adoptions] = [editionStore(db), adoptionStore(db)]
  const forget = (): void => {
    editions.forget()
    adoptions.forget()
  }
  return {
    marksKey,
    logs: logStore(db),
    counts: countStore(db),
    editions,
    adoptions,
    facts: factStore(db),
    sources: sourceStore(db),
    commit: (act) =>
      orStateFailed(path, () => {
        try {
          return db.transaction(act).immediate()
        } catch (error) {
          forget()
          throw error
        }
      }),
    tryOut: (act) =>
      orStateFailed(path, () => {
        db.exec('SAVEPOINT tried')
        try {
          return act()
        } finally {
          db.exec('ROLLBACK TO tried; RELEASE tried')
          forget()
        }
      }),
    isIntact: () => isIntact(db),
    copy: () => orStateFailed(path, () => stateIn(copyOf(db.serialize()), around)),
    close: () => db.close(),
  }
}

/** For another program that is just committing. */
export const WAIT_MS = 5000

function openBorrowed(Sqlite: DatabaseClass, path: string | undefined, use: StateUse): Database {
  if (path === undefined) return new Sqlite(':memory:')
  if (statSync(path).isDirectory()) throw codedError('EISDIR')
  const db = new Sqlite(path, { timeout: WAIT_MS, readonly: use === 'read', fileMustExist: true })
  if (use !== 'read') return db
  try {
    if (hasTables(db, path)) return db
    // A first run was killed before its first commit: there is nothing to read, as in a state that is new.
    const empty = new Sqlite(':memory:')
    makeTables(empty, path)
    db.close()
    return empty
  } catch (error) {
    db.close()
    throw error
  }
}

function prepare(db: Database, path: string, use: StateUse): void {
  if (use === 'read') return
  // One file at rest, and a commit that is on the disk when it returns.
  db.pragma('journal_mode = DELETE')
  db.pragma('synchronous = EXTRA')
  // What is deleted is overwritten: true counts do not stay in pages that are free.
  db.pragma('secure_delete = ON')
  // Whatever is committed within it goes with it when the database is closed.
  if (use === 'rehearse') db.exec('BEGIN IMMEDIATE')
  makeTables(db, path)
}

/** What an error that surfaced where a state was used means: STATE_FAILED if it is the database's own, or that is damaged; else itself. */
export function failureOfState(folder: string, error: unknown, state?: Pick<State, 'isIntact'>): Error {
  if (error instanceof ProblemError) return error
  const errno = errnoOf(error)
  const path = join(folder, DATABASE)
  if (errno?.startsWith('SQLITE') === true) return new ProblemError({ code: 'STATE_FAILED', path, errno })
  // What is read from a damaged page is anything, and whoever takes it for what was kept fails in his own way.
  if (state?.isIntact() === false) return new ProblemError({ code: 'STATE_FAILED', path, errno: 'SQLITE_CORRUPT' })
  return error instanceof Error ? error : new Error('something that is no error was thrown')
}

function isIntact(db: Database): boolean {
  try {
    return db.pragma('integrity_check', { simple: true }) === 'ok'
  } catch (error) {
    if (errnoOf(error)?.startsWith('SQLITE') === true) return false
    throw error
  }
}

/**
 * Whether a state was ever made here.
 *
 * @throws ProblemError STATE_UNREADABLE where this user may not know
 */
export function hasState(folder: string): boolean {
  const path = join(folder, DATABASE)
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    if (isDenied(error)) throw new ProblemError({ code: 'STATE_UNREADABLE', path, errno: errnoOf(error) ?? 'EACCES' })
    return false
  }
}

function requireReadable(folder: string, isThere: boolean): void {
  if (!isThere) throw new ProblemError({ code: 'STATE_MISSING', folder })
  const path = join(folder, DATABASE)
  try {
    accessSync(path, constants.R_OK)
  } catch (error) {
    // Whatever else is wrong with it shows when it is opened.
    if (isDenied(error)) throw new ProblemError({ code: 'STATE_UNREADABLE', path, errno: errnoOf(error) ?? 'EACCES' })
  }
}

function isDenied(error: unknown): boolean {
  return errnoOf(error) === 'EACCES' || errnoOf(error) === 'EPERM'
}

export const DATABASE = 'state.db'
const CHECK = 'marks-check'

function keyOf(folder: string, facts: FactStore, use: StateUse): Uint8Array {
  const known = facts.fact(CHECK)
  // Another program is just making this state, or nobody ever did: the key is for it to make.
  if (known === undefined && use !== 'keep') return randomBytes(32)
  if (known === undefined) createKey(folder, 'marks')
  const key = readKey(folder, 'marks')
  const check = createHmac('sha256', key).update(CHECK).digest('hex')
  if (known === undefined) facts.keepFact(CHECK, check)
  else if (known !== check)
    throw new ProblemError({ code: 'MARKS_KEY', path: join(folder, 'marks.key'), why: 'another' })
  return key
}
