import { CALENDAR_DAYS, periodOf } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { CellRow, DayCell, FateRow, PeriodCell, State } from '../../../state/index.ts'
import { kindOf } from '../../../domain/series-of.ts'
import { readStanding } from '../due/read-standing.ts'

/**
 * Takes what was kept by day into the periods that are still open: what this machine read while it did not publish. Late
 * lines stay where they are.
 */
export function takeOpenDays(state: State): void {
  const { counts } = state
  const { placementOf } = readStanding(state)
  const isOpen = (day: number): boolean => placementOf(indexOf<'day'>(day)) === 'period'
  const fates = counts.fatesByDay(0, CALENDAR_DAYS).filter(({ day }) => isOpen(day))
  if (fates.length === 0) return
  const cells = counts.cellsByDay(0, CALENDAR_DAYS).filter(({ day }) => isOpen(day))
  state.commit(() => {
    counts.addFates(fates.flatMap(moveFate))
    counts.addCells(cells.flatMap(moveCell))
  })
}

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
