import { firstDayOf, lastDayOf } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { Grid, Protection } from '../../domain/table.ts'
import type { Drawn, Series, Slot } from './series.ts'

/** Periods that are looked at together, as positions, both included. */
type Window = { readonly first: number; readonly last: number }

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

/** What a feature was used in a window; `days` are those that have a log and in which the feature is in service. */
export type Figure =
  | { readonly state: 'shown'; readonly count: number; readonly days: number }
  | Exclude<Slot, { readonly state: 'shown' }>

/** One hidden period hides the window; periods without a log, or out of service, do not count. */
export function figureOf({ feature, slots }: Series, window: Window, { kind, periods }: Drawn, grid: Grid): Figure {
  const inside = slots.slice(window.first, window.last + 1)
  if (inside.some(({ state }) => state === 'hidden')) return { state: 'hidden' }
  const shown = inside.flatMap((slot) => (slot.state === 'shown' ? [slot.count] : []))
  if (shown.length === 0) return { state: inside.some(({ state }) => state === 'gap') ? 'gap' : 'absent' }
  const [first, last] = [periods[window.first], periods[window.last]]
  if (first === undefined || last === undefined) return { state: 'absent' }
  const from = Math.max(firstDayOf(kind, first), feature.from ?? -Infinity)
  const to = Math.min(lastDayOf(kind, last), feature.until ?? Infinity)
  const days = grid.filter((day) => day >= from && day <= to).length
  return { state: 'shown', count: shown.reduce((sum, count) => sum + count, 0), days: Math.max(1, days) }
}

/** Of the average per day that has a log: `share` 0.1 is 10 % more. */
export type Change =
  | { readonly state: 'known'; readonly share: number; readonly isSure: boolean }
  | { readonly state: 'hidden' | 'hidden-before' | 'nothing-before' | 'none' }

/** None where either figure is hidden, absent or a gap. */
export function changeOf(latest: Figure, before: Figure | undefined, protection: Protection): Change {
  if (latest.state === 'hidden') return { state: 'hidden' }
  if (latest.state !== 'shown') return { state: 'none' }
  if (before?.state === 'hidden') return { state: 'hidden-before' }
  if (before?.state !== 'shown' || before.count === 0) return { state: 'nothing-before' }
  const share = latest.count / latest.days / (before.count / before.days) - 1
  return { state: 'known', share, isSure: Math.abs(share) > doubt(latest.count, before.count, protection) }
}

// Requests come in bursts: their variance is taken as three times that of independent ones. Noise comes on top.
function doubt(latest: number, before: number, protection: Protection): number {
  const noise = noiseVariance(protection)
  const relative = (count: number) => (count === 0 ? 0 : 3 / count + noise / count ** 2)
  return 2 * Math.sqrt(relative(latest) + relative(before))
}

function noiseVariance(protection: Protection): number {
  if (protection.level === 'cell-key') return protection.variance
  if (protection.level === 'dp') return 2 * ((protection.changes * protection.views) / protection.epsilon) ** 2
  return 0
}
