import type { State } from '../../../state/index.ts'

const NEWEST_HOUR = 'newest-hour'

/** Hour of the newest line of all, in hours since the first day of the calendar; −1: none is dated. */
export function newestHourOf({ facts }: State): number {
  return Number(facts.fact(NEWEST_HOUR) ?? -1)
}

export function keepNewestHour(state: State, hour: number): void {
  if (hour > newestHourOf(state)) state.facts.keepFact(NEWEST_HOUR, String(hour))
}
