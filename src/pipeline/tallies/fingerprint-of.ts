import { createHash } from 'node:crypto'
import { AGENT_LIST } from '../../agent/index.ts'
import { dayText } from '../../domain/calendar.ts'
import type { Feature } from '../../domain/feature.ts'
import type { Fingerprint } from '../../tally/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { PROGRAM_VERSION } from '../program-version.ts'
import { seriesOf } from '../../domain/series-of.ts'

/** What decides how a line counts here. What is only shown, as titles, thresholds and licences, is not part of it. */
export function fingerprintOf(plan: CountPlan): Fingerprint {
  const { timezone, since, features, ignore, service, case: letterCase, referrers } = plan.configuration
  const { version, isbot, uaParser } = AGENT_LIST
  // A patch of the program counts alike.
  const [release = ''] = /^\d+\.\d+/.exec(PROGRAM_VERSION) ?? []
  return {
    timezone,
    since: since === undefined ? null : dayText(since),
    features: features.map((feature) => [feature.id, hashOfFeature(feature)] as const).sort(byText),
    paths: hashOf([ignore.map(({ value }) => value).sort(), [...service.hosts].sort(), letterCase]),
    referrers: hashOf([...referrers].sort()),
    tables: plan.specs.map((spec) => `${seriesOf(spec)}: ${[...spec.measures].sort().join(' ')}`).sort(),
    lists: `comptage ${release} lists ${version} isbot ${isbot} ua-parser-js ${uaParser}`,
  }
}

function hashOfFeature({ match, clients, partial, assets, from, until }: Feature): string {
  return hashOf([match.map(({ value }) => value).sort(), clients, partial, assets, from ?? null, until ?? null])
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}

function byText([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1
}
