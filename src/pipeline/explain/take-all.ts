import { createAgentClassifier } from '../../agent/index.ts'
import { CALENDAR_DAYS } from '../../domain/calendar.ts'
import type { FeatureMatcher } from '../../domain/contracts.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { NO_FEATURE, type Feature } from '../../domain/feature.ts'
import type { CountPlan } from '../plan-count.ts'

const EVER = { first: indexOf<'day'>(0), last: indexOf<'day'>(CALENDAR_DAYS - 1) }

/** The plan without its days: whatever a service or a feature has begun or ended, a request is judged by its path. */
export function onAnyDay(plan: CountPlan): CountPlan {
  const features = plan.configuration.features.map((feature) => ({ ...feature, from: EVER.first, until: EVER.last }))
  return { ...plan, since: EVER.first, until: EVER.last, configuration: { ...plan.configuration, features } }
}

const ANYTHING: Feature = {
  id: 'anything',
  title: {},
  match: [],
  examples: [],
  clients: 'all',
  partial: 'count',
  assets: 'count',
}

/**
 * The plan with one feature that takes every request, of any day and host: so a gate reads all that a line holds, also
 * of a request that it would give up early.
 *
 * @param match is handed each request
 */
export function takeAll(plan: CountPlan, match: FeatureMatcher['match'] = () => indexOf<'feature'>(0)): CountPlan {
  const winner = () => undefined
  const wide = onAnyDay({ ...plan, configuration: { ...plan.configuration, features: [ANYTHING] } })
  return {
    ...wide,
    matcher: { match, winner },
    ignore: { match: () => NO_FEATURE, winner },
    knownHosts: [],
    agents: createAgentClassifier({ families: true }),
  }
}
