import { CALENDAR_DAYS } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { State } from '../../../state/index.ts'
import { moveCell, moveFate } from '../../kept/rows-by-day.ts'
import { readStanding } from '../../kept/read-timeline.ts'

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
    counts.addFates(fates.flatMap((row) => moveFate(row)))
    counts.addCells(cells.flatMap((row) => moveCell(row)))
  })
}
