import { createHash } from 'node:crypto'
import * as z from 'zod'
import { FEATURE_ID } from '../domain/feature.ts'
import { seriesOf } from '../domain/series-of.ts'
import type { Configuration } from '../domain/service.ts'
import type { TableSpec } from '../domain/table.ts'
import { rivalsOf } from '../feature/index.ts'
import type { CountPlan } from './plan-count.ts'

/** Everything of a configuration that cuts figures, part by part, as it is written into the folder that they go to. */
export type Cut = z.output<typeof CUT>

const word = z.string().max(100)
export const CUT = z.object({
  threshold: word,
  timezone: word,
  paths: word,
  referrers: word,
  tables: z.array(z.string().max(500)).max(1000),
  features: z.record(z.string().regex(FEATURE_ID), word),
})

export function cutOf({ configuration, specs }: Pick<CountPlan, 'configuration' | 'specs'>): Cut {
  const { k, timezone, ignore, service, case: letterCase, referrers } = configuration
  return {
    threshold: String(k),
    timezone,
    paths: byteOf([ignore.map(({ value }) => value).sort(), [...service.hosts].sort(), letterCase]),
    referrers: byteOf([...referrers].sort()),
    tables: specs.map(tableCut).sort(),
    features: featuresCut(configuration),
  }
}

/** `month device: requests, cell-key 11 2 4 11`. */
export function tableCut(spec: TableSpec): string {
  const { measures, protection } = spec
  return `${seriesOf(spec)}: ${[...measures].sort().join(' ')}, ${Object.values(protection).join(' ')}`
}

/** By id: its definition, and the patterns of other features that take requests from it. All of that is published anyway. */
export function featuresCut({ features, case: letterCase }: Pick<Configuration, 'features' | 'case'>): Cut['features'] {
  const rivals = rivalsOf(features, [], { caseInsensitive: letterCase === 'insensitive', digestOf })
  return Object.fromEntries(
    features.map(({ id, match, clients, partial, assets, from = null, until = null }) => {
      const patterns = match.map(({ value }) => value).sort()
      return [id, digestOf([patterns, clients, partial, assets, from, until, rivals.get(id)]).slice(0, 16)]
    }),
  )
}

/**
 * Of what nobody publishes, one byte: it differs 255 times of 256, and whoever has a list of words is left with one of 256
 * of them.
 */
function byteOf(value: unknown): string {
  return digestOf(value).slice(0, 2)
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
