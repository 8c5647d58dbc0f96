import { resolve } from 'node:path'

import { DIMENSIONS, PERIOD_KINDS } from '../domain/dictionary.ts'
import type { Bilingual, Feature } from '../domain/feature.ts'
import { isServerFile, type Configuration, type Language, type LogSource, type Service } from '../domain/service.ts'
import type { TableRequest } from '../domain/table.ts'
import type { ConfigurationShape } from './shape/configuration-shape.ts'
import { slugOf, tableName } from './default-names.ts'
import { eachWritten, written, type Path, type WrittenYaml } from './written-yaml.ts'

/**
 * A file without a problem, in the words of the domain.
 *
 * @param features made before: some stand in other documents
 */
export function buildConfiguration(
  shape: ConfigurationShape,
  yaml: WrittenYaml,
  folder: string,
  features: readonly Feature[],
): Configuration {
  const { since, state, output, publication, privacy } = shape
  return {
    service: serviceOf(shape.service),
    timezone: shape.timezone,
    language: shape.language,
    ...(since !== undefined && { since }),
    logs: shape.logs.map((log, i) => logSourceOf(log, ['logs', i], yaml, folder)),
    sources: shape.sources.map(({ id, path }) => ({ id, path: resolve(folder, path) })),
    malformedLimit: shape.malformed_limit,
    features,
    families: shape.families.map(({ id, title = id }, i) =>
      written({ id, title: inOwn(title, shape.language) }, ['families', i, 'id'], yaml),
    ),
    ignore: eachWritten(shape.ignore, ['ignore'], yaml),
    case: shape.case,
    referrers: [...new Set(shape.referrers)],
    datasets: shape.datasets.map((dataset, i) => written(tableRequestOf(dataset), ['datasets', i], yaml)),
    k: shape.protection.k,
    promise: shape.protection.promise,
    graceHours: shape.protection.grace,
    silenceHours: shape.protection.silence,
    revisionHours: shape.protection.revision_window,
    ...(state !== undefined && { state: resolve(folder, state) }),
    licences: shape.licences,
    audit: shape.audit,
    ...(privacy !== undefined && { privacy }),
    ...voiceOf(shape),
    ...(output !== undefined && { output: resolve(folder, output) }),
    ...(publication !== undefined && publicationOf(publication, yaml)),
  }
}

function publicationOf(
  { url, parquet }: NonNullable<ConfigurationShape['publication']>,
  yaml: WrittenYaml,
): Pick<Configuration, 'publicationUrl' | 'publicationUrlPlace' | 'hasParquet'> {
  return {
    ...(url !== undefined && { publicationUrl: url, publicationUrlPlace: yaml.placeOf(['publication', 'url']) }),
    ...(parquet && { hasParquet: true }),
  }
}

function voiceOf({ publication, events, language, audit }: ConfigurationShape): Pick<Configuration, 'voice'> {
  const voice = {
    ...(publication?.words !== undefined && { words: inOwn(publication.words, language) }),
    ...(publication?.verdicts === true && { verdicts: audit }),
    ...(events.length > 0 && { events: events.map((event) => ({ ...event, text: inOwn(event.text, language) })) }),
  }
  return Object.keys(voice).length === 0 ? {} : { voice }
}

/** A text that is written once is in the language of the dataset. */
function inOwn(written: string | Bilingual, language: Language): Bilingual {
  return typeof written === 'string' ? { [language]: written } : written
}

function serviceOf(service: ConfigurationShape['service']): Service {
  const own = service.url === undefined ? [] : [new URL(service.url).hostname]
  return { ...service, id: service.id ?? slugOf(service.name), hosts: [...new Set(service.hosts ?? own)] }
}

function logSourceOf(
  { path, format, timezone, decompress, unpack_limit: unpackLimit, fields, until }: ConfigurationShape['logs'][number],
  at: Path,
  yaml: WrittenYaml,
  folder: string,
): LogSource {
  return {
    path: written(resolve(folder, path), [...at, 'path'], yaml),
    ...formatsOf(format, [...at, 'format'], yaml, folder),
    ...(timezone !== undefined && { timezone }),
    ...(decompress === 'external' && { decompress }),
    ...(unpackLimit !== undefined && { unpackLimit }),
    ...(fields !== undefined && { fields }),
    ...(until !== undefined && { until }),
  }
}

function formatsOf(
  formats: ConfigurationShape['logs'][number]['format'],
  at: Path,
  yaml: WrittenYaml,
  folder: string,
): Pick<LogSource, 'format' | 'otherFormats'> {
  const [first = written('auto', at, yaml), ...otherFormats] = eachWritten(formats, at, yaml)
  const format = isServerFile(first.value) ? { ...first, value: resolve(folder, first.value) } : first
  return { format, ...(otherFormats.length > 0 && { otherFormats }) }
}

function tableRequestOf(dataset: ConfigurationShape['datasets'][number]): TableRequest {
  const { by, name = tableName(by), measures, protection: level, accept_risk: acceptRisk } = dataset
  return {
    name,
    period: PERIOD_KINDS.find((kind) => by.includes(kind)) ?? 'day',
    dimensions: by.flatMap((word) => DIMENSIONS.filter((dimension) => dimension === word)),
    ...(measures !== undefined && { measures: [...new Set(measures)] }),
    ...(level !== undefined && { level }),
    acceptRisk,
  }
}
