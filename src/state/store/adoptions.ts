import type { Database } from 'better-sqlite3'
import type { DayIndex, PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import { remembered } from './remembered.ts'

/** A period that was taken over from a published folder. Until its lines are counted again, nobody knows whether all are there. */
type AdoptedRow = {
  readonly kind: PeriodKind
  readonly period: PeriodIndex
  readonly verdict: 'open' | 'confirmed' | 'refuted'
}

export type AdoptionStore = ReturnType<typeof adoptionStore>

export function adoptionStore(db: Database) {
  const adopted = remembered(db.prepare<[], AdoptedRow>('SELECT * FROM adopted ORDER BY kind, period'))
  const keep = db.prepare(
    'INSERT INTO adopted VALUES (@kind, @period, @verdict) ON CONFLICT DO UPDATE SET verdict = excluded.verdict',
  )
  const days = db.prepare<[], DayIndex>('SELECT day FROM adopted_day ORDER BY day').pluck()
  const keepDay = db.prepare('INSERT INTO adopted_day VALUES (?) ON CONFLICT DO NOTHING')
  return {
    /** After what was written was taken back. */
    forget: adopted.forget,
    adopted: (): readonly AdoptedRow[] => adopted.all(),
    /** Notes a period, or what became of it. */
    keep: (row: AdoptedRow): void => {
      adopted.forget()
      keep.run(row)
    },
    /** Days with a line, as the folder says. */
    days: (): readonly DayIndex[] => days.all(),
    keepDays: (list: Iterable<DayIndex>): void => {
      for (const day of list) keepDay.run(day)
    },
  }
}
