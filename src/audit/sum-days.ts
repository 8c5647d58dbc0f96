import { NO_FIGURES, type DayFigures, type DaySpan, type ObservedFeature } from '../domain/audit.ts'
import { DURATION_BUCKETS, type Histogram } from '../domain/duration.ts'
import { indexOf } from '../domain/dictionary.ts'
import { daysIn } from './choose-windows.ts'

/** The figures of a feature over days, both ends included. */
export function sumDays({ days }: ObservedFeature, { from, to }: DaySpan): DayFigures {
  let sum = NO_FIGURES
  for (const [day, figures] of days) if (day >= from && day <= to) sum = add(sum, figures)
  return sum
}

function add(a: DayFigures, b: DayFigures): DayFigures {
  return {
    uses: a.uses + b.uses,
    entries: a.entries + b.entries,
    clientErrors: a.clientErrors + b.clientErrors,
    serverErrors: a.serverErrors + b.serverErrors,
    unanswered: a.unanswered + b.unanswered,
    bytes: a.bytes + b.bytes,
  }
}

/** Uses day by day, 0 where there were none. */
export function dailyUses({ days }: ObservedFeature, span: DaySpan): readonly number[] {
  return Array.from({ length: daysIn(span) }, (_, n) => days.get(indexOf<'day'>(span.from + n))?.uses ?? 0)
}

/** All durations of a feature over days; undefined: none is known. */
export function sumDurations({ durations }: ObservedFeature, { from, to }: DaySpan): Histogram | undefined {
  let sum: Histogram | undefined
  for (const [day, histogram] of durations) {
    if (day < from || day > to) continue
    sum ??= new Uint32Array(DURATION_BUCKETS)
    for (const [bucket, lines] of histogram.entries()) sum[bucket] = (sum[bucket] ?? 0) + lines
  }
  return sum
}

export function errorsOf({ clientErrors, serverErrors, unanswered }: DayFigures): number {
  return clientErrors + serverErrors + unanswered
}
