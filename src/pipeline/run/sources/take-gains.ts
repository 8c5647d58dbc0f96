import type { DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { Placement } from '../../../domain/placement.ts'
import type { CellRow, FateRow, State } from '../../../state/index.ts'
import type { TallyLines, TallyRow } from '../../../tally/index.ts'
import { ownCell } from '../counted/take-open-days.ts'

type PlacementOf = (day: DayIndex) => Placement

/** Adds what another machine has counted to what was counted here: apart where its day is closed. */
export function takeGains(
  { counts }: State,
  gains: { readonly lines: readonly TallyLines[]; readonly rows: readonly TallyRow[] },
  placementOf: PlacementOf,
): void {
  counts.addFates(gains.lines.map((line) => fateRow(line, placementOf)))
  counts.addCells(gains.rows.map((row) => cellRow(row, placementOf)))
}

function fateRow({ day, fate, feature, lines }: TallyLines, placementOf: PlacementOf): FateRow {
  const placed = day < 0 || fate === 'out-of-period' ? 'period' : placementOf(indexOf<'day'>(day))
  return { placed, day, fate, feature: placed === 'period' ? '' : feature, lines }
}

function cellRow({ day, series, feature, cell, measure, count }: TallyRow, placementOf: PlacementOf): CellRow {
  const placed = placementOf(indexOf<'day'>(day))
  const sum = { series, feature, cell, measure, count, day }
  return placed === 'period' ? ownCell({ ...sum, placed: 'day' }) : { ...sum, placed }
}
