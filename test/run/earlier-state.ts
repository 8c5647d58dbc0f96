import { renameSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'
import { STEPS } from '../../src/state/schema.ts'

/** Facts that no state of an earlier version had. Those that are not named came with the last version. */
const FACTS: Readonly<Record<string, number>> = {
  'marks-check': 1,
  source: 2,
  published: 2,
  'partial-log': 2,
  'newest-hour': 2,
  'last-scan': 2,
  settings: 3,
  'noise-check': 3,
  'noise-key-made': 3,
  service: 5,
}

/**
 * Puts a state into the form that it had in an earlier version: made by the steps up to that one, with the same rows, as far as
 * that version had a place for them.
 *
 * @returns the tables of that version that have no row
 */
export function takeBack(path: string, version: number): readonly string[] {
  const old = new Sqlite(`${path}.old`)
  for (const step of STEPS.slice(0, version)) old.exec(step)
  old.pragma(`user_version = ${version}`)
  old.prepare('ATTACH ? AS now').run(path)
  const tables = tablesOf(old, 'main')
  for (const table of tables) fill(old, table, version)
  const empty = tables.filter((table) => old.prepare(`SELECT 1 FROM main.${table}`).get() === undefined)
  old.close()
  renameSync(`${path}.old`, path)
  return empty
}

function fill(old: Database, table: string, version: number): void {
  if (table === 'change') return fillChanges(old)
  if (table === 'left_out' && version < 6) return fillLeftOut(old)
  const now = columnsOf(old, 'now', table)
  const columns = columnsOf(old, 'main', table).filter((column) => now.includes(column))
  old.exec(`INSERT INTO main.${table} (${columns.join()}) SELECT ${columns.join()} FROM now.${table}`)
  if (table !== 'fact') return
  const names = old.prepare<[], string>('SELECT name FROM main.fact').pluck().all()
  for (const name of names)
    if ((FACTS[name] ?? STEPS.length) > version) old.prepare('DELETE FROM main.fact WHERE name = ?').run(name)
}

function tablesOf(db: Database, schema: string): readonly string[] {
  const sql = `SELECT name FROM ${schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
  return db.prepare<[], string>(sql).pluck().all()
}

function columnsOf(db: Database, schema: string, table: string): readonly string[] {
  return db.prepare<[string, string], string>('SELECT name FROM pragma_table_info(?, ?)').pluck().all(table, schema)
}

/** Up to version 2 a version told of periods and of texts alone, in columns. */
function fillChanges(old: Database): void {
  old.exec(`INSERT INTO main.change
    SELECT release, place, change ->> 'kind', coalesce(change ->> 'table', ''),
      coalesce((SELECT group_concat(value, ' ' ORDER BY key) FROM json_each(change, '$.periods')), '')
    FROM now.told WHERE change ->> 'kind' IN ('periods-added', 'periods-revised', 'text-corrected')`)
}

/** Up to version 5 measures were left out by the names of tables: here those that they have by themselves. */
function fillLeftOut(old: Database): void {
  const rows = old.prepare<[], { series: string; measure: string }>('SELECT series, measure FROM now.left_out').all()
  for (const { series, measure } of rows) {
    const [period, ...dimensions] = series.split(' ')
    old.prepare('INSERT INTO main.left_out VALUES (?, ?)').run([period, 'feature', ...dimensions].join('-'), measure)
  }
}
