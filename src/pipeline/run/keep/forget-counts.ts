import { type DayIndex, firstDayOf, lastDayOf, periodOf } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, type PeriodKind } from '../../../domain/dictionary.ts'
import { forgottenThrough, keepForgotten } from '../../kept/forgotten.ts'
import type { State } from '../../../state/index.ts'
import { readSettings } from '../../kept/kept-settings.ts'
import { readStanding } from '../../kept/read-timeline.ts'

/** So many of the longest periods are looked at; a state that was not run for longer catches up run by run. */
const MOST_PERIODS = 400

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
  const last = lastForgettable(state, Math.min(...days), nowHour - windowHours)
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

/** The end of the last of the longest periods, one after the other, of which all is frozen and the window over. */
function lastForgettable(state: State, first: number, hour: number): DayIndex | undefined {
  const tables = readSettings(state)?.tables ?? []
  const kinds = PERIOD_KINDS.filter((kind) => kind === 'month' || tables.some(({ period }) => period === kind))
  const longest = kinds.at(-1) ?? 'month'
  const { isFrozen } = readStanding(state)
  const undecided = new Set(
    state.adoptions.adopted().flatMap(({ kind, period, verdict }) => (verdict === 'open' ? `${kind} ${period}` : [])),
  )
  const isSettled = (kind: PeriodKind, period: number): boolean =>
    isFrozen(kind, period) && !undecided.has(`${kind} ${period}`)
  let last: DayIndex | undefined
  const begin = periodOf(longest, indexOf<'day'>(first))
  for (let position: number = begin; position < begin + MOST_PERIODS; position++) {
    const period = indexOf<'period'>(position)
    const [from, to] = [firstDayOf(longest, period), lastDayOf(longest, period)]
    const isOver = (to + 1) * 24 <= hour
    if (!isOver || !kinds.every((kind) => isAll(isSettled, kind, from, to))) break
    last = to
  }
  return last
}

// A week may reach into the next of the longest periods: it must be frozen too.
function isAll(
  isSettled: (kind: PeriodKind, period: number) => boolean,
  kind: PeriodKind,
  from: DayIndex,
  to: DayIndex,
): boolean {
  for (let period: number = periodOf(kind, from); period <= periodOf(kind, to); period++)
    if (!isSettled(kind, period)) return false
  return true
}
