import type { auditService } from '../../audit/index.ts'
import type { DaySpan } from '../../domain/audit.ts'
import type { DayIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Compared } from './audit-done.ts'

/** From the first to the last of these days, ascending; undefined: there is none. */
export function spanOf(days: readonly DayIndex[]): DaySpan | undefined {
  const [from, to] = [days[0], days.at(-1)]
  return from === undefined || to === undefined ? undefined : { from, to }
}

/** Whole days without a line. */
export function gapsOf(days: readonly DayIndex[]): readonly DaySpan[] {
  return days.flatMap((day, position) => {
    const next = days[position + 1]
    if (next === undefined || next === day + 1) return []
    return [{ from: indexOf<'day'>(day + 1), to: indexOf<'day'>(next - 1) }]
  })
}

/** As the rules take them: absent, they choose the last weeks. */
export function windowsOf(compare: Compared | undefined): Parameters<typeof auditService>[2] {
  return compare && { before: compare[0], now: compare[1] }
}
