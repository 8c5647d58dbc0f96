import { periodOf } from '../../domain/calendar.ts'
import { kindOf } from '../../domain/series-of.ts'
import type { CellRow, DayCell, FateRow, PeriodCell } from '../../state/index.ts'

/** Takes lines that were kept apart to their own fate, or to those that were read again for nothing. */
export function moveFate(row: FateRow, to: 'period' | 'again' = 'period'): readonly FateRow[] {
  return [{ ...row, lines: -row.lines }, to === 'period' ? ownFate(row) : { ...row, placed: to }]
}

/** The same of a sum, and its own cell. */
export function moveCell(row: DayCell, to: 'period' | 'again' = 'period'): readonly CellRow[] {
  return [{ ...row, count: -row.count }, to === 'period' ? ownCell(row) : { ...row, placed: to }]
}

export function ownFate(row: FateRow): FateRow {
  return { ...row, placed: 'period', feature: '' }
}

export function ownCell({ day, ...row }: DayCell): PeriodCell {
  return { ...row, placed: 'period', period: periodOf(kindOf(row.series), day) }
}
