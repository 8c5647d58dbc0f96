import type { DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { CellRow, FateRow, State } from '../../../state/index.ts'
import type { TallyLines, TallyRow } from '../../../tally/index.ts'
import { ownCell, ownFate } from '../close/take-open-days.ts'

/** Adds what another machine has counted to what was counted here: late where its day is closed. */
export function takeGains(
  { counts }: State,
  gains: { readonly lines: readonly TallyLines[]; readonly rows: readonly TallyRow[] },
  isLate: (day: DayIndex) => boolean,
): void {
  counts.addFates(gains.lines.map((line) => fateRow(line, isLate)))
  counts.addCells(gains.rows.map((row) => cellRow(row, isLate)))
}

function fateRow({ day, fate, feature, lines }: TallyLines, isLate: (day: DayIndex) => boolean): FateRow {
  const apart: FateRow = { late: 1, day, fate, feature, lines }
  const isOwn = day < 0 || fate === 'out-of-period' || !isLate(indexOf<'day'>(day))
  return isOwn ? ownFate(apart) : apart
}

function cellRow(
  { day, series, feature, cell, measure, count }: TallyRow,
  isLate: (day: DayIndex) => boolean,
): CellRow {
  const apart: CellRow = { late: 1, series, period: day, feature, cell, measure, count }
  return isLate(indexOf<'day'>(day)) ? apart : ownCell(apart)
}
