import { type DayIndex, periodOf } from '../../domain/calendar.ts'
import { closingKinds, mayHaveDropped } from '../../timeline/index.ts'
import { newestDayOf, type PlanAndState } from './days-of-state.ts'
import { keepFact, readFact } from './facts.ts'
import { keepSettings, readSettings } from './kept-settings.ts'
import { readStanding } from './read-timeline.ts'

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
  const around = { newest: newestDayOf(state), mayClose }
  const features = settings.features.map((feature) => ({ ...feature, ...mayHaveDropped(feature, around) }))
  keepSettings(state, { ...settings, features })
}
