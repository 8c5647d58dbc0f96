import { basename, join, resolve } from 'node:path'
import * as z from 'zod'
import { dayOfText } from '../domain/calendar.ts'
import { DIMENSIONS } from '../domain/dictionary.ts'
import type { Bilingual, Feature } from '../domain/feature.ts'
import type { Place } from '../domain/place.ts'
import type { Problem } from '../domain/problem.ts'
import { kindAmong } from '../domain/series-of.ts'
import {
  isServerFile,
  SERVICE_ID,
  type Configuration,
  type Language,
  type LogSource,
  type Service,
} from '../domain/service.ts'
import type { TableRequest } from '../domain/table.ts'
import { slugOf, tableName } from './default-names.ts'
import { expandFeatures } from './import/expand-features.ts'
import { NO_FILES, type ImportReader } from './import/import-reader.ts'
import { nearestWord } from './nearest-word.ts'
import { parseYaml } from './parse-yaml.ts'
import { problemsOfIssues, problemsWithoutWords, type Issue, type PlacedProblem } from './problems-of-issues.ts'
import { configurationShape, type ConfigurationShape } from './shape/configuration-shape.ts'
import { eachWritten, keyText, oneLine, written, type Path, type WrittenYaml } from './written-yaml.ts'

/**
 * The configuration that the text of `comptage.yaml` says, with its defaults; or all that is wrong with it, in the order of its lines.
 *
 * @param file how the file is called in places
 * @param options.folder absolute folder of the file, from which its relative paths start
 * @param options.read reads the documents that it names; without it none can be read
 */
export function readConfiguration(
  text: string,
  file: string,
  options: { readonly folder: string; readonly read?: ImportReader },
): { readonly configuration?: Configuration; readonly problems: readonly Problem[] } {
  const { yaml, problems: syntax } = parseYaml(text, file)
  if (yaml === undefined) return { problems: syntax.toSorted(byPlace) }
  const { success, data, error } = configurationShape().safeParse(yaml.value, READ_ONCE)
  const problems = [...syntax, ...problemsOfShape(error?.issues ?? [], yaml)]
  if (!success || problems.length > 0) return { problems: problems.toSorted(byPlace) }
  const { folder, read = NO_FILES } = options
  const { features, problems: refused } = expandFeatures(data, yaml, folder, read)
  // Asked once the features of documents are known.
  const unknown = [
    ...unknownIds('events', 'feature', data.events, features, yaml),
    ...unknownIds('features', 'family', data.features, data.families, yaml),
  ]
  if (refused.length + unknown.length > 0) return { problems: [...refused, ...unknown] }
  return {
    configuration: {
      file: resolve(folder, basename(file)),
      ...unreviewedIn(text, file),
      ...buildConfiguration(data, yaml, folder, features),
    },
    problems,
  }
}

