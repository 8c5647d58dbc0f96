import { loadSqlite } from '../src/state/open-database.ts'

/** The one that fits the Node that runs, to look into databases. */
export const Sqlite = await loadSqlite()
