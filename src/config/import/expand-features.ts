import { resolve } from 'node:path'
import type { Feature } from '../../domain/feature.ts'
import type { Place } from '../../domain/place.ts'
import type { Language } from '../../domain/service.ts'
import { fitTitle } from '../../domain/text.ts'
import { featureIdOf } from '../default-names.ts'
import type { PlacedProblem } from '../problems-of-issues.ts'
import type { ConfigurationShape } from '../shape/configuration-shape.ts'
import { eachWritten, type Path, type WrittenYaml } from '../written-yaml.ts'
import { featuresOfSitemap } from './features-of-sitemap.ts'
import { Refused, type ImportedFeature, type ImportReader, type ImportText } from './import-reader.ts'
import { featuresOfOpenapi, type Grouping } from './features-of-openapi.ts'

type Entry = ConfigurationShape['features'][number]
type Common = Pick<Entry, 'family' | 'clients' | 'partial' | 'assets' | 'from' | 'until'>

/** Every feature: those that stand in the file, and those of the documents that it names. No two have one id. */
export function expandFeatures(
  { features: entries, language }: Pick<ConfigurationShape, 'features' | 'language'>,
  yaml: WrittenYaml,
  folder: string,
  read: ImportReader,
): Imported {
  const expanded = entries.map((entry, i) => expand(entry, ['features', i], yaml, folder, language, read))
  const features = expanded.flatMap((imported) => imported.features)
  return { features, problems: [...expanded.flatMap(({ problems }) => problems), ...sameIds(features)] }
}

function expand(
  entry: Entry,
  at: Path,
  yaml: WrittenYaml,
  folder: string,
  language: Language,
  read: ImportReader,
): Imported {
  const common = commonOf(entry)
  if ('openapi' in entry) {
    const place = yaml.placeOf([...at, 'openapi'])
    return importFeatures({ kind: 'openapi', path: entry.openapi, by: entry.by, place, common }, folder, language, read)
  }
  if ('sitemap' in entry) {
    const place = yaml.placeOf([...at, 'sitemap'])
    return importFeatures({ kind: 'sitemap', path: entry.sitemap, by: 'tag', place, common }, folder, language, read)
  }
  const { id, title = id, match, examples } = entry
  const feature = {
    id,
    title: typeof title === 'string' ? { [language]: title } : title,
    match: eachWritten(match, [...at, 'match'], yaml),
    examples: eachWritten(examples, [...at, 'examples'], yaml),
    ...common,
  }
  return { features: [feature], problems: [] }
}

function commonOf({ family, clients, partial, assets, from, until }: Common): Pick<Feature, keyof Common> {
  return {
    ...(family !== undefined && { family }),
    ...{ clients, partial, assets },
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  }
}

/** Ids of documents that are taken already; two that stand in the file itself are told before. */
function sameIds(features: readonly Feature[]): readonly PlacedProblem[] {
  const seen = new Map<string, Place>()
  return features.flatMap(({ id, match, origin }): readonly PlacedProblem[] => {
    const [pattern] = match
    const first = seen.get(id)
    if (pattern === undefined) return []
    if (first === undefined) seen.set(id, pattern.place)
    return first === undefined || origin === undefined
      ? []
      : [{ code: 'DUPLICATE_ID', place: pattern.place, id, first }]
  })
}

/** An entry of `features:` that names a document. */
type ImportEntry = {
  readonly kind: 'openapi' | 'sitemap'
  readonly path: string
  readonly by: Grouping
  readonly place: Place
  /** What all its features have. */
  readonly common: Pick<Feature, keyof Common>
}

type Imported = { readonly features: readonly Feature[]; readonly problems: readonly PlacedProblem[] }

/**
 * The features of a document, or why it is refused.
 *
 * @param folder from which its path starts, absolute
 * @param language of the titles
 */
function importFeatures(
  { kind, path, by, place, common }: ImportEntry,
  folder: string,
  language: 'fr' | 'en',
  read: ImportReader,
): Imported {
  const file = resolve(folder, path)
  try {
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(path)) throw new Refused(path, 'remote')
    const text = textIn(read(file), file)
    const { features: found, leftOut } =
      kind === 'openapi'
        ? featuresOfOpenapi(text, file, by, read)
        : { features: featuresOfSitemap(text, file), leftOut: [] }
    const ids = idsOf(found)
    const features = found.map(({ title: written, match }, i): Feature => {
      const { title, removed } = fitTitle(written)
      return {
        id: ids[i] ?? '',
        title: { [language]: shortened(title) || (ids[i] ?? '') },
        match: match.map((value) => ({ value, place })),
        examples: [],
        ...common,
        origin: { kind, path, ...(removed.length > 0 && { removed }), ...(leftOut.length > 0 && { leftOut }) },
      }
    })
    return { features, problems: [] }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { features: [], problems: [problemOf(error, place)] }
  }
}

function textIn(found: ImportText, file: string): string {
  if ('why' in found) throw new Refused(file, found.why, found.errno)
  return found.text
}

function problemOf({ why, file, errno }: Refused, place: Place): PlacedProblem {
  return { code: 'IMPORT_REFUSED', place, path: file, why, ...(errno === undefined ? {} : { errno }) }
}

/** An id from each name; of the same the second is `name-2`. */
function idsOf(features: readonly ImportedFeature[]): readonly string[] {
  const taken = new Set<string>()
  return features.map(({ name }) => {
    // getPetById → get-pet-by-id
    const slug = featureIdOf(name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '-')) || 'feature'
    let id = slug
    for (let number = 2; taken.has(id); number++) id = `${slug}-${number}`
    taken.add(id)
    return id
  })
}

/** By whole characters: half of one is none. */
function shortened(title: string): string {
  return title.replace(/^(.{120}).*$/u, '$1').trim()
}
