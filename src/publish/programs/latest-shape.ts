import * as z from 'zod'
import { MEASURES, PERIOD_KINDS } from '../../domain/dictionary.ts'
import { QUANTILES } from '../../domain/measure.ts'
import { once } from '../../domain/once.ts'

/** Measures that add up over periods. */
export const SUMS = MEASURES.filter((measure) => !QUANTILES.has(measure))

const SCHEMA_FILE = 'latest.schema.json'

/** The shape of `latest.json`. */
export const latestShape = once(() => {
  const day = () => z.string().meta({ format: 'date' })
  const words = () => z.object({ fr: z.string(), en: z.string() })
  const count = () => z.int().nonnegative().nullable()
  const window = z.object({
    from: day().describe('First day.'),
    to: day().describe('Last day, included.'),
    periods: z.array(z.string()).min(1).describe('As they stand in the table, as 2026-03.'),
    daysWithLog: z
      .int()
      .nonnegative()
      .describe(
        'So many of its days have a log; where no table is exact, those without one count too, since nothing tells them apart.',
      ),
    isWhole: z
      .boolean()
      .describe(
        'False: the logs cover a part of it only: they began or end within it, lack lines, or, beside an exact table, whole days.',
      ),
  })
  const figure = z.object({
    state: z
      .enum(['exact', 'noisy', 'hidden', 'no-log', 'not-published', 'not-in-service'])
      .describe(
        'exact: value is the count. noisy: value has random noise. hidden: at least one of the periods is below the threshold, zero included, or protects another one, or is not published, or was not counted. no-log: nothing was counted, or this measure was not, or in a part of the one period. not-published: the table leaves the periods out, as README.md says, or has not closed them. not-in-service: the feature was not there.',
      ),
    value: count().describe('The published figure; null where there is none.'),
    atLeast: count().describe('What is shown within adds up to this; null: nothing is, or it has noise.'),
    days: z
      .int()
      .positive()
      .exactOptional()
      .describe(
        'The figure is of so many of daysWithLog: the feature began or ended within, or on the others it was not counted, or is not published. Absent: of all, there is no figure, or an earlier version wrote it.',
      ),
  })
  const windows = <T extends z.ZodType>(shape: T) => ({
    latest: shape
      .nullable()
      .describe(
        'The last periods of which all lines are in, whatever days have no log: one; of days and weeks, four weeks. Where no period is so, the last.',
      ),
    before: shape.nullable().describe('As many periods, right before. null: earlier than the figures.'),
    yearBefore: shape.nullable().describe('As many, 12 months, 4 quarters, 52 weeks or 364 days before.'),
  })
  const shape = z.object({
    $schema: z.literal(SCHEMA_FILE),
    format: z.literal('comptage-latest-1'),
    dataset: z.object({
      name: z.string(),
      title: words(),
      language: z.enum(['fr', 'en']).describe('Of its index.html.'),
      service: z.object({ name: z.string() }),
      publisher: z.object({ name: z.string() }).nullable(),
      url: z.string().nullable().describe('Address of the folder.'),
      version: z.string(),
      created: z.string().meta({ format: 'date-time' }),
      license: z.object({ id: z.string(), url: z.string() }),
      cite: words().nullable().describe('The sentence that the licence asks for.'),
    }),
    kind: z.enum(PERIOD_KINDS).nullable().describe('Of the periods; null: there is no figure yet.'),
    threshold: z.int().nullable().describe('Figures below it are hidden; null: none is.'),
    measures: z.partialRecord(z.enum(SUMS), z.object({ title: words(), unit: words() })),
    through: day()
      .exactOptional()
      .describe(
        'Last day of all figures, those of finer tables too; absent: there is none, or an earlier version wrote it.',
      ),
    ...windows(window),
    total: z
      .object({
        requests: figure,
        change: z
          .object({
            ratio: z.number().nonnegative(),
            features: z.int().positive().describe('So many have figures that are exact in both.'),
            of: z
              .int()
              .positive()
              .exactOptional()
              .describe('So many are in service; absent: an earlier version wrote it.'),
          })
          .nullable()
          .describe('Requests a day against yearBefore, of some features; null: unknown, or it may be chance.'),
      })
      .nullable()
      .describe('All features together, latest; null: requests are not counted.'),
    families: z
      .array(z.object({ id: z.string(), title: words() }))
      .exactOptional()
      .describe('Of the features, as the team declares them, in its order; absent: it declares none.'),
    features: z.array(
      z.object({
        id: z.string(),
        title: words(),
        away: z
          .array(z.object({ from: day(), to: day() }))
          .exactOptional()
          .describe('Days on which it was not counted, both included, before it came back; absent: none.'),
        family: z.string().exactOptional().describe('The id of its family; absent: it is of none.'),
        ...windows(z.partialRecord(z.enum(SUMS), figure)),
      }),
    ),
  })
  return shape.meta({
    title: 'comptage-latest-1',
    description:
      'The latest figures of each feature of a service. A later version may add properties and changes none.',
  })
})

export type Latest = z.infer<ReturnType<typeof latestShape>>

/** JSON Schema (2020-12) of `latest.json`, for whoever reads it. */
export const latestSchema = once(
  () =>
    `${JSON.stringify(z.toJSONSchema(latestShape(), { io: 'input', target: 'draft-2020-12', reused: 'ref' }), null, 2)}\n`,
)
