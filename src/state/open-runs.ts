import { existsSync } from 'node:fs'
import { loadSqlite, openDatabase, orStateFailed } from './open-database.ts'
import { DATABASE, WAIT_MS, type State } from './open-state.ts'
import { join } from 'node:path'
import { hasTables } from './schema.ts'
import { factStore } from './store/facts.ts'

/** What is known of the runs alone. */
export type Runs = Pick<State, 'facts' | 'commit' | 'close'>

/**
 * Opens what is known of the runs, also where the state does not open: its key may be gone. The lock must be held.
 *
 * @returns undefined where no state was made
 * @throws ProblemError SQLITE_MISSING, STATE_NEWER, STATE_FAILED
 */
export async function openRuns(folder: string): Promise<Runs | undefined> {
  const path = join(folder, DATABASE)
  if (!existsSync(path)) return undefined
  const Sqlite = await loadSqlite()
  return orStateFailed(path, () => {
    const db = openDatabase(Sqlite, path, WAIT_MS)
    try {
      if (hasTables(db, path))
        return {
          facts: factStore(db),
          commit: (act) => orStateFailed(path, () => db.transaction(act).immediate()),
          close: () => db.close(),
        }
      db.close()
      return undefined
    } catch (error) {
      db.close()
      throw error
    }
  })
}
