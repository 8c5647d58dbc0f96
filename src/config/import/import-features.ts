import { resolve } from 'node:path'
import type { Feature } from '../../domain/feature.ts'
import type { Place } from '../../domain/place.ts'
import { fitTitle } from '../../domain/text.ts'
import type { PlacedProblem } from '../problems-of-issues.ts'
import { slugOf } from '../slug-of.ts'
import type { ImportedFeature } from './imported-feature.ts'
import { Refused, type ImportReader, type ImportText } from './import-reader.ts'
import { featuresOfOpenapi, type Grouping } from './openapi/features-of-openapi.ts'
import { featuresOfSitemap } from './features-of-sitemap.ts'

/** An entry of `features:` that names a document. */
export type ImportEntry = {
  readonly kind: 'openapi' | 'sitemap'
  readonly path: string
  readonly by: Grouping
  readonly place: Place
  /** What all its features have. */
  readonly common: Pick<Feature, 'clients' | 'partial' | 'assets' | 'from' | 'until'>
}

export type Imported = { readonly features: readonly Feature[]; readonly problems: readonly PlacedProblem[] }

/**
 * The features of a document, or why it is refused.
 *
 * @param folder from which its path starts, absolute
 * @param language of the titles
 */
export function importFeatures(
  { kind, path, by, place, common }: ImportEntry,
  folder: string,
  language: 'fr' | 'en',
  read: ImportReader,
): Imported {
  const file = resolve(folder, path)
  try {
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(path)) throw new Refused(path, 'remote')
    const text = textIn(read(file), file)
    const found = kind === 'openapi' ? featuresOfOpenapi(text, file, by, read) : featuresOfSitemap(text, file)
    const ids = idsOf(found)
    const features = found.map(({ title: written, match }, i): Feature => {
      const { title, removed } = fitTitle(written)
      return {
        id: ids[i] ?? '',
        title: { [language]: shortened(title) || (ids[i] ?? '') },
        match: match.map((value) => ({ value, place })),
        examples: [],
        ...common,
        origin: { kind, path, ...(removed.length > 0 && { removed }) },
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
    const slug = slugOf(name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '-')) || 'feature'
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
