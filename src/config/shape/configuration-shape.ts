import * as z from 'zod'
import { LICENCES } from '../../domain/service.ts'
import { auditShape } from './audit-shape.ts'
import { datasetShape } from './dataset-shape.ts'
import { featureShape } from './feature-shape.ts'
import { logShape } from './log-shape.ts'
import { serviceShape } from './service-shape.ts'
import { sourceShape } from './source-shape.ts'
import {
  baseUrl,
  day,
  duration,
  filledList,
  host,
  lines,
  list,
  mapping,
  oneOf,
  share,
  text,
  timeZone,
} from './values.ts'

/** The least threshold: with 2, a hidden figure could only be 0 or 1. */
export const LEAST_K = 3

export type ConfigurationShape = z.output<ReturnType<typeof configurationShape>>

/** Every key of `comptage.yaml`, once: what checks the file is also what editors complete from. */
export function configurationShape() {
  return mapping({
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
    ignore: list(text()).default([]).describe('Patterns of requests that are no use of the service: /health.'),
    case: oneOf(['sensitive', 'insensitive']).default('sensitive').describe('Whether /Aide and /aide differ.'),
    referrers: list(host()).default([]).describe('Hosts that the referrer dimension names.'),
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
    publication: mapping({
      url: baseUrl().describe('Address under which the output folder is found: https://data.example.fr/'),
    })
      .exactOptional()
      .describe('Where the datasets will be found.'),
  }).meta({ title: 'comptage.yaml', description: 'What comptage counts, how it protects it and where it goes.' })
}

function protection() {
  return mapping({
    k: z
      .int({ error: 'integer-from' })
      .min(LEAST_K, { error: 'integer-from' })
      .default(11)
      .describe('The threshold: counts below it are hidden.'),
    grace: duration().prefault('48h').describe('How long after its end a period is closed: 36h, 2d.'),
    silence: duration().prefault('14d').describe('How long a silent log keeps a period open.'),
    revision_window: duration()
      .prefault('35d')
      .describe('How long after its end a period may be revised; then its true counts are deleted.'),
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
