import type { Language } from '../../domain/service.ts'
import { isRequired, keysOf, typedCell, type ColumnMeaning, type Sheet } from '../columns/column.ts'

/** Gives what opens a database: a compiled module, which everything else works without. */
export type LoadSqlite = () => Promise<typeof import('better-sqlite3')>

/**
 * A database of one table, named as in the dataset: figures as INTEGER, all else as TEXT; hidden is NULL. Built in memory.
 *
 * @throws ProblemError SQLITE_MISSING, from `loadSqlite`
 */
export async function writeSqlite(
  { name, columns, records }: Sheet,
  language: Language,
  loadSqlite: LoadSqlite,
): Promise<Uint8Array> {
  const Sqlite = await loadSqlite()
  const database = new Sqlite(':memory:')
  try {
    const table = quoted(name)
    database.exec(`CREATE TABLE ${table} (${definitionOf(columns, language)}) STRICT`)
    const insert = database.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`)
    database.transaction(() => {
      for (const record of records())
        insert.run(columns.map((column, position) => typedCell(record[position] ?? '', column)))
    })()
    return new Uint8Array(database.serialize())
  } finally {
    database.close()
  }
}

function definitionOf(columns: readonly ColumnMeaning[], language: Language): string {
  const definitions = columns.map((column) => {
    const type = column.type === 'integer' ? 'INTEGER' : 'TEXT'
    return `${quoted(column.name[language])} ${type}${isRequired(column) ? ' NOT NULL' : ''}`
  })
  const keys = keysOf(columns, language).map(quoted)
  return [...definitions, ...(keys.length > 0 ? [`PRIMARY KEY (${keys.join(', ')})`] : [])].join(', ')
}

// Names are ours or [a-z0-9-]: no quote can be in them.
function quoted(name: string): string {
  return `"${name}"`
}
