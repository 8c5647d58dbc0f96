import { type DayIndex, periodOf } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, type PeriodKind } from '../../../domain/dictionary.ts'
import { forgottenThrough, keepForgotten } from '../../kept/forgotten.ts'
import type { State } from '../../../state/index.ts'
import { lastForgettable } from '../../../timeline/index.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import { readStanding } from '../../kept/read-timeline.ts'

/**
 * Deletes the true counts of what can be revised no more: periods that are published, and so is every longer one that holds
 * them, whose window is over. What is left of them is what was published, and one sum a table.
 *
 * @param nowHour hours since the first day of the calendar, on the service's clock
 */
export function forgetCounts(state: State, nowHour: number, windowHours: number): void {
  const through = forgottenThrough(state)
  // Of a day that is gone lines may still come, and count in no period any more.
  if (through >= 0) state.commit(() => state.counts.forgetLate(through))
  const days = state.counts.allFates().flatMap(({ placed, day }) => (placed === 'period' && day > through ? day : []))
  if (days.length === 0) return
  const first = indexOf<'day'>(Math.min(...days))
  const last = lastForgettable(readSettings(state)?.tables ?? [], readStanding(state), first, nowHour - windowHours)
  if (last === undefined || last <= through) return
  state.commit(() => {
    for (const kind of PERIOD_KINDS) state.counts.forget(kind, lastWithin(kind, last))
    state.counts.forgetLate(last)
    state.sources.forget(last)
    keepForgotten(state, last)
  })
}

/** The last period of a kind that ends by this day. */
function lastWithin(kind: PeriodKind, day: DayIndex): number {
  return periodOf(kind, indexOf<'day'>(day + 1)) - 1
}
