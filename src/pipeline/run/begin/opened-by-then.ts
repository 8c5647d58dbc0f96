import { firstDayOf } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { kindOf } from '../../../domain/series-of.ts'

/**
 * A service had opened by the first day that is published of it, whatever `since` says by now: lines of days between would
 * count nowhere, and the periods that hold them would be told as whole.
 */
export function openedByThen(plan: CountPlan, { editions }: Pick<State, 'editions'>): CountPlan {
  const { configuration } = plan
  const days = editions.spans().map(({ series, first }) => firstDayOf(kindOf(series), indexOf<'period'>(first)))
  const published = Math.min(...days)
  if (configuration.since === undefined || configuration.since <= published) return plan
  const since = indexOf<'day'>(published)
  return { ...plan, since, configuration: { ...configuration, since } }
}
