import { readFileSync } from 'node:fs'
import type { Licence } from '../domain/service.ts'
import type { Words } from './words.ts'

/** What a sentence of attribution names. */
type Cited = {
  readonly publisher: string
  readonly title: string
  /** Public address of the dataset, if there is one. */
  readonly address: string | undefined
  /** The day of the last update, in words of each language. */
  readonly updated: Words
}

type LicenceWords = {
  readonly title: string
  readonly address: string
  /** What a reuser must give; undefined: the licence asks for nothing. */
  readonly sentence?: (cited: Cited) => Words
}

export function licenceText(licence: Licence): string {
  return readFileSync(new URL(`../../licences/${licence}.txt`, import.meta.url), 'utf8')
}

const CREATIVE_COMMONS = 'https://creativecommons.org'
const OPEN_DATA_COMMONS = 'https://opendatacommons.org/licenses'

export const LICENCE_WORDS: Readonly<Record<Licence, LicenceWords>> = {
  'etalab-2.0': {
    title: 'Licence Ouverte / Open Licence version 2.0',
    address: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
    sentence: ({ publisher, address, updated }) => ({
      fr: `${publisher} - Données originales${address ? ` téléchargées sur ${address}` : ''}, mise à jour du ${updated.fr}`,
      en: `${publisher} - Original data${address ? ` downloaded from ${address}` : ''}, updated on ${updated.en}`,
    }),
  },
  'ODbL-1.0': {
    title: 'Open Data Commons Open Database License v1.0',
    address: `${OPEN_DATA_COMMONS}/odbl/1-0/`,
    sentence: ({ title }) =>
      inEnglish(
        `Contains information from ${title}, which is made available here under the Open Database License (ODbL).`,
      ),
  },
  'CC-BY-4.0': {
    title: 'Creative Commons Attribution 4.0 International',
    address: `${CREATIVE_COMMONS}/licenses/by/4.0/legalcode`,
    sentence: (cited) => inEnglish(creativeCommons(cited, 'CC BY 4.0')),
  },
  'CC-BY-SA-4.0': {
    title: 'Creative Commons Attribution Share Alike 4.0 International',
    address: `${CREATIVE_COMMONS}/licenses/by-sa/4.0/legalcode`,
    sentence: (cited) => inEnglish(creativeCommons(cited, 'CC BY-SA 4.0')),
  },
  'CC0-1.0': {
    title: 'Creative Commons Zero v1.0 Universal',
    address: `${CREATIVE_COMMONS}/publicdomain/zero/1.0/legalcode`,
  },
  'ODC-By-1.0': {
    title: 'Open Data Commons Attribution License v1.0',
    address: `${OPEN_DATA_COMMONS}/by/1-0/`,
    sentence: ({ title }) =>
      inEnglish(`Contains information from ${title} which is made available under the ODC Attribution License.`),
  },
  'PDDL-1.0': {
    title: 'Open Data Commons Public Domain Dedication & License 1.0',
    address: `${OPEN_DATA_COMMONS}/pddl/1-0/`,
  },
}

// The licence words the sentence itself, in English: it is cited as it stands.
function inEnglish(sentence: string): Words {
  return { fr: sentence, en: sentence }
}

function creativeCommons({ publisher, title, address }: Cited, licence: string): string {
  return [`${title} © ${publisher}`, address, licence].filter(Boolean).join(', ')
}
