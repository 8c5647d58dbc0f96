import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import { ProblemError } from '../domain/problem.ts'

export type DatabaseClass = typeof import('better-sqlite3')

/**
 * Loaded only where a state is opened: it is a compiled module, and everything else works without it.
 *
 * @throws ProblemError SQLITE_MISSING
 */
export async function loadSqlite(): Promise<DatabaseClass> {
  try {
    const { default: Sqlite } = await import('better-sqlite3')
    // The compiled part is loaded with the first database.
    new Sqlite(':memory:').close()
    return Sqlite
  } catch (error) {
    throw new ProblemError({ code: 'SQLITE_MISSING', errno: codeOf(error) ?? 'UNKNOWN' })
  }
}

/** @param waitMs for a lock that another process holds */
export function openDatabase(Sqlite: DatabaseClass, path: string, waitMs: number): Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // Before SQLite has it: a descriptor that is closed later would take the locks of this process with it.
  closeSync(openSync(path, 'a', 0o600))
  return new Sqlite(path, { timeout: waitMs })
}

/** Any error of the database or its disk is STATE_FAILED: a failing disk surfaces under many names. */
export function orStateFailed<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    const errno = codeOf(error)
    if (error instanceof ProblemError || errno === undefined) throw error
    throw new ProblemError({ code: 'STATE_FAILED', path, errno })
  }
}

/** What an error that surfaced anywhere means: STATE_FAILED if it is the database's own, else itself. */
export function failureOfState(path: string, error: unknown): Error {
  const errno = codeOf(error)
  if (errno?.startsWith('SQLITE') === true) return new ProblemError({ code: 'STATE_FAILED', path, errno })
  return error instanceof Error ? error : new Error('something that is no error was thrown')
}

/** `SQLITE_FULL`, `EACCES` …: the code alone, since messages quote. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