/** The marks of `init` that are left behind the ids of features. */
function unreviewedIn(text: string, file: string): Pick<Configuration, 'unreviewed'> {
  const marked = text.split('\n').flatMap((line, i) => {
    const at = /^[^#]*\bid: /.test(line) ? line.indexOf('# review: ') : -1
    return at < 0 ? [] : [{ file, line: i + 1, column: at + 1 }]
  })
  const [place] = marked
  return place === undefined ? {} : { unreviewed: { names: marked.length, place } }
}

/** Entries that are of a feature, or of a family, that is none. */
function unknownIds<Kind extends 'feature' | 'family'>(
  list: string,
  kind: Kind,
  entries: readonly Partial<Readonly<Record<Kind, string>>>[],
  known: readonly { readonly id: string }[],
  yaml: WrittenYaml,
): readonly PlacedProblem[] {
  const ids = known.map(({ id }) => id)
  return entries.flatMap(({ [kind]: id }, position): readonly PlacedProblem[] => {
    if (id === undefined || ids.includes(id)) return []
    const path = [list, position, kind]
    const nearest = nearestWord(id, ids)
    const facts = { key: keyText(path), value: oneLine(id), expected: { kind } } as const
    return [{ code: 'CONFIG_VALUE', place: yaml.placeOf(path), ...facts, ...(nearest !== undefined && { nearest }) }]
  })
}

/** To compile a shape takes longer than to read one configuration by it. */
const READ_ONCE = { jitless: true }

function problemsOfShape(issues: readonly Issue[], yaml: WrittenYaml): readonly PlacedProblem[] {
  if (!isMeant(yaml)) return problemsWithoutWords(issues, yaml)
  return [...problemsOfIssues(issues, yaml), ...findClashes(yaml)]
}

function byPlace({ place: a }: PlacedProblem, { place: b }: PlacedProblem): number {
  return a.line - b.line || a.column - b.column
}

/**
 * Whether a file is meant as a configuration: of one that is not, nothing may be quoted. A line of a log may be YAML, or JSON
 * with keys that are called as ours (`service`, `url` and `source` of the Elastic Common Schema).
 */
function isMeant({ value, textOf }: WrittenYaml): boolean {
  const keys = FIRST_KEYS.parse(value)
  const { service, features } = keys
  const found = [Array.isArray(features), typeof service === 'object' && service !== null]
  if (!textOf([]).startsWith('{')) return found.includes(true)
  return !found.includes(false) && areMostlyOurs(Object.keys(keys))
}

const FIRST_KEYS = z.record(z.string(), z.unknown()).catch({})

function areMostlyOurs(keys: readonly string[]): boolean {
  const ours = configurationShape().shape
  return 2 * keys.filter((key) => Object.hasOwn(ours, key)).length > keys.length
}

/** Where the configuration is looked for when nobody names it, in this order. */
export function configurationCandidates(cwd: string): readonly string[] {
  return [join(cwd, 'comptage.yaml'), '/etc/comptage/comptage.yaml']
}

/** What no single key shows. Read from the file itself, so that it is told together with everything else that is wrong. */
function findClashes(yaml: WrittenYaml): readonly PlacedProblem[] {
  const features = entriesOf(['features'], yaml)
  const datasets = entriesOf(['datasets'], yaml)
  return [
    ...namesNothing(yaml),
    ...features.flatMap((feature) => endsBeforeItStarts(feature, yaml)),
    ...givenTwice(features.map((feature) => nameAt([...feature, 'id'], yaml))),
    ...givenTwice(entriesOf(['families'], yaml).map((family) => nameAt([...family, 'id'], yaml))),
    ...givenTwice(datasets.map((dataset) => nameOfDataset(dataset, yaml))),
    ...['id', 'path'].flatMap((key) =>
      givenTwice(entriesOf(['sources'], yaml).map((source) => nameAt([...source, key], yaml))),
    ),
  ]
}

function entriesOf(path: Path, yaml: WrittenYaml): readonly Path[] {
  return Array.from({ length: yaml.lengthOf(path) }, (_, position) => [...path, position])
}

function namesNothing(yaml: WrittenYaml): readonly PlacedProblem[] {
  const id = ['service', 'id']
  const name = yaml.stringAt(['service', 'name'])
  if (name === undefined || SERVICE_ID.test(slugOf(name)) || yaml.has(id)) return []
  return [{ code: 'CONFIG_MISSING_KEY', place: yaml.placeOf(id), key: keyText(id), expected: { kind: 'service-id' } }]
}

function endsBeforeItStarts(feature: Path, yaml: WrittenYaml): readonly PlacedProblem[] {
  const until = [...feature, 'until']
  const first = yaml.stringAt([...feature, 'from']) ?? ''
  const value = yaml.stringAt(until) ?? ''
  if ((dayOfText(value) ?? Infinity) >= (dayOfText(first) ?? -Infinity)) return []
  const expected = { kind: 'day-from', first } as const
  return [{ code: 'CONFIG_VALUE', place: yaml.placeOf(until), key: keyText(until), value, expected }]
}

type Named = { readonly name: string | undefined; readonly place: Place }

function nameAt(path: Path, yaml: WrittenYaml): Named {
  return { name: yaml.stringAt(path), place: yaml.placeOf(path) }
}

function nameOfDataset(dataset: Path, yaml: WrittenYaml): Named {
  const by = [...dataset, 'by']
  if (yaml.has([...dataset, 'name'])) return nameAt([...dataset, 'name'], yaml)
  return { name: tableName(entriesOf(by, yaml).map((word) => yaml.textOf(word))), place: yaml.placeOf(by) }
}

function givenTwice(entries: readonly Named[]): readonly PlacedProblem[] {
  const seen = new Map<string, Place>()
  return entries.flatMap(({ name, place }) => {
    if (name === undefined || name === '') return []
    const first = seen.get(name)
    if (first !== undefined) return [{ code: 'DUPLICATE_ID', place, id: oneLine(name), first }]
    seen.set(name, place)
    return []
  })
}

/**
 * A file without a problem, in the words of the domain.
 *
 * @param features made before: some stand in other documents
 */
function buildConfiguration(
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
    period: kindAmong(by),
    dimensions: by.flatMap((word) => DIMENSIONS.filter((dimension) => dimension === word)),
    ...(measures !== undefined && { measures: [...new Set(measures)] }),
    ...(level !== undefined && { level }),
    acceptRisk,
  }
}
