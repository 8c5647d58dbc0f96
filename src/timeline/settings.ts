import * as z from 'zod'
import { dayOfText } from '../domain/calendar.ts'
import { DIMENSIONS, MEASURES, PERIOD_KINDS } from '../domain/dictionary.ts'
import { FEATURE_ID } from '../domain/feature.ts'
import { LICENCES } from '../domain/service.ts'
import type { TableSpec } from '../domain/table.ts'

/**
 * How a service was counted, and since when: what the next run compares its configuration with. Days are texts, as
 * 2026-03-01. It is kept in the state and written into the metadata, without digests of what nobody publishes, so that it can
 * be taken over from there.
 */
export type Settings = z.output<typeof SETTINGS_SHAPE>
export type KeptFeature = Settings['features'][number]
export type KeptTable = Settings['tables'][number]
export type Threshold = Settings['thresholds'][number]

const day = z.string().refine((text) => dayOfText(text) !== undefined)

const AWAY_SHAPE = z.array(z.object({ from: day, to: day })).exactOptional()

const TITLE_SHAPE = z.object({ fr: z.string().exactOptional(), en: z.string().exactOptional() })

const FAMILY_SHAPE = z.object({ id: z.string().regex(FEATURE_ID), title: TITLE_SHAPE })

const FEATURE_SHAPE = z.object({
  id: z.string().regex(FEATURE_ID),
  title: TITLE_SHAPE,
  family: z.string().regex(FEATURE_ID).exactOptional(),
  match: z.array(z.string()),
  clients: z.enum(['humans', 'all']),
  partial: z.enum(['exclude', 'count']),
  assets: z.enum(['exclude', 'count']),
  from: day.exactOptional(),
  until: day.exactOptional(),
  /** Digest of what else decides which requests it gets: patterns of others, `ignore`, `case`. Absent: taken over. */
  beside: z.string().exactOptional(),
  /** The first day of which all was counted, where it came later than the service. */
  since: day.exactOptional(),
  /** The last day that was counted: it is in the configuration no more. */
  ended: day.exactOptional(),
  /** Days on which it was not counted, before it came back. */
  away: AWAY_SHAPE,
  /** The first day that was not counted in whole, where it was told to have ended before. */
  cut: day.exactOptional(),
  /** Days of which it has no row, though lines of them were counted as its uses, or may have been. */
  dropped: AWAY_SHAPE,
})

const PROTECTION_SHAPE = z.discriminatedUnion('level', [
  z.object({ level: z.literal('threshold'), k: z.int() }),
  z.object({
    level: z.literal('cell-key'),
    k: z.int(),
    views: z.literal([1, 2, 3, 4]),
    variance: z.number(),
    reach: z.int(),
  }),
  z.object({
    level: z.literal('dp'),
    k: z.int(),
    views: z.literal([1, 2, 3, 4]),
    changes: z.number(),
    epsilon: z.number(),
  }),
  z.object({ level: z.literal('exact') }),
]) satisfies z.ZodType<TableSpec['protection']>

const TABLE_SHAPE = z.object({
  name: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  period: z.enum(PERIOD_KINDS),
  dimensions: z.array(z.enum(DIMENSIONS)),
  measures: z.array(z.enum(MEASURES)),
  /** The first from the beginning, each other from a day on. */
  protections: z.array(z.object({ from: day.exactOptional(), protection: PROTECTION_SHAPE })).min(1),
  /** The last day that was counted: it is in the configuration no more. */
  ended: day.exactOptional(),
  /** Days of which no period is published, before it came back. */
  away: AWAY_SHAPE,
  /** Measures and the days that have no figure of theirs: from the beginning, or from a day on; through another, or for good. */
  lacking: z
    .array(z.object({ measure: z.enum(MEASURES), from: day.exactOptional(), to: day.exactOptional() }))
    .exactOptional(),
})

const SIGNED_SHAPE = z.object({
  licences: z.object({ summary: z.enum(LICENCES), detail: z.enum(LICENCES) }),
  publisher: z.string(),
  /** The base of the public addresses. */
  address: z.string().exactOptional(),
})

export const SETTINGS_SHAPE = z.object({
  timezone: z.string(),
  /** Digest of the hosts of the service and of those that the referrer dimension names. Absent: taken over. */
  hosts: z.string().exactOptional(),
  /** What the configuration calls the other machines that count. */
  sources: z.array(z.string()),
  /** Version of the list of robots. */
  robots: z.string(),
  /** Digest of the texts that are published beside the figures. */
  texts: z.string(),
  /** What is told by name where it changes. Absent: kept before it was. */
  signed: SIGNED_SHAPE.exactOptional(),
  language: z.enum(['fr', 'en']),
  /** Of the service, as protections are of a table. */
  thresholds: z.array(z.object({ from: day.exactOptional(), k: z.int() })).min(1),
  features: z.array(FEATURE_SHAPE),
  /** Absent: none is declared. */
  families: z.array(FAMILY_SHAPE).min(1).exactOptional(),
  tables: z.array(TABLE_SHAPE),
})

type PublicSettings = Omit<Settings, 'hosts' | 'features'> & {
  readonly features: readonly Omit<KeptFeature, 'beside'>[]
}

/** What is published of them: whoever has a list of words can try each against a digest of hosts, or of patterns of `ignore`. */
export function publicSettings(settings: Settings): PublicSettings {
  const features = settings.features.map((feature) => ({ ...feature, beside: undefined }))
  const told = { ...settings, hosts: undefined, features }
  return told
}
