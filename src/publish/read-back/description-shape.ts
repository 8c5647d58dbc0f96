import * as z from 'zod'
import type { AuditNumber } from '../../domain/observed-features.ts'
import { dayOfText } from '../../domain/calendar.ts'
import { FIELDS } from '../../domain/contracts.ts'
import { PERIOD_KINDS } from '../../domain/dictionary.ts'
import { FEATURE_ID } from '../../domain/feature.ts'
import { once } from '../../domain/once.ts'
import { LEAST_K, LICENCES, MOST_ENTRIES, MOST_FAMILIES, MOST_K } from '../../domain/service.ts'
import { PROTECTION_LEVELS } from '../../domain/table.ts'
import { FORMULA, MOST_FILE_NAME_SIGNS, MOST_SIGNS, unfitSign, unfitSignOfLines } from '../../domain/text.ts'
import { releaseShape } from '../changelog/release.ts'
import { COMPANION } from '../publication.ts'

/**
 * `datapackage.json`: what every other file of the folder follows from. What it says beside these follows from them too, and
 * is compared when it is written anew.
 */
export const descriptionShape = once(() => {
  const lines = z.string().max(MOST_SIGNS)
  const text = lines.refine((written) => unfitSign(written) === undefined)
  const id = z.string().regex(FEATURE_ID)
  const saying = lines.refine((written) => /\S/.test(written) && unfitSignOfLines(written) === undefined)
  const title = text.refine((written) => /^\S/.test(written) && !FORMULA.test(written))
  const inOneOrBoth = (one: typeof lines) =>
    z
      .object({ fr: one.exactOptional(), en: one.exactOptional() })
      .refine(({ fr, en }) => fr !== undefined || en !== undefined)
  const someOf = <One extends z.ZodType>(one: One, most: number) => z.array(one).min(1).max(most).exactOptional()
  const name = z.string().regex(/^(?=.{2,110}$)[a-z0-9]+(?:-[a-z0-9]+)*$/)
  const table = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  const version = z.string().regex(/^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})$/)
  const count = z.int().nonnegative()
  const web = z.string().regex(/^https?:\/\/\S{1,2000}$/)
  const day = z.string().transform((written, context) => {
    const read = dayOfText(written)
    if (read !== undefined) return read
    context.addIssue('day')
    return z.NEVER
  })
  const span = z.object({ from: day, to: day })
  const instant = z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/)
    .refine((written) => dayOfText(written.slice(0, 10)) !== undefined)
  const path = z.string().max(MOST_FILE_NAME_SIGNS + 100)
  const views = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
  const k = z.int().min(LEAST_K).max(MOST_K)

  const noisy = [
    z.object({ level: z.literal('cell-key'), k, views, variance: z.int().positive(), reach: z.int().positive() }),
    z.object({ level: z.literal('dp'), k, views, changes: z.int().positive(), epsilon: z.number().positive() }),
  ] as const
  const threshold = z.object({ level: z.literal('threshold'), k })
  const protection = z.discriminatedUnion('level', [
    threshold.extend({ companion: z.literal(COMPANION) }),
    ...noisy,
    z.object({ level: z.literal('exact'), acceptedRisk: z.literal(true) }),
  ])

  // As it was then, without the words about the risk and the companion.
  const earlier = z.discriminatedUnion('level', [threshold, ...noisy, z.object({ level: z.literal('exact') })])

  const share = z.number().min(0).max(1)
  const guesses = z.object({ presence: share, profile: share.exactOptional() })
  const disclosure = guesses.extend({
    twice: guesses.exactOptional(),
    toldBy: text.exactOptional(),
    profileToldBy: text.exactOptional(),
  })

  const settings = z.object({
    tables: z.array(
      z.object({
        protections: z.array(
          z.object({ from: z.string().exactOptional(), protection: z.object({ level: z.enum(PROTECTION_LEVELS) }) }),
        ),
        ended: z.string().exactOptional(),
      }),
    ),
  })
  const periods = z.array(z.string().max(10)).max(100_000)
  const ledger = z.object({
    closed: z.array(z.object({ kind: z.enum(PERIOD_KINDS), through: z.string().max(10), open: periods })),
    revisions: z.array(z.object({ table, period: z.string().max(10), revision: z.int().positive() })),
    // As it stands, with all else that it says, which is written anew and compared.
    settings: z.custom<z.output<typeof settings>>((said) => settings.safeParse(said).success).exactOptional(),
  })

  const above0 = z.number().positive()
  const rules = z.strictObject({
    ...{ server_errors: share, client_errors: share, change: share, growing_share: above0, strong_share: above0 },
    ...{ least_errors: above0, least_requests: above0, times_median: above0, deviations: above0, bounds: above0 },
    ...{ slow_uses: above0, slow_ms: above0, slow_times_median: above0, retire_uses: above0, retire_average: above0 },
  } satisfies Record<AuditNumber, z.ZodNumber>)

  const feature = z.object({
    id,
    title: z.object({ fr: text.exactOptional(), en: text.exactOptional() }),
    family: id.exactOptional(),
    match: z.array(text).max(MOST_ENTRIES),
    clients: z.enum(['humans', 'all']),
    partial: z.enum(['exclude', 'count']),
    assets: z.enum(['exclude', 'count']),
    from: day.exactOptional(),
    until: day.exactOptional(),
  })

  const comptage = z.object({
    version: text,
    service: z.object({ id: name, name: text, url: web.exactOptional() }),
    timezone: text,
    tier: z.enum(['summary', 'detail']),
    otherFolder: name.exactOptional(),
    span: span.exactOptional(),
    sharedSpan: span.exactOptional(),
    k,
    leastK: count.exactOptional(),
    graceHours: count,
    robots: z.object({ list: text, version: text }).catchall(text),
    formats: z.array(z.object({ name: text, lacks: z.array(z.enum(FIELDS)) })),
    isPartialLog: z.literal(true).exactOptional(),
    exact: z.array(table),
    exactBefore: z.array(table).min(1).exactOptional(),
    noisy: z.array(table),
    since: day.exactOptional(),
    features: z.array(feature).min(1).max(MOST_ENTRIES),
    families: someOf(z.object({ id, title: inOneOrBoth(title) }), MOST_FAMILIES),
    privacy: z
      .object({ retention: lines.exactOptional(), contact: lines.exactOptional(), purpose: lines.exactOptional() })
      .exactOptional(),
    voice: z
      .object({
        words: inOneOrBoth(saying).exactOptional(),
        events: someOf(z.object({ date: day, text: inOneOrBoth(title), feature: id.exactOptional() }), MOST_ENTRIES),
        verdicts: rules.exactOptional(),
      })
      .exactOptional(),
    history: z.array(releaseShape()).min(1).exactOptional(),
    ledger: ledger.exactOptional(),
    cut: z.looseObject({}).exactOptional(),
    gone: someOf(span, 10_000),
    hasParquet: z.literal(true).exactOptional(),
    // Of each feature a badge and embeds.
    files: z.array(path).max(5 * MOST_ENTRIES),
  })

  const field = z.object({
    name: z.string().max(100),
    constraints: z
      .object({
        enum: z.array(z.string().max(300)).max(MOST_ENTRIES).exactOptional(),
        required: z.boolean().exactOptional(),
      })
      .exactOptional(),
  })

  const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)
  const part = z.object({ path, bytes: count, hash, rows: count })

  const resource = z.object({
    name: table,
    path: z.union([path, z.array(path).min(2).max(400)]),
    bytes: count,
    hash: hash.exactOptional(),
    comptage: z.object({
      protection: protection.exactOptional(),
      earlierProtection: z
        .array(z.object({ until: z.string().max(10), protection: earlier }))
        .min(1)
        .exactOptional(),
      away: someOf(span, 10_000),
      ended: day.exactOptional(),
      disclosure: disclosure.exactOptional(),
      partial: periods.exactOptional(),
      parts: z.array(part).min(2).max(400).exactOptional(),
    }),
    schema: z.object({ fields: z.array(field).min(1).max(100) }),
  })

  return z.object({
    $schema: z.literal('https://datapackage.org/profiles/2.0/datapackage.json'),
    name,
    homepage: web.exactOptional(),
    version,
    created: instant,
    languages: z.tuple([z.enum(['fr', 'en']), z.enum(['fr', 'en'])]),
    licenses: z.tuple([z.object({ name: z.enum(LICENCES), title: text, path: text })]),
    contributors: z
      .tuple([z.object({ title: text.min(1), path: web.exactOptional(), email: text.exactOptional() })])
      .exactOptional(),
    comptage,
    resources: z.array(resource).min(1).max(500),
  })
})

export type Description = z.output<ReturnType<typeof descriptionShape>>
export type DescribedResource = Description['resources'][number]
