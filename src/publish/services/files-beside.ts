import { catalogueOf } from '../dcat/catalogue.ts'
import { pageName } from '../page/page.ts'
import type { FolderFile } from '../publication.ts'
import { readService, type FoundDataset } from './read-service.ts'
import { FEED, GENERATOR, servicesFeed } from './services-feed.ts'
import { publisherOf, servicesPage, servicesTitle } from './services-page.ts'

const CATALOGUE = 'catalog.jsonld'

/** The names that files of ours may have in an output folder, beside the folders of datasets. */
export const BESIDE_DATASETS = [CATALOGUE, FEED, 'index.html', 'index.fr.html', 'index.en.html'] as const

/**
 * What stands in an output folder beside the datasets: the catalogue that portals harvest, the page of all services and their feed. They
 * depend on the datasets there alone, so that services that share the folder write the same.
 *
 * @param found in any order
 * @param programVersion named by the pages: those of another version may be others
 * @param taken names that somebody else has: none is made, and no page leads there as if it were ours
 */
export function filesBeside(
  found: readonly FoundDataset[],
  programVersion: string,
  taken: readonly string[] = [],
): readonly FolderFile[] {
  const catalogue = catalogueOf(
    found.flatMap(({ folder, dcat }) => (dcat === undefined ? [] : [{ folder, text: dcat }])),
  )
  const around = { hasCatalogue: catalogue !== undefined, programVersion, taken }
  const all = [...(catalogue === undefined ? [] : [{ path: CATALOGUE, text: catalogue }]), ...indexOf(found, around)]
  return all.filter(({ path }) => !taken.includes(path))
}

type Known = { readonly hasCatalogue: boolean; readonly programVersion: string; readonly taken: readonly string[] }

function indexOf(found: readonly FoundDataset[], known: Known): readonly FolderFile[] {
  const services = found.toSorted((a, b) => (a.folder < b.folder ? -1 : 1)).flatMap((one) => readService(one) ?? [])
  const [first] = services
  if (first === undefined) return []
  const main = first.language
  const base = services.find((one) => one.base !== undefined)?.base
  const around = { ...known, main, hasFeed: base !== undefined && !known.taken.includes(FEED) }
  const pages = (['fr', 'en'] as const).map((language) => ({
    path: pageName(language, main),
    text: servicesPage(services, language, around),
  }))
  if (base === undefined) return pages
  const title = servicesTitle(services, main)
  const ofBase = services.filter((one) => one.base === base)
  return [
    { path: FEED, text: servicesFeed(ofBase, { base, title, author: publisherOf(services) ?? title, language: main }) },
    ...pages,
  ]
}

/** Folders whose `latest.json` is passed over: damaged, of another program, or not in the folder of its name. */
export function passedOver(found: readonly FoundDataset[]): readonly string[] {
  return found.filter((one) => one.latest !== undefined && readService(one) === undefined).map(({ folder }) => folder)
}

/**
 * Whether a file beside the datasets is one that we wrote. Of other names than the catalogue's, which only a portal asks for, no other is
 * ever replaced or removed: a publisher may have a page there.
 */
export function isOurFileBeside(path: string, text: string): boolean {
  if (path === CATALOGUE)
    return text.startsWith('{\n  "@context": {\n    "dcat":') && text.includes('"@type": "dcat:Catalog"')
  return path === FEED ? text.includes(`<generator>${GENERATOR}<`) : versionOf(text) !== undefined
}

/** The version of the program that made a page of services; undefined: it is none. */
export function versionOf(page: string): string | undefined {
  return new RegExp(`<meta name="generator" content="${GENERATOR} ([^"]{1,50})" />`).exec(page.slice(0, 50_000))?.[1]
}
