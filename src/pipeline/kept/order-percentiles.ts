import { periodText } from '../../domain/calendar.ts'
import type { Change } from '../../domain/change.ts'
import { quantilePairs } from '../../domain/measure.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { PlanAndState } from './days-of-state.ts'
import { keepFact, readFact } from './facts.ts'
import { readShownTables } from './read-timeline.ts'
import { changeText } from './releases.ts'

/**
 * Versions before 0.2.0 published 95th percentiles below the median of their row: these are raised to it, once, and noted for the next
 * version of the dataset. To look for them in 730,000 rows takes two seconds.
 */
export function orderPercentiles({ plan, state }: PlanAndState): readonly Change[] {
  if (readFact(state, 'percentiles-ordered') === true) return []
  const changes = readShownTables(plan, state).flatMap(({ spec }) => raised(state, spec))
  state.editions.note(changes.map(changeText))
  keepFact(state, 'percentiles-ordered', true)
  return changes
}

function raised({ editions }: PlanAndState['state'], spec: TableSpec): readonly Change[] {
  const { measures, name: table, period: kind } = spec
  const periods = quantilePairs(measures).flatMap(([low, high]) =>
    editions.raise(seriesOf(spec), measures[high] ?? '', measures[low] ?? ''),
  )
  const texts = [...new Set(periods)].sort((a, b) => a - b).map((period) => periodText(kind, period))
  return texts.length === 0 ? [] : [{ kind: 'percentiles-raised', table, periods: texts }]
}
