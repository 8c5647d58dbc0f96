import type { PeriodKind } from '../domain/dictionary.ts'
import type { Both, Language, Licence } from '../domain/service.ts'
import { createHash } from 'node:crypto'
import { ProblemError } from '../domain/problem.ts'

/** A published folder, read and checked: all that a portal is told, and the bytes that it is sent. */
export type Dataset = {
  /** Of the folder: never changes, and finds the dataset again. */
  readonly name: string
  readonly language: Language
  readonly title: Both
  readonly description: Both
  readonly version: string
  readonly licence: Licence
  readonly publisher?: { readonly name: string; readonly email?: string }
  readonly homepage?: string
  readonly keywords: readonly string[]
  /** The finest period of its tables. */
  readonly frequency?: PeriodKind
  /** First and last day, as 2026-03-01. */
  readonly span?: { readonly from: string; readonly to: string }
  /** Data first, then what describes it. */
  readonly files: readonly DatasetFile[]
}

/** A file of the folder, which becomes a resource of the portal. */
export type DatasetFile = {
  /** Relative to the folder, with `/`: the name by which it is found again. */
  readonly path: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sha256: string
  readonly title: Both
  readonly description: Both
  readonly isData: boolean
  /** As `csv`. */
  readonly format: string
  readonly mediaType: string
}

/**
 * The resources that have to go: of ours, those that the folder has no more, and those that two runs at once put there twice.
 *
 * @param pathOf of a resource that is ours
 */
export function superfluous<Resource>(
  { files }: Dataset,
  resources: readonly Resource[],
  pathOf: (resource: Resource) => string | undefined,
): readonly Resource[] {
  const wanted = new Set(files.map(({ path }) => path))
  return resources.filter((resource) => {
    const path = pathOf(resource)
    return path !== undefined && !wanted.delete(path)
  })
}

/** `day-feature.csv` of `data/day-feature.csv`. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** A description in both languages, the dataset's own first; Markdown. */
export function descriptionText({ language, title, description, homepage, version }: Dataset): string {
  const other = language === 'fr' ? 'en' : 'fr'
  const facts = [`Version ${version}`, ...(homepage === undefined ? [] : [homepage])].join(' · ')
  return [description[language], '---', `**${title[other]}**`, description[other], '---', facts].join('\n\n')
}

/** A short text in both languages, the dataset's own first. */
export function inTwo(words: Both, { language }: Pick<Dataset, 'language'>): string {
  const [own, translated] = language === 'fr' ? [words.fr, words.en] : [words.en, words.fr]
  return own === translated ? own : `${own}\n\n${translated}`
}

/** How portals name a licence. The Licence Ouverte that they call `fr-lo` is the first version: another text. */
const NAMES: Readonly<Record<Licence, readonly string[]>> = {
  'etalab-2.0': ['lov2', 'etalab-2.0'],
  'ODbL-1.0': ['odc-odbl', 'ODbL-1.0'],
  'CC-BY-4.0': ['cc-by', 'CC-BY-4.0'],
  'CC-BY-SA-4.0': ['cc-by-sa', 'CC-BY-SA-4.0'],
  'CC0-1.0': ['cc-zero', 'CC0-1.0'],
  'ODC-By-1.0': ['odc-by', 'ODC-BY-1.0'],
  'PDDL-1.0': ['odc-pddl', 'PDDL-1.0'],
}

/**
 * The portal's name of a licence.
 *
 * @param known the names that the portal knows; undefined: it was not asked
 * @param otherwise what the portal calls a licence that it has no name for, if anything
 * @throws ProblemError
 */
export function chooseLicence(licence: Licence, known: readonly string[] | undefined, otherwise?: string): string {
  const names = otherwise === undefined ? NAMES[licence] : [...NAMES[licence], otherwise]
  const found = known === undefined ? names[0] : names.find((name) => known.includes(name))
  if (found === undefined) throw new ProblemError({ code: 'PORTAL_LICENCE', licence })
  return found
}

/**
 * A sum over what a portal was told. It is kept there, among our extras: portals write titles, tags and dates in forms of
 * their own, so that what they answer cannot be compared with what they were sent.
 */
export function checksumOf(told: object): string {
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}
