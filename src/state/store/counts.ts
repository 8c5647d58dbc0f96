import type { Database } from 'better-sqlite3'
import type { CellRow, FateRow } from './rows.ts'

/** Sums, added to or read. A sum of 0 is not kept. */
export type CountStore = {
  readonly addCells: (cells: Iterable<CellRow>) => void
  readonly addFates: (fates: Iterable<FateRow>) => void
  /** Of a series, by period, both ends included. */
  readonly cells: (series: string, from: number, to: number) => readonly CellRow[]
  /** Late lines by the day that they are dated, both ends included. */
  readonly lateCells: (from: number, to: number) => readonly CellRow[]
  readonly fates: (from: number, to: number) => readonly FateRow[]
  readonly lateFates: (from: number, to: number) => readonly FateRow[]
  /** All lines, late ones included. */
  readonly allFates: () => readonly FateRow[]
  /** All sums, late ones included. */
  readonly allCells: () => readonly CellRow[]
}

export function countStore(db: Database): CountStore {
  const addCell = db.prepare(
    `INSERT INTO cell VALUES (@late, @series, @period, @feature, @cell, @measure, @count)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  )
  const addFate = db.prepare(
    `INSERT INTO fate VALUES (@late, @day, @fate, @feature, @lines)
     ON CONFLICT DO UPDATE SET lines = lines + excluded.lines`,
  )
  const dropCells = db.prepare('DELETE FROM cell WHERE late = 1 AND count = 0')
  const dropFates = db.prepare('DELETE FROM fate WHERE late = 1 AND lines = 0')
  const cells = db.prepare<[string, number, number], CellRow>(
    'SELECT * FROM cell WHERE late = 0 AND series = ? AND period BETWEEN ? AND ?',
  )
  const lateCells = db.prepare<[number, number], CellRow>(
    'SELECT * FROM cell WHERE late = 1 AND period BETWEEN ? AND ?',
  )
  const fates = db.prepare<[number, number], FateRow>('SELECT * FROM fate WHERE late = 0 AND day BETWEEN ? AND ?')
  const lateFates = db.prepare<[number, number], FateRow>('SELECT * FROM fate WHERE late = 1 AND day BETWEEN ? AND ?')
  const allFates = db.prepare<[], FateRow>('SELECT * FROM fate')
  const allCells = db.prepare<[], CellRow>('SELECT * FROM cell')

  return {
    addCells: (rows) => {
      for (const row of rows) addCell.run(row)
      dropCells.run()
    },
    addFates: (rows) => {
      for (const row of rows) addFate.run(row)
      dropFates.run()
    },
    cells: (series, from, to) => cells.all(series, from, to),
    lateCells: (from, to) => lateCells.all(from, to),
    fates: (from, to) => fates.all(from, to),
    lateFates: (from, to) => lateFates.all(from, to),
    allFates: () => allFates.all(),
    allCells: () => allCells.all(),
  }
}
