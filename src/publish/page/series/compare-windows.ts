import type { PeriodKind } from '../../../domain/dictionary.ts'
import type { Drawn } from './series.ts'

/** Periods that are looked at together, as positions, both included. */
export type Window = { readonly first: number; readonly last: number }

/** `latest` and the window of the same length before it, if there is one. */
export type Compared = { readonly latest: Window; readonly before: Window | undefined }

// Days and weeks are compared by four weeks, else by one, so that weekends weigh the same on both sides.
const LENGTHS: Readonly<Record<PeriodKind, readonly number[]>> = {
  day: [28, 7, 1],
  week: [4, 1],
  month: [1],
  quarter: [1],
  year: [1],
}

/** The last periods that the logs cover as a whole, and those before; the very last where none is whole. */
export function compareWindows({ kind, periods, partial }: Drawn): Compared {
  const whole = periods.findLastIndex((_, position) => !partial.has(position))
  const last = whole >= 0 ? whole : periods.length - 1
  const length = LENGTHS[kind].find((one) => 2 * one <= last + 1) ?? 1
  const latest = { first: last - length + 1, last }
  const before = { first: latest.first - length, last: latest.first - 1 }
  return { latest, before: before.first >= 0 ? before : undefined }
}
