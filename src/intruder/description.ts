import * as z from 'zod'
import { periodText } from '../domain/calendar.ts'
import { PERIOD_KINDS, type PeriodKind } from '../domain/dictionary.ts'
import type { PublishedFolder } from './published-folder.ts'

const PROTECTION = z.object({
  level: z.enum(['threshold', 'cell-key', 'dp', 'exact']),
  k: z.number().optional(),
  reach: z.number().optional(),
})
export type ToldProtection = z.output<typeof PROTECTION>
const SPAN = z.object({ from: z.string(), to: z.string() })
const RESOURCE = z.object({
  name: z.string(),
  path: z.union([z.string(), z.array(z.string())]),
  comptage: z
    .object({
      protection: PROTECTION.optional(),
      earlierProtection: z.array(z.object({ until: z.string(), protection: PROTECTION })).optional(),
      away: z.array(SPAN).default([]),
      partial: z.array(z.string()).default([]),
    })
    .optional(),
})
export type Resource = z.output<typeof RESOURCE>
const CUT = z.object({
  timezone: z.string().optional(),
  paths: z.string().optional(),
  features: z.record(z.string(), z.string()).optional(),
})
type Cut = z.output<typeof CUT>
const LACKING = z.object({ measure: z.string() })
export type Lacking = z.output<typeof LACKING>
const DAYS_OF_FEATURE = z.object({
  id: z.string(),
  until: z.string().exactOptional(),
  ended: z.string().exactOptional(),
  cut: z.string().exactOptional(),
  away: z.array(SPAN).catch([]),
})
const SETTINGS = z.object({
  features: z.array(DAYS_OF_FEATURE).catch([]),
  tables: z.array(
    z.object({
      name: z.string(),
      period: z.enum(PERIOD_KINDS).optional().catch(undefined),
      lacking: z.array(LACKING).optional(),
      protections: z.array(z.object({ from: z.string().exactOptional(), protection: PROTECTION })).catch([]),
      ended: z.string().exactOptional(),
    }),
  ),
})
const CHANGE = z.object({
  kind: z.string().catch(''),
  table: z.string().catch(''),
  periods: z.array(z.string()).catch([]),
  tables: z.array(z.object({ table: z.string(), before: z.string() })).catch([]),
})
const RELEASE = z.object({ changes: z.array(CHANGE).catch([]) })
const CLOSED = z.object({ kind: z.enum(PERIOD_KINDS), open: z.array(z.string()) })
const DESCRIPTION = z.object({
  name: z.string().optional(),
  created: z.string().optional(),
  comptage: z
    .object({
      service: z.object({ id: z.string() }).optional(),
      k: z.number().optional(),
      span: SPAN.optional(),
      sharedSpan: SPAN.optional(),
      cut: CUT.optional(),
      history: z.array(RELEASE).optional().catch(undefined),
      ledger: z.object({ settings: SETTINGS, closed: z.array(CLOSED).catch([]) }).optional(),
    })
    .optional(),
  resources: z.array(z.unknown()).optional(),
})

export type ToldByDescription = NonNullable<z.output<typeof DESCRIPTION>['comptage']>

type Described = Omit<z.output<typeof DESCRIPTION>, 'resources'> & { readonly resources?: readonly Resource[] }

type NoteUnread = (name: string) => void

/** What a folder says of itself in `datapackage.json`. */
export function describedIn({
  description = {},
  noteUnread,
}: {
  readonly description: unknown
  readonly noteUnread: NoteUnread
}): Described {
  const described = DESCRIPTION.safeParse(description).data
  if (described === undefined) noteUnread('datapackage.json')
  const { resources, ...told } = described ?? {}
  return resources === undefined
    ? told
    : { ...told, resources: resources.flatMap((one) => resourceIn(one, noteUnread)) }
}

/** One that has no path has its data in the description: none of the tables is like that. */
function resourceIn(described: unknown, noteUnread: NoteUnread): readonly Resource[] {
  if (typeof described !== 'object' || described === null || !('path' in described)) return []
  const { data } = RESOURCE.safeParse(described)
  if (data === undefined) noteUnread('datapackage.json')
  return data === undefined ? [] : [data]
}

export function announcedIn({ ledger }: ToldByDescription): readonly PeriodKind[] {
  return (ledger?.settings.tables ?? []).flatMap(({ period }) => period ?? [])
}

export function heldIn({ ledger }: ToldByDescription): PublishedFolder['isHeld'] {
  const held = new Map((ledger?.closed ?? []).map(({ kind, open }) => [kind, new Set(open)]))
  return (kind, period) => held.get(kind)?.has(periodText(kind, period)) === true
}

/** Periods of a table that it was said never to publish. What was said before it was renamed has its old name. */
export function withheldIn({ history = [] }: ToldByDescription): (table: string) => readonly string[] {
  let withheld: readonly { readonly table: string; readonly periods: readonly string[] }[] = []
  for (const { kind, table, periods, tables } of history.flatMap(({ changes }) => changes)) {
    if (kind === 'periods-withheld') withheld = [...withheld, { table, periods }]
    const nameNow = new Map(tables.map((renamed) => [renamed.before, renamed.table]))
    withheld = withheld.map((one) => ({ ...one, table: nameNow.get(one.table) ?? one.table }))
  }
  return (table) => withheld.flatMap((one) => (one.table === table ? one.periods : []))
}

/** That it ends was told afterwards: it was taken away before its `until`, if it has one, or that was set for a day that was over. */
export function cutShortIn({ ledger }: ToldByDescription): PublishedFolder['isCutShort'] {
  const cutShort = (ledger?.settings.features ?? []).filter(
    ({ until, ended, cut }) => cut !== undefined || (ended !== undefined && (until === undefined || ended < until)),
  )
  const ids = new Set(cutShort.map(({ id }) => id))
  return (feature) => ids.has(feature)
}

/** The days on which a feature was not counted, between others on which it was. */
export function awayIn({ ledger }: ToldByDescription): ReadonlyMap<string, readonly z.output<typeof SPAN>[]> {
  return new Map((ledger?.settings.features ?? []).map(({ id, away }) => [id, away]))
}

export function serviceIn({ name, comptage }: Described): string | undefined {
  return comptage?.service?.id ?? name
}

export function cutBy({ timezone = '', paths = '', features = {} }: Cut = {}): PublishedFolder['cutOf'] {
  return (feature) => [timezone, paths, features[feature] ?? ''].join(' ')
}
