import type { Feature } from '../../domain/feature.ts'
import type { Place } from '../../domain/place.ts'
import type { Language } from '../../domain/service.ts'
import type { PlacedProblem } from '../problems-of-issues.ts'
import type { ConfigurationShape } from '../shape/configuration-shape.ts'
import { eachWritten } from '../yaml/each-written.ts'
import type { Path, WrittenYaml } from '../yaml/written-yaml.ts'
import { importFeatures, type Imported } from './import-features.ts'
import type { ImportReader } from './import-reader.ts'

type Entry = ConfigurationShape['features'][number]
type Uses = Pick<Entry, 'clients' | 'partial' | 'assets' | 'from' | 'until'>

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
  const common = usesOf(entry)
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

function usesOf({ clients, partial, assets, from, until }: Uses): Pick<Feature, keyof Uses> {
  return { clients, partial, assets, ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
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
