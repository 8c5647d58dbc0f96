import type { Database } from 'better-sqlite3'
import type { FateSum } from '../../domain/cell.ts'
import { FORGOTTEN, type SourceCell, type SourceRow } from './rows.ts'

type StoredSource = Omit<SourceRow, 'logs'> & { readonly logs: string }

/** What was taken from other machines. */
export type SourceStore = ReturnType<typeof sourceStore>

export function sourceStore(db: Database) {
  const columns = 'id, sequence, file, scanned, unread_through AS unreadThrough, logs'
  const named = db.prepare<[], StoredSource & { readonly name: string }>(
    `SELECT name, ${columns} FROM source_name JOIN source USING (id) ORDER BY name`,
  )
  const source = db.prepare<[string], StoredSource>(`SELECT ${columns} FROM source WHERE id = ?`)
  const keepName = db.prepare('INSERT INTO source_name VALUES (?, ?) ON CONFLICT DO UPDATE SET id = excluded.id')
  const keepSource = db.prepare(
    'INSERT OR REPLACE INTO source VALUES (@id, @sequence, @file, @scanned, @unreadThrough, @logs)',
  )
  const cells = db.prepare<[string], SourceCell>('SELECT * FROM source_cell WHERE source = ? AND count > 0')
  const fates = db.prepare<[string], FateSum>(
    'SELECT * FROM source_fate WHERE source = ? AND lines > 0 ORDER BY day, fate, feature',
  )
  const addCell = db.prepare(
    `INSERT INTO source_cell VALUES (@source, @day, @series, @feature, @cell, @measure, @count)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  )
  const addFate = db.prepare(
    `INSERT INTO source_fate VALUES (@source, @day, @fate, @feature, @lines)
     ON CONFLICT DO UPDATE SET lines = lines + excluded.lines`,
  )
  const forgetCells = db.prepare('DELETE FROM source_cell WHERE day BETWEEN 0 AND ?')
  const sumUp = db.prepare(
    `INSERT INTO source_fate SELECT source, ${FORGOTTEN}, fate, '', sum(lines) FROM source_fate WHERE day BETWEEN 0 AND ?
     GROUP BY source, fate ON CONFLICT DO UPDATE SET lines = lines + excluded.lines`,
  )
  const forgetFates = db.prepare('DELETE FROM source_fate WHERE day BETWEEN 0 AND ?')
  const taken = db.prepare<[], number>('SELECT coalesce(sum(lines), 0) FROM source_fate').pluck()

  return {
    /** By what the configuration calls them. */
    named: (): ReadonlyMap<string, SourceRow> =>
      new Map(named.all().map(({ name, ...row }) => [name, readSource(row)])),
    source: (id: string): SourceRow | undefined => {
      const found = source.get(id)
      return found === undefined ? undefined : readSource(found)
    },
    keepName: (name: string, id: string): void => void keepName.run(name, id),
    keepSource: (row: SourceRow): void => void keepSource.run({ ...row, logs: row.logs.flat().join(' ') }),
    /** All that a source has counted, as far as it was taken. */
    cells: (id: string): readonly SourceCell[] => cells.all(id),
    /** In the same order of every source. */
    fates: (id: string): readonly FateSum[] => fates.all(id),
    addCells: (id: string, list: Iterable<SourceCell>): void => {
      for (const cell of list) addCell.run({ ...cell, source: id })
    },
    addFates: (id: string, list: Iterable<FateSum>): void => {
      for (const fate of list) addFate.run({ ...fate, source: id })
    },
    /** Deletes what all sources have counted up to a day, but for one sum of lines a fate. */
    forget: (through: number): void => {
      forgetCells.run(through)
      sumUp.run(through)
      forgetFates.run(through)
    },
    linesTaken: (): number => taken.get() ?? 0,
  }
}

function readSource({ logs, ...row }: StoredSource): SourceRow {
  const figures = logs === '' ? [] : logs.split(' ').map(Number)
  return {
    ...row,
    logs: figures.flatMap((day, i) => (i % 2 === 0 ? [[day, figures[i + 1] ?? 1] as const] : [])),
  }
}
