import type { Database } from 'better-sqlite3'
import type { DayIndex, PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'

/** A period that was taken over from a published folder. Until its lines are counted again, nobody knows whether all are there. */
type AdoptedRow = {
  readonly kind: PeriodKind
  readonly period: PeriodIndex
  readonly verdict: 'open' | 'confirmed' | 'refuted'
}

export type AdoptionStore = {
  readonly adopted: () => readonly AdoptedRow[]
  /** Notes a period, or what became of it. */
  readonly keep: (row: AdoptedRow) => void
  /** Days with a line, as the folder says. */
  readonly days: () => readonly DayIndex[]
  readonly keepDays: (days: Iterable<DayIndex>) => void
}

export function adoptionStore(db: Database): AdoptionStore {
  const adopted = db.prepare<[], AdoptedRow>('SELECT * FROM adopted ORDER BY kind, period')
  const keep = db.prepare(
    'INSERT INTO adopted VALUES (@kind, @period, @verdict) ON CONFLICT DO UPDATE SET verdict = excluded.verdict',
  )
  const days = db.prepare<[], DayIndex>('SELECT day FROM adopted_day ORDER BY day').pluck()
  const keepDay = db.prepare('INSERT INTO adopted_day VALUES (?) ON CONFLICT DO NOTHING')
  return {
    adopted: () => adopted.all(),
    keep: (row) => void keep.run(row),
    days: () => days.all(),
    keepDays: (list) => {
      for (const day of list) keepDay.run(day)
    },
  }
}
