import { type DayIndex, periodOf, periodText } from '../../domain/calendar.ts'
import type { Change } from '../../domain/change.ts'
import { quantilePairs } from '../../domain/measure.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { TableSpec } from '../../domain/table.ts'
import { closingKinds, mayHaveDropped } from '../../timeline/index.ts'
import { newestDayOf, type PlanAndState } from './days-of-state.ts'
import { keepFact, readFact } from './fact-codecs.ts'
import { keepSettings, readSettings } from './kept-settings.ts'
import { readShownTables, readStanding } from './read-timeline.ts'
import { changeAsJson } from './releases.ts'

/**
 * Versions before 0.2.0 did not keep which counted days had no row any more: of what is still to close, all that may be some are taken
 * for such days, once.
 */
export function keepDropped({ plan, state }: PlanAndState): void {
  if (readFact(state, 'dropped-kept') === true) return
  keepFact(state, 'dropped-kept', true)
  const settings = readSettings(state)
  if (settings === undefined) return
  const { isFrozen } = readStanding(state)
  const kinds = closingKinds([...plan.specs, ...settings.tables])
  const mayClose = (day: DayIndex): boolean => kinds.some((kind) => !isFrozen(kind, periodOf(kind, day)))
  const around = { newest: newestDayOf(state, plan.configuration.timezone), mayClose }
  const features = settings.features.map((feature) => ({ ...feature, ...mayHaveDropped(feature, around) }))
  keepSettings(state, { ...settings, features })
}

/**
 * Versions before 0.2.0 published 95th percentiles below the median of their row: these are raised to it, once, and noted for the next
 * version of the dataset. To look for them in 730,000 rows takes two seconds.
 */
export function orderPercentiles({ plan, state }: PlanAndState): readonly Change[] {
  if (readFact(state, 'percentiles-ordered') === true) return []
  const changes = readShownTables(plan, state).flatMap(({ spec }) => raised(state, spec))
  state.editions.note(changes.map(changeAsJson))
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
