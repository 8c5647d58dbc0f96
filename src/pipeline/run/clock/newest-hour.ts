import type { State } from '../../../state/index.ts'
import { keepFact, readFact } from '../../facts.ts'

/** Hour of the newest line of all, in hours since the first day of the calendar; −1: none is dated. */
export function newestHourOf(state: State): number {
  return readFact(state, 'newest-hour') ?? -1
}

export function keepNewestHour(state: State, hour: number): void {
  if (hour > newestHourOf(state)) keepFact(state, 'newest-hour', hour)
}
