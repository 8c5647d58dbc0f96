import type { Database } from 'better-sqlite3'
import type { DayIndex } from '../../domain/calendar.ts'
import type { Fate } from '../../domain/fate.ts'
import type { Placement } from '../../domain/placement.ts'
import { FORGOTTEN, type CellRow, type DayCell, type FateRow, type PeriodCell } from './rows.ts'

/** Sums, added to or read. A late sum of 0 is not kept. */
export type CountStore = ReturnType<typeof countStore>

// In SQL, `late` is one of these numbers, and `period` the day of what stands in none.
const LATE: Readonly<Record<Placement, number>> = { period: 0, day: 1, aside: 2, again: 3 }
const CASES = Object.entries(LATE).map(([placed, late]) => `WHEN ${late} THEN '${placed}'`)
const PLACED = `CASE late ${CASES.join(' ')} END AS placed`
const PERIOD_CELL = `${PLACED}, series, period, feature, cell, measure, count`
const DAY_CELL = `${PLACED}, series, period AS day, feature, cell, measure, count`
const FATE = `${PLACED}, day, fate, feature, lines`

export function countStore(db: Database) {
  const addCell = db.prepare(
    `INSERT INTO cell VALUES (@late, @series, @period, @feature, @cell, @measure, @count)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  )
  const addFate = db.prepare(
    `INSERT INTO fate VALUES (@late, @day, @fate, @feature, @lines)
     ON CONFLICT DO UPDATE SET lines = lines + excluded.lines`,
  )
  const dropCells = db.prepare('DELETE FROM cell WHERE late > 0 AND count = 0')
  const dropFate = db.prepare(
    'DELETE FROM fate WHERE late = @late AND late > 0 AND day = @day AND fate = @fate AND feature = @feature AND lines = 0',
  )
  const cells = db.prepare<[string, number, number], PeriodCell>(
    `SELECT ${PERIOD_CELL} FROM cell WHERE late = 0 AND series = ? AND period BETWEEN ? AND ?`,
  )
  const sumOf = db
    .prepare<[string, string], number>(
      'SELECT coalesce(sum(count), 0) FROM cell WHERE late = 0 AND series = ? AND measure = ?',
    )
    .pluck()
  const OF_KIND = "late = 0 AND (series = @kind OR series LIKE @kind || ' %') AND period BETWEEN 0 AND @through"
  const sumUp = db.prepare(
    `INSERT INTO cell SELECT 0, series, -1, '', '', measure, sum(count) FROM cell WHERE ${OF_KIND}
     GROUP BY series, measure ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  )
  const forget = db.prepare(`DELETE FROM cell WHERE ${OF_KIND}`)
  const forgetLateCells = db.prepare('DELETE FROM cell WHERE late IN (1, 3) AND period <= ?')
  const FORGETTABLE = 'late <> 2 AND day BETWEEN 0 AND ?'
  const sumUpFates = db.prepare(
    `INSERT INTO fate SELECT late, ${FORGOTTEN}, fate, '', sum(lines) FROM fate WHERE ${FORGETTABLE} AND lines <> 0
     GROUP BY late, fate ON CONFLICT DO UPDATE SET lines = lines + excluded.lines`,
  )
  // That a day had lines is asked for ever: a row of 0 lines says it, of one fate of two whatever they were.
  const isMark = "feature = '' AND fate IN ('unmatched', 'out-of-period')"
  const markDays = db.prepare(
    `INSERT INTO fate SELECT DISTINCT late, day, iif(fate = 'out-of-period', fate, 'unmatched'), '', 0 FROM fate
     WHERE ${FORGETTABLE} AND NOT (${isMark} AND lines = 0) ON CONFLICT DO UPDATE SET lines = 0`,
  )
  const forgetFates = db.prepare(`DELETE FROM fate WHERE ${FORGETTABLE} AND NOT (${isMark})`)
  const cellsByDay = db.prepare<[number, number, number], DayCell>(
    `SELECT ${DAY_CELL} FROM cell WHERE late = ? AND period BETWEEN ? AND ?`,
  )
  const fates = db.prepare<[number, number], FateRow>(`SELECT ${FATE} FROM fate WHERE late = 0 AND day BETWEEN ? AND ?`)
  const fatesByDay = db.prepare<[number, number, number], FateRow>(
    `SELECT ${FATE} FROM fate WHERE late = ? AND day BETWEEN ? AND ?`,
  )
  const allFates = db.prepare<[], FateRow>(`SELECT ${FATE} FROM fate`)
  const days = db.prepare<[], DayIndex>('SELECT DISTINCT day FROM fate WHERE day >= 0 ORDER BY day').pluck()
  const daysNotLate = db
    .prepare<[], DayIndex>('SELECT DISTINCT day FROM fate WHERE late IN (0, 2) AND day >= 0 ORDER BY day')
    .pluck()
  const daysInPeriods = db
    .prepare<[Fate], DayIndex>('SELECT DISTINCT day FROM fate WHERE late = 0 AND day >= 0 AND fate <> ? ORDER BY day')
    .pluck()
  const firstDayAfter = db
    .prepare<[number], DayIndex | null>('SELECT min(day) FROM fate WHERE late = 0 AND day > ?')
    .pluck()
  const linesByDay = db.prepare<[Fate], { day: DayIndex; lines: number }>(
    'SELECT day, sum(lines) AS lines FROM fate WHERE day >= 0 AND fate <> ? GROUP BY day ORDER BY day',
  )
  const inPeriods = db.prepare<[], PeriodCell>(`SELECT ${PERIOD_CELL} FROM cell WHERE late = 0`)
  const byDay = db.prepare<[], DayCell>(`SELECT ${DAY_CELL} FROM cell WHERE late > 0`)

  return {
    addCells: (rows: Iterable<CellRow>): void => {
      for (const row of rows)
        addCell.run({ ...row, late: LATE[row.placed], period: row.placed === 'period' ? row.period : row.day })
      dropCells.run()
    },
    addFates: (rows: Iterable<FateRow>): void => {
      for (const row of rows) {
        const kept = { ...row, late: LATE[row.placed] }
        addFate.run(kept)
        dropFate.run(kept)
      }
    },
    /** Of a series, by period, both ends included. */
    cells: (series: string, from: number, to: number): readonly PeriodCell[] => cells.all(series, from, to),
    /** Of lines that stand in no period, by the day that they are dated, both ends included. */
    cellsByDay: (from: number, to: number, placed: DayCell['placed'] = 'day'): readonly DayCell[] =>
      cellsByDay.all(LATE[placed], from, to),
    /** Of a series and a measure, all that counts where it belongs. */
    sumOf: (series: string, measure: string): number => sumOf.get(series, measure) ?? 0,
    /** Leaves one sum a measure of the cells of series of a kind, up to a period: they can be protected no more. */
    forget: (kind: string, through: number): void => {
      sumUp.run({ kind, through })
      forget.run({ kind, through })
    },
    /** Deletes late cells up to a day, and leaves of all lines one sum a fate, and which days had any. */
    forgetDays: (through: number): void => {
      forgetLateCells.run(through)
      sumUpFates.run(through)
      markDays.run(through)
      forgetFates.run(through)
    },
    fates: (from: number, to: number): readonly FateRow[] => fates.all(from, to),
    fatesByDay: (from: number, to: number, placed: DayCell['placed'] = 'day'): readonly FateRow[] =>
      fatesByDay.all(LATE[placed], from, to),
    /** All lines, wherever they are placed. */
    allFates: (): readonly FateRow[] => allFates.all(),
    /** The days of all lines that have one, in order, wherever they are placed. */
    days: (): readonly DayIndex[] => days.all(),
    /** Those of lines that came before their day was closed. */
    daysNotLate: (): readonly DayIndex[] => daysNotLate.all(),
    /** Those of lines that count where they belong, but for lines of a fate. */
    daysInPeriods: (but: Fate): readonly DayIndex[] => daysInPeriods.all(but),
    /** Of lines that count where they belong. */
    firstDayAfter: (day: number): DayIndex | undefined => firstDayAfter.get(day) ?? undefined,
    /** The lines of each day, in order, wherever they are placed, but for lines of a fate; 0 where their counts are deleted. */
    linesByDay: (but: Fate): readonly { readonly day: DayIndex; readonly lines: number }[] => linesByDay.all(but),
    /** All sums, wherever they are placed. */
    allCells: (): readonly CellRow[] => [...inPeriods.all(), ...byDay.all()],
  }
}
