import { createHash } from 'node:crypto'
import { ProblemError } from '../domain/problem.ts'
import type { Licence } from '../domain/service.ts'
import type { Dataset, Words } from './dataset.ts'

/** A description in both languages, the dataset's own first; Markdown. */
export function descriptionText({ language, title, description, homepage, version }: Dataset): string {
  const other = language === 'fr' ? 'en' : 'fr'
  const facts = [`Version ${version}`, ...(homepage === undefined ? [] : [homepage])].join(' · ')
  return [description[language], '---', `**${title[other]}**`, description[other], '---', facts].join('\n\n')
}

/** A short text in both languages, the dataset's own first. */
export function inTwo(words: Words, { language }: Pick<Dataset, 'language'>): string {
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
export function fingerprintOf(told: object): string {
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}
