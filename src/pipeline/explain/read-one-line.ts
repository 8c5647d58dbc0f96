import { createAgentClassifier } from '../../agent/index.ts'
import { CALENDAR_DAYS } from '../../domain/calendar.ts'
import type { FeatureMatcher } from '../../domain/contracts.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { FATE } from '../../domain/fate.ts'
import { NO_FEATURE, type Feature } from '../../domain/feature.ts'
import type { Hit } from '../../domain/hit.ts'
import type { Written } from '../../domain/place.ts'
import type { Gate, LineAtHand } from '../../gate/index.ts'
import type { CountPlan } from '../plan-count.ts'

/** What a gate makes of one line, which ends in its line end; before it may stand a header. */
export function readOneLine(gate: Gate, line: Uint8Array): Hit {
  return askOfLine(gate, line, (hit) => ({ ...hit }))
}

/** The same, for who asks more of the line. */
export function askOfLine<T>(gate: Gate, line: Uint8Array, ask: (hit: Hit, line: LineAtHand) => T): T {
  const answers: T[] = []
  gate.readLines(line, 0, line.length, (hit, atHand) => answers.push(ask(hit, atHand)))
  const [last] = answers.slice(-1)
  if (last === undefined) throw new Error('a gate gives a Hit for every line')
  return last
}

/** The pattern that took the request just judged: of a feature, or of `ignore:`. */
export function winnerOf(
  plan: CountPlan,
  { fate, feature }: Pick<Hit, 'fate' | 'feature'>,
): Written<string> | undefined {
  if (fate === FATE.ignored) return plan.ignore.winner()
  return feature < 0 ? undefined : plan.matcher.winner()
}

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
