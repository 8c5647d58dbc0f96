import type { PeriodIndex } from '../../../domain/calendar.ts'
import { isNoisy, type TableSpec } from '../../../domain/table.ts'
import type { State } from '../../../state/index.ts'
import { seriesOf } from '../../../domain/series-of.ts'
import { lostKeyPeriods } from './lost-key.ts'

/**
 * Which periods of a table with noise are never drawn again: those that were drawn twice, since each draw tells more of
 * the same counts, and those that were drawn with a key that was lost.
 */
export function drawnForGood(
  spec: Pick<TableSpec, 'period' | 'dimensions' | 'protection'>,
  state: State,
): (period: PeriodIndex) => boolean {
  if (!isNoisy(spec)) return () => false
  const series = seriesOf(spec)
  const drawn = new Map(
    state.editions.revisions().flatMap((row) => (row.series === series ? [[row.period, row.revision] as const] : [])),
  )
  // `dp` has no key.
  const lost = (spec.protection.level === 'cell-key' ? lostKeyPeriods(state).get(spec.period) : undefined) ?? -1
  return (period) => (drawn.get(period) ?? 0) > 0 || (drawn.has(period) && period <= lost)
}
