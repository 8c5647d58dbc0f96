import { firstDayOf, lastDayOf, periodOfText, type DayIndex } from '../../../domain/calendar.ts'
import { PERIOD_KINDS } from '../../../domain/dictionary.ts'

/** A period as the operator names it, and its days, both included. */
export type PeriodName = { readonly text: string; readonly from: DayIndex; readonly to: DayIndex }

/** Reads `2026-03-01`, `2026-W09`, `2026-03`, `2026-Q1`, `2026`; undefined for anything else. */
export function periodNamed(text: string): PeriodName | undefined {
  for (const kind of PERIOD_KINDS) {
    const period = periodOfText(kind, text)
    if (period !== undefined) return { text, from: firstDayOf(kind, period), to: lastDayOf(kind, period) }
  }
  return undefined
}
