import * as z from 'zod'
import { AUDIT_NUMBERS, type AuditNumber } from '../../domain/observed-features.ts'
import { DIMENSIONS, MEASURES, PERIOD_KINDS } from '../../domain/dictionary.ts'
import { once } from '../../domain/once.ts'
import { LEAST_K, LICENCES, MOST_FAMILIES, MACHINE_ID, MOST_K, SERVICE_ID } from '../../domain/service.ts'
import { PROTECTION_LEVELS } from '../../domain/table.ts'
import { DEVICE, MOST_FILE_NAME_SIGNS } from '../../domain/text.ts'
import { familyShape, featureShape, title, titles } from './feature-shape.ts'
import { logShape } from './log-shape.ts'
import {
  baseUrl,
  day,
  duration,
  email,
  filledList,
  host,
  referrerHost,
  inOneOrBoth,
  lines,
  list,
  mapping,
  matching,
  name,
  oneOf,
  pattern,
  positiveNumber,
  share,
  text,
  timeZone,
  url,
} from './values.ts'

export type ConfigurationShape = z.output<ReturnType<typeof configurationShape>>

/** Every key of `comptage.yaml`, once: what checks the file is also what editors complete from. */
export const configurationShape = once(() =>
  mapping({
    service: serviceShape(),
    timezone: timeZone().prefault('Europe/Paris').describe('IANA time zone in which a day is a day.'),
    language: oneOf(['fr', 'en']).default('fr').describe('Language of headers, titles and README.'),
    since: day()
      .exactOptional()
      .describe('First day of the service, included: 2026-01-01. Earlier lines do not count.'),
    logs: list(logShape()).default([]).describe('Where the access logs are. Without any: standard input.'),
    malformed_limit: share()
      .prefault('5%')
      .describe('Share of malformed lines above which nothing is published: 5% or 0.05.'),
    features: filledList(featureShape()).describe('The features of the service, each with its own patterns.'),
    families: list(familyShape(), MOST_FAMILIES)
      .default([])
      .describe('Families of features, in the order in which the page shows them.'),
    ignore: list(pattern()).default([]).describe('Patterns of requests that are no use of the service: /health.'),
    case: oneOf(['sensitive', 'insensitive']).default('sensitive').describe('Whether /Aide and /aide differ.'),
    referrers: list(referrerHost()).default([]).describe('Hosts that the referrer dimension names.'),
    datasets: filledList(datasetShape())
      .prefault([{ by: ['day', 'feature'] }, { by: ['month', 'feature'] }])
      .describe('The tables that are published.'),
    protection: protection().prefault({}),
    sources: list(sourceShape())
      .default([])
      .describe('Other machines, whose tallies are published with what is read here.'),
    licences: licences().prefault({}),
    privacy: privacy().exactOptional(),
    audit: auditShape().prefault({}),
    state: text().exactOptional().describe('Folder of what is kept between runs.'),
    output: text().exactOptional().describe('Folder into which the datasets are written.'),
    publication: publication().exactOptional(),
    events: list(eventShape())
      .default([])
      .describe('What happened to the service: marked on the charts, and published as events.csv.'),
  }).meta({ title: 'comptage.yaml', description: 'What comptage counts, how it protects it and where it goes.' }),
)

function publication() {
  const words = inOneOrBoth(lines(), 'text')
  return mapping({
    url: baseUrl().exactOptional().describe('Address under which the output folder is found: https://data.example.fr/'),
    parquet: z.boolean({ error: 'boolean' }).default(false).describe('Whether each CSV is published as Parquet too.'),
    words: z
      .union([lines(), words])
      .exactOptional()
      .describe('What the service is for and what you want to learn, in `language`, the other or both: on the page.'),
    verdicts: z
      .boolean({ error: 'boolean' })
      .default(false)
      .describe('Whether the page says which features to improve, strengthen or retire, by the numbers of `audit`.'),
  }).describe('Where the datasets will be found, and what you say beside the figures.')
}

function eventShape() {
  return mapping({
    date: day().describe('The day on which it happened: 2026-03-01.'),
    text: z.union([title(), titles()]).describe('What happened, in `language`, the other or both.'),
    feature: text().exactOptional().describe('The id of the feature that it is about. Default: the whole service.'),
  })
}

function protection() {
  return mapping({
    k: z
      .int({ error: 'integer-between' })
      .min(LEAST_K, { error: 'integer-between' })
      .max(MOST_K, { error: 'integer-between' })
      .default(11)
      .describe('The threshold: counts below it are hidden.'),
    promise: share()
      .prefault('79%')
      .describe('How often somebody may be right at most who guesses from tables with noise: 71%.'),
    grace: duration().prefault('48h').describe('How long after its end a period is closed: 36h, 2d.'),
    silence: duration().prefault('14d').describe('How long a silent log keeps a period open.'),
    revision_window: duration()
      .prefault('35d')
      .describe(
        'How long after its end, and that of its month, a period may be revised; then its true counts are deleted.',
      ),
  }).describe('How small counts are protected.')
}

