import { FIRST_YEAR, LAST_YEAR } from '../../../domain/calendar.ts'
import { REFERRERS } from '../../../domain/dictionary.ts'
import type { Expected, Both } from '../../../domain/service.ts'
import { say } from '../../language/language.ts'

/** What a key of the configuration takes, in the language that is spoken. */
export function wordsForExpected(expected: Expected): string {
  switch (expected.kind) {
    case 'one-of':
      return say({ en: `one of ${expected.words.join(', ')}`, fr: `un mot parmi ${expected.words.join(', ')}` })
    case 'integer-between':
      return say({
        en: `a whole number from ${expected.least} to ${expected.most}`,
        fr: `un nombre entier de ${expected.least} à ${expected.most}`,
      })
    case 'day-from':
      return say({ en: `a day from ${expected.first} on`, fr: `un jour à partir du ${expected.first}` })
    case 'most-signs':
      return say({ en: `a text of ${expected.most} signs at most`, fr: `un texte d’au plus ${expected.most} signes` })
    case 'most-entries':
      return say({
        en: `a list of ${expected.most} entries at most`,
        fr: `une liste d’au plus ${expected.most} éléments`,
      })
    case 'without':
      return say({
        en: `a text without ${expected.sign}: a terminal, a line or the direction of a text obeys it`,
        fr: `un texte sans ${expected.sign} : un terminal, une ligne ou le sens d’un texte lui obéit`,
      })
    case 'mapping':
      return say(mappingWith(expected.required))
    default:
      return say(KINDS[expected.kind])
  }
}

function mappingWith(required: readonly string[]): Both {
  const as = required.map((key) => `${key}: …`).join(', ')
  if (as === '') return { en: 'keys and values', fr: 'des clés et des valeurs' }
  return { en: `keys and values, as { ${as} }`, fr: `des clés et des valeurs, comme { ${as} }` }
}

const KINDS: Readonly<
  Record<
    Exclude<
      Expected['kind'],
      'one-of' | 'integer-between' | 'day-from' | 'mapping' | 'without' | 'most-signs' | 'most-entries'
    >,
    Both
  >
> = {
  text: { en: 'a text', fr: 'un texte' },
  list: { en: 'a list with at least one entry', fr: 'une liste d’au moins un élément' },
  'service-id': {
    en: '2 to 100 small letters and digits, words joined by -, the last of them not detail; no device of Windows, as con or nul',
    fr: 'de 2 à 100 lettres minuscules et chiffres, les mots reliés par -, le dernier autre que detail ; aucun périphérique de Windows, comme con ou nul',
  },
  'machine-id': {
    en: '2 to 100 small letters and digits, words joined by -',
    fr: 'de 2 à 100 lettres minuscules et chiffres, les mots reliés par -',
  },
  'feature-id': {
    en: 'small letters and digits, words joined by - or _; no device of Windows, as con or nul',
    fr: 'des lettres minuscules et des chiffres, les mots reliés par - ou _ ; aucun périphérique de Windows, comme con ou nul',
  },
  feature: {
    en: 'the id of one of the features; one that has ended stays there for its events, with until',
    fr: 'l’identifiant d’une des fonctionnalités, dont celle qui a pris fin reste, avec until, pour ses événements',
  },
  family: { en: 'the id of an entry of families', fr: 'l’identifiant d’un élément de families' },
  'dataset-name': {
    en: 'small letters and digits, words joined by -; no year at its end, and not features, quality, gaps, breaks, events, catalog or a device of Windows, as con or nul',
    fr: 'des lettres minuscules et des chiffres, les mots reliés par - ; sans année à la fin, et ni features, ni quality, ni gaps, ni breaks, ni events, ni catalog, ni un périphérique de Windows, comme con ou nul',
  },
  day: {
    en: `a day from ${FIRST_YEAR} to ${LAST_YEAR}, as 2026-03-01`,
    fr: `un jour de ${FIRST_YEAR} à ${LAST_YEAR}, comme 2026-03-01`,
  },
  pattern: { en: 'a path, as /aide or POST /aide', fr: 'un chemin, comme /aide ou POST /aide' },
  share: { en: 'a share, as 5%', fr: 'une part, comme 5%' },
  duration: { en: 'a length of time, as 48h or 14d', fr: 'une durée, comme 48h ou 14d' },
  url: {
    en: 'an address that begins with http:// or https://, without a password and without blanks',
    fr: 'une adresse qui commence par http:// ou https://, sans mot de passe ni espace',
  },
  email: {
    en: 'an address of mail, as opendata@example.fr',
    fr: 'une adresse de courriel, comme opendata@example.fr',
  },
  host: { en: 'the name of a host, as www.example.fr', fr: 'le nom d’un hôte, comme www.example.fr' },
  'referrer-host': {
    en: `the name of a host, as www.example.fr, that is no word of the table itself (${REFERRERS.join(', ')})`,
    fr: `le nom d’un hôte, comme www.example.fr, qui n’est pas déjà un mot du tableau (${REFERRERS.join(', ')})`,
  },
  boolean: { en: 'true or false', fr: 'true ou false' },
  'positive-number': { en: 'a number above 0', fr: 'un nombre plus grand que 0' },
  'positive-integer': { en: 'a whole number from 1 up', fr: 'un nombre entier à partir de 1' },
  'one-period-and-feature': {
    en: 'one of day, week, month, quarter, year, then feature, then at most two further dimensions',
    fr: 'une période (day, week, month, quarter, year), puis feature, puis au plus deux autres dimensions',
  },
  'format-of-list': {
    en: 'the name of a format, or its string: auto, and the path of nginx.conf or apache2.conf, stand alone',
    fr: 'le nom d’un format, ou sa chaîne : auto, et le chemin de nginx.conf ou d’apache2.conf, restent seuls',
  },
  title: {
    en: 'a text that begins with a letter or a digit: programs take = + - @ for a formula',
    fr: 'un texte qui commence par une lettre ou un chiffre : les tableurs prennent = + - @ pour une formule',
  },
}
