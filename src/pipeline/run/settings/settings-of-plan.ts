import { createHash } from 'node:crypto'
import { AGENT_LIST } from '../../../agent/index.ts'
import { dayText } from '../../../domain/calendar.ts'
import type { Feature } from '../../../domain/feature.ts'
import { rivalsOf } from '../../../feature/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import type { KeptFeature, Settings } from '../../../timeline/index.ts'

/** What a configuration asks for, as if it had always been so. */
export function settingsOfPlan({ configuration, specs }: CountPlan): Settings {
  const { service, timezone, language, referrers, features, licences, privacy, publicationUrl } = configuration
  const { hosts, publisher, ...told } = service
  const rivals = rivalsOf(features, configuration.ignore, { caseInsensitive: configuration.case === 'insensitive' })
  return {
    timezone,
    hosts: digestOf([hosts.toSorted(), referrers.toSorted()]),
    sources: configuration.sources.map(({ id }) => id).sort(),
    robots: AGENT_LIST.version,
    texts: digestOf([told, publisher && { ...publisher, name: undefined }, privacy]),
    signed: {
      licences,
      publisher: publisher?.name ?? service.name,
      ...(publicationUrl !== undefined && { address: publicationUrl }),
    },
    language,
    thresholds: [{ k: configuration.k }],
    features: features.map((feature) => keptFeature(feature, digestOf([configuration.case, rivals.get(feature.id)]))),
    tables: specs.map(({ name, period, dimensions, measures, protection }) => ({
      name,
      period,
      dimensions: [...dimensions],
      measures: [...measures],
      protections: [{ protection }],
    })),
  }
}

function keptFeature(
  { id, title, match, clients, partial, assets, from, until }: Feature,
  beside: string,
): KeptFeature {
  return {
    id,
    title,
    match: match.map(({ value }) => value).sort(),
    clients,
    partial,
    assets,
    ...(from !== undefined && { from: dayText(from) }),
    ...(until !== undefined && { until: dayText(until) }),
    beside,
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}