function licences() {
  const licence = () => z.enum(LICENCES, { error: 'licence' })
  return mapping({
    summary: licence().default('etalab-2.0').describe('Of the tables by period and feature.'),
    detail: licence().default('ODbL-1.0').describe('Of the tables with a further dimension.'),
  }).describe('Licences of the published data, by SPDX identifier.')
}

function privacy() {
  return mapping({
    retention: lines().exactOptional().describe('How long the raw logs are kept, and where.'),
    contact: lines().exactOptional().describe('Who answers questions about personal data.'),
    purpose: lines().exactOptional().describe('What the figures are for.'),
  }).describe('Your own words for PRIVACY.md.')
}

/** JSON Schema (2020-12) of `comptage.yaml` for editors, made from the very shape that checks the file. */
export function configurationSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(configurationShape(), { io: 'input', target: 'draft-2020-12' })
}

function serviceShape() {
  return mapping({
    id: matching('service-id', SERVICE_ID)
      .exactOptional()
      .describe('Names folders and addresses; never change it. Default: from the name.'),
    name: name().describe('Name of the service.'),
    url: url().exactOptional().describe('Address of the service: requests referred from its host are inside it.'),
    hosts: list(host()).exactOptional().describe('The hosts of the service. Default: that of its address.'),
    publisher: mapping({
      name: name().describe('Name of the publisher.'),
      url: url().exactOptional().describe('Address of the publisher.'),
      email: email().exactOptional().describe('Where to write to about the data.'),
    })
      .exactOptional()
      .describe('Who publishes the data.'),
  }).describe('The service that is counted.')
}

function sourceShape() {
  return mapping({
    id: matching('machine-id', MACHINE_ID).describe('What the machine is called: web1.'),
    path: text().describe('Where its tallies lie, as comptage export writes them; a glob: the latest counts.'),
  })
}

// The files that stand beside the tables, and the parts of a table that is split by year.
export const DATASET_NAME = new RegExp(
  `^(?!.*-\\d{4}$)(?!(?:features|quality|gaps|breaks|events|catalog|${DEVICE})$)[a-z0-9]+(?:-[a-z0-9]+)*$`,
)

function datasetShape() {
  return mapping({
    name: matching('dataset-name', DATASET_NAME, MOST_FILE_NAME_SIGNS)
      .exactOptional()
      .describe('Name of the file. Default: made from `by`.'),
    by: filledList(oneOf([...PERIOD_KINDS, 'feature', ...DIMENSIONS]), 'one-period-and-feature')
      .refine(isCut, { error: 'one-period-and-feature' })
      .meta(CUT)
      .describe('Exactly one period, `feature`, and at most two further dimensions.'),
    measures: filledList(oneOf(MEASURES))
      .exactOptional()
      .describe('Default: requests and errors, and entries where there is no further dimension.'),
    protection: oneOf(PROTECTION_LEVELS).exactOptional().describe('How small counts are protected.'),
    accept_risk: z.boolean({ error: 'boolean' }).default(false).describe('Needed by the level exact.'),
  })
}

/** The same for editors. */
const CUT = {
  uniqueItems: true,
  maxItems: 4,
  contains: { const: 'feature' },
  allOf: [{ contains: { enum: PERIOD_KINDS }, maxContains: 1 }],
}

function isCut(by: readonly string[]): boolean {
  const periods = PERIOD_KINDS.filter((kind) => by.includes(kind))
  return periods.length === 1 && by.includes('feature') && by.length <= 4 && new Set(by).size === by.length
}

/** The numbers by which `audit` judges; each has a default. */
function auditShape() {
  return mapping({
    least_errors: number('least_errors', 'improve: so many errors at least.'),
    server_errors: share()
      .default(AUDIT_NUMBERS.server_errors)
      .describe('improve: 5xx, a share of requests above this.'),
    client_errors: share()
      .default(AUDIT_NUMBERS.client_errors)
      .describe('improve: 4xx, a share of requests above this.'),
    times_median: number('times_median', 'improve: and above so many times the median of the features.'),
    slow_uses: number('slow_uses', 'improve: slow, with so many uses at least.'),
    slow_ms: number('slow_ms', 'improve: slow, 95th percentile above this, in ms.'),
    slow_times_median: number(
      'slow_times_median',
      'improve: slow, and above so many times the median of the features.',
    ),
    retire_uses: number('retire_uses', 'retire: fewer uses in 28 days.'),
    retire_average: number('retire_average', 'retire: where features have so many uses in 28 days on average.'),
    least_requests: number('least_requests', 'too little to say: fewer uses and errors.'),
    strong_share: number('strong_share', 'strengthen: so many times the average share of uses.'),
    growing_share: number('growing_share', 'strengthen: growing, and not surely below so much of the average share.'),
    change: share().default(AUDIT_NUMBERS.change).describe('A trend: a change of so much at least.'),
    deviations: number('deviations', 'A trend: a change of so many standard errors at least.'),
    bounds: number('bounds', 'The bounds of a share: so many standard errors.'),
  }).describe('The numbers by which `comptage audit` judges features.')
}

function number(key: AuditNumber, meaning: string) {
  return positiveNumber().default(AUDIT_NUMBERS[key]).describe(meaning)
}
