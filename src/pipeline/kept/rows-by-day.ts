import { periodOf } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { kindOf } from '../../domain/series-of.ts'
import type { CellRow, DayCell, FateRow, PeriodCell } from '../../state/index.ts'

/** Takes lines that were kept apart to their own fate. */
export function moveFate(row: FateRow): readonly FateRow[] {
  return [{ ...row, lines: -row.lines }, ownFate(row)]
}

/** Takes a sum that was kept apart to its own cell. */
export function moveCell(row: DayCell): readonly CellRow[] {
  return [{ ...row, count: -row.count }, ownCell(row)]
}

export function ownFate(row: FateRow): FateRow {
  return { ...row, placed: 'period', feature: '' }
}

export function ownCell({ day, ...row }: DayCell): PeriodCell {
  return { ...row, placed: 'period', period: periodOf(kindOf(row.series), indexOf<'day'>(day)) }
}
