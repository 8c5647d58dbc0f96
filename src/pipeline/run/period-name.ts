import { dayOf, firstDayOf, lastDayOf, periodOf, periodText, type DayIndex } from '../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS } from '../../domain/dictionary.ts'

/** A period as the operator names it, and its days, both included. */
export type PeriodName = { readonly text: string; readonly from: DayIndex; readonly to: DayIndex }

/** Reads `2026-03-01`, `2026-W09`, `2026-03`, `2026-Q1`, `2026`; undefined for anything else. */
export function periodNamed(text: string): PeriodName | undefined {
  const year = Number(/^(?:19|20|21)\d{2}/.exec(text)?.[0] ?? NaN)
  if (Number.isNaN(year)) return undefined
  // The first and the last week of a year reach into its neighbours.
  const [first, last] = [dayOf(year, 1, 1), dayOf(year, 12, 31) + 7]
  for (let at: number = first; at <= last; at++) {
    const day = indexOf<'day'>(at)
    const kind = PERIOD_KINDS.find((one) => periodText(one, periodOf(one, day)) === text)
    if (kind === undefined) continue
    const period = periodOf(kind, day)
    return { text, from: firstDayOf(kind, period), to: lastDayOf(kind, period) }
  }
  return undefined
}
