import { firstDayOf, lastDayOf } from '../../../domain/calendar.ts'
import type { Grid } from '../../../domain/table.ts'
import type { Window } from './compare-windows.ts'
import type { Drawn, Series, Slot } from './series.ts'

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
