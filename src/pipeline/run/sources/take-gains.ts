import type { DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { CellRow, FateRow, Lateness, State } from '../../../state/index.ts'
import type { TallyLines, TallyRow } from '../../../tally/index.ts'
import { ownCell, ownFate } from '../counted/take-open-days.ts'

type LatenessOf = (day: DayIndex) => Lateness

/** Adds what another machine has counted to what was counted here: apart where its day is closed. */
export function takeGains(
  { counts }: State,
  gains: { readonly lines: readonly TallyLines[]; readonly rows: readonly TallyRow[] },
  latenessOf: LatenessOf,
): void {
  counts.addFates(gains.lines.map((line) => fateRow(line, latenessOf)))
  counts.addCells(gains.rows.map((row) => cellRow(row, latenessOf)))
}

function fateRow({ day, fate, feature, lines }: TallyLines, latenessOf: LatenessOf): FateRow {
  const late = day < 0 || fate === 'out-of-period' ? 0 : latenessOf(indexOf<'day'>(day))
  const apart: FateRow = { late, day, fate, feature, lines }
  return late === 0 ? ownFate(apart) : apart
}

function cellRow({ day, series, feature, cell, measure, count }: TallyRow, latenessOf: LatenessOf): CellRow {
  const late = latenessOf(indexOf<'day'>(day))
  const apart: CellRow = { late, series, period: day, feature, cell, measure, count }
  return late === 0 ? ownCell(apart) : apart
}
