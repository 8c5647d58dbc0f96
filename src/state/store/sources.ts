import type { Database } from 'better-sqlite3'
import type { FateSum } from '../../domain/cell.ts'
import type { SourceCell, SourceRow } from './rows.ts'

type StoredSource = Omit<SourceRow, 'logs'> & { readonly logs: string }

/** What was taken from other machines. */
export type SourceStore = {
  /** By what the configuration calls them. */
  readonly named: () => ReadonlyMap<string, SourceRow>
  readonly source: (id: string) => SourceRow | undefined
  readonly keepName: (name: string, id: string) => void
  readonly keepSource: (source: SourceRow) => void
  /** All that a source has counted, as far as it was taken. */
  readonly cells: (id: string) => readonly SourceCell[]
  readonly fates: (id: string) => readonly FateSum[]
  readonly addCells: (id: string, cells: Iterable<SourceCell>) => void
  readonly addFates: (id: string, fates: Iterable<FateSum>) => void
  /** Deletes the cells of all sources up to a day, and by which feature their lines were. */
  readonly forget: (through: number) => void
  readonly linesTaken: () => number
}

export function sourceStore(db: Database): SourceStore {
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
  const fates = db.prepare<[string], FateSum>('SELECT * FROM source_fate WHERE source = ? AND lines > 0')
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
    `INSERT INTO source_fate SELECT source, day, fate, '', sum(lines) FROM source_fate WHERE feature <> '' AND day BETWEEN 0 AND ?
     GROUP BY source, day, fate ON CONFLICT DO UPDATE SET lines = lines + excluded.lines`,
  )
  const forgetFeatures = db.prepare("DELETE FROM source_fate WHERE feature <> '' AND day BETWEEN 0 AND ?")
  const taken = db.prepare<[], number>('SELECT coalesce(sum(lines), 0) FROM source_fate').pluck()

  return {
    named: () => new Map(named.all().map(({ name, ...row }) => [name, readSource(row)])),
    source: (id) => {
      const found = source.get(id)
      return found === undefined ? undefined : readSource(found)
    },
    keepName: (name, id) => void keepName.run(name, id),
    keepSource: (row) => void keepSource.run({ ...row, logs: row.logs.flat().join(' ') }),
    cells: (id) => cells.all(id),
    fates: (id) => fates.all(id),
    addCells: (id, list) => {
      for (const cell of list) addCell.run({ ...cell, source: id })
    },
    addFates: (id, list) => {
      for (const fate of list) addFate.run({ ...fate, source: id })
    },
    forget: (through) => {
      forgetCells.run(through)
      sumUp.run(through)
      forgetFeatures.run(through)
    },
    linesTaken: () => taken.get() ?? 0,
  }
}

function readSource({ logs, ...row }: StoredSource): SourceRow {
  const figures = logs === '' ? [] : logs.split(' ').map(Number)
  return {
    ...row,
    logs: figures.flatMap((day, i) => (i % 2 === 0 ? [[day, figures[i + 1] ?? 1] as const] : [])),
  }
}
