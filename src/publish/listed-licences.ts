import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { errnoOf, ProblemError } from '../domain/problem.ts'
import { LICENCES, type Licence, type Both } from '../domain/service.ts'
import { inBoth } from './words.ts'

/** What a sentence of attribution names. */
type Cited = {
  readonly publisher: string
  /** Of the dataset, as each language calls it. */
  readonly title: Both
  /** Public address of the dataset, if there is one. */
  readonly address: string | undefined
  /** The day of the last update, in words of each language. */
  readonly updated: Both
}

type LicenceWords = {
  readonly title: string
  readonly address: string
  /** As data.gouv.fr and CKAN name it. */
  readonly portalId: string
  /** What is derived from the data stays under it. */
  readonly isShareAlike: boolean
  /** A French administration may choose it: article D. 323-2-1 of the CRPA lists the two. */
  readonly isForAdministrations: boolean
  /** What it asks of a reuser, in one sentence. */
  readonly asks: Both
  /** What a reuser must give; undefined: the licence asks for nothing. */
  readonly sentence?: (cited: Cited) => Both
}

/** What a licence is and asks, for the operator who chooses one. */
export type ListedLicence = Omit<LicenceWords, 'sentence'> & {
  readonly id: Licence
}

export function listLicences(): readonly ListedLicence[] {
  return LICENCES.map((id) => {
    const { title, address, portalId, isShareAlike, isForAdministrations, asks } = LICENCE_WORDS[id]
    return { id, title, address, portalId, isShareAlike, isForAdministrations, asks }
  })
}

export function licenceText(licence: Licence): string {
  const file = new URL(`../../licences/${licence}.txt`, import.meta.url)
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const errno = errnoOf(error)
    // A part of the program was taken away.
    throw errno === undefined ? error : new ProblemError({ code: 'FILE_UNREADABLE', path: fileURLToPath(file), errno })
  }
}

const CREATIVE_COMMONS = 'https://creativecommons.org'
const OPEN_DATA_COMMONS = 'https://opendatacommons.org/licenses'

export const LICENCE_WORDS: Readonly<Record<Licence, LicenceWords>> = {
  'etalab-2.0': {
    title: 'Licence Ouverte / Open Licence version 2.0',
    address: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
    portalId: 'lov2',
    isShareAlike: false,
    isForAdministrations: true,
    asks: {
      fr: 'nommer le producteur et la date de la dernière mise à jour',
      en: 'name the publisher and the date of the last update',
    },
    sentence: ({ publisher, address, updated }) => ({
      fr: `${publisher} - Données originales${address ? ` téléchargées sur ${address}` : ''}, mise à jour du ${updated.fr}`,
      en: `${publisher} - Original data${address ? ` downloaded from ${address}` : ''}, updated on ${updated.en}`,
    }),
  },
  'ODbL-1.0': {
    title: 'Open Data Commons Open Database License v1.0',
    address: `${OPEN_DATA_COMMONS}/odbl/1-0/`,
    portalId: 'odc-odbl',
    isShareAlike: true,
    isForAdministrations: true,
    asks: {
      fr: 'nommer la base de données et sa licence ; offrir sous la même licence toute base qui en est tirée',
      en: 'name the database and its licence; offer any database made from it under the same licence',
    },
    sentence: ({ title }) => {
      const contains = (name: string) =>
        `Contains information from ${name}, which is made available here under the Open Database License (ODbL).`
      return {
        en: contains(title.en),
        fr: `${contains(title.fr)} (Contient des informations de la base « ${title.fr} », mises ici à disposition sous licence ODbL.)`,
      }
    },
  },
  'CC-BY-4.0': {
    title: 'Creative Commons Attribution 4.0 International',
    address: `${CREATIVE_COMMONS}/licenses/by/4.0/legalcode`,
    portalId: 'cc-by',
    isShareAlike: false,
    isForAdministrations: false,
    asks: {
      fr: 'nommer l’auteur et la licence, dire ce qui a été changé',
      en: 'name the author and the licence, say what was changed',
    },
    sentence: (cited) => creativeCommons(cited, 'CC BY 4.0'),
  },
  'CC-BY-SA-4.0': {
    title: 'Creative Commons Attribution Share Alike 4.0 International',
    address: `${CREATIVE_COMMONS}/licenses/by-sa/4.0/legalcode`,
    portalId: 'cc-by-sa',
    isShareAlike: true,
    isForAdministrations: false,
    asks: {
      fr: 'nommer l’auteur et la licence, dire ce qui a été changé ; partager ce qui en est tiré sous la même licence',
      en: 'name the author and the licence, say what was changed; share what is made from it under the same licence',
    },
    sentence: (cited) => creativeCommons(cited, 'CC BY-SA 4.0'),
  },
  'CC0-1.0': {
    title: 'Creative Commons Zero v1.0 Universal',
    address: `${CREATIVE_COMMONS}/publicdomain/zero/1.0/legalcode`,
    portalId: 'cc-zero',
    isShareAlike: false,
    isForAdministrations: false,
    asks: {
      fr: 'rien',
      en: 'nothing',
    },
  },
  'ODC-By-1.0': {
    title: 'Open Data Commons Attribution License v1.0',
    address: `${OPEN_DATA_COMMONS}/by/1-0/`,
    portalId: 'odc-by',
    isShareAlike: false,
    isForAdministrations: false,
    asks: {
      fr: 'nommer la base de données et sa licence',
      en: 'name the database and its licence',
    },
    sentence: (cited) =>
      inEnglish(
        cited,
        (title) => `Contains information from ${title} which is made available under the ODC Attribution License.`,
      ),
  },
  'PDDL-1.0': {
    title: 'Open Data Commons Public Domain Dedication & License 1.0',
    address: `${OPEN_DATA_COMMONS}/pddl/1-0/`,
    portalId: 'odc-pddl',
    isShareAlike: false,
    isForAdministrations: false,
    asks: {
      fr: 'rien',
      en: 'nothing',
    },
  },
}

// The licence words the sentence itself, in English: it is cited as it stands, with the name that the reader's page has.
function inEnglish({ title }: Cited, sentence: (title: string) => string): Both {
  return inBoth((language) => sentence(title[language]))
}

function creativeCommons(cited: Cited, licence: string): Both {
  const { publisher, address } = cited
  return inEnglish(cited, (title) => [`${title} © ${publisher}`, address, licence].filter(Boolean).join(', '))
}
