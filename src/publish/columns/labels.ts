import type {
  Browser,
  Client,
  Device,
  Dimension,
  FROM_WORDS,
  Referrer,
  Status,
  System,
} from '../../domain/dictionary.ts'
import { FATES_OF_FEATURES, type FateOfFeature } from '../../domain/fate.ts'
import { FOLDED } from '../../domain/table.ts'
import type { Language, Both } from '../../domain/service.ts'
import { listedWithAnd } from '../words.ts'
import type { Category } from './column.ts'

/**
 * The categories of a dimension with their labels; a word without one (method, host of the operator) is its own label.
 *
 * @param titles of features, which are categories of `from`
 */
export function categoriesOf(
  dimension: Dimension,
  words: readonly string[],
  titles: ReadonlyMap<string, Both> = new Map(),
): readonly Category[] {
  const labelOf = (word: string) =>
    LABELS[dimension].get(word) ?? ANYWHERE.get(word) ?? (dimension === 'from' ? titles.get(word) : undefined)
  return words.map((value) => ({ value, label: labelOf(value) ?? same(value) }))
}

// Not the member `other` of a dimension: brackets tell them apart.
const ANYWHERE: ReadonlyMap<string, Both> = new Map([
  [FOLDED, { fr: 'Petites catégories regroupées', en: 'Small categories, folded together' }],
])

const OTHER = { fr: 'Autre', en: 'Other' }
const UNKNOWN = { fr: 'Inconnu', en: 'Unknown' }

const DEVICE: Readonly<Record<Device, Both>> = {
  desktop: { fr: 'Ordinateur', en: 'Computer' },
  mobile: { fr: 'Téléphone', en: 'Phone' },
  tablet: { fr: 'Tablette', en: 'Tablet' },
  television: { fr: 'Téléviseur', en: 'Television' },
  console: { fr: 'Console de jeux', en: 'Game console' },
  other: OTHER,
  unknown: UNKNOWN,
}

const BROWSER: Readonly<Record<Browser, Both>> = {
  brave: same('Brave'),
  chrome: same('Chrome'),
  edge: same('Edge'),
  facebook: { fr: 'Application Facebook', en: 'Facebook app' },
  firefox: same('Firefox'),
  huawei: same('Huawei Browser'),
  'internet-explorer': same('Internet Explorer'),
  opera: same('Opera'),
  safari: same('Safari'),
  samsung: same('Samsung Internet'),
  vivaldi: same('Vivaldi'),
  webview: { fr: 'Vue web d’une application', en: 'Web view of an app' },
  yandex: same('Yandex Browser'),
  other: OTHER,
  unknown: UNKNOWN,
}

const SYSTEM: Readonly<Record<System, Both>> = {
  android: same('Android'),
  chromeos: same('ChromeOS'),
  harmonyos: same('HarmonyOS'),
  ios: same('iOS'),
  linux: same('Linux'),
  macos: same('macOS'),
  windows: same('Windows'),
  other: OTHER,
  unknown: UNKNOWN,
}

const STATUS: Readonly<Record<Status, Both>> = {
  none: { fr: 'Sans réponse', en: 'No answer' },
  '1xx': { fr: 'Information', en: 'Information' },
  '2xx': { fr: 'Succès', en: 'Success' },
  '3xx': { fr: 'Redirection ou copie à jour', en: 'Redirect or fresh copy' },
  '4xx': { fr: 'Erreur de la demande', en: 'Client error' },
  '5xx': { fr: 'Erreur du service', en: 'Server error' },
}

const CLIENT: Readonly<Record<Client, Both>> = {
  human: { fr: 'Personne', en: 'Person' },
  'search-robot': { fr: 'Robot de moteur de recherche', en: 'Search engine robot' },
  'ai-robot': { fr: 'Robot d’intelligence artificielle', en: 'Artificial intelligence robot' },
  monitor: { fr: 'Surveillance de service', en: 'Service monitor' },
  'other-robot': { fr: 'Autre robot', en: 'Other robot' },
  machine: { fr: 'Programme', en: 'Program' },
  unknown: UNKNOWN,
}

const REFERRER: Readonly<Record<Referrer, Both>> = {
  internal: { fr: 'Le service lui-même', en: 'The service itself' },
  none: { fr: 'Aucune', en: 'None' },
  search: { fr: 'Moteur de recherche', en: 'Search engine' },
  social: { fr: 'Réseau social', en: 'Social network' },
  public: { fr: 'Site public', en: 'Public sector site' },
  other: OTHER,
}

const FROM: Readonly<Record<(typeof FROM_WORDS)[number], Both>> = {
  '(none)': { fr: 'Aucune provenance', en: 'No referrer' },
  '(inside)': { fr: 'Une autre page du service', en: 'Another page of the service' },
  '(outside)': { fr: 'Hors du service', en: 'Outside the service' },
}

const LABELS: Readonly<Record<Dimension, ReadonlyMap<string, Both>>> = {
  device: new Map(Object.entries(DEVICE)),
  browser: new Map(Object.entries(BROWSER)),
  os: new Map(Object.entries(SYSTEM)),
  status: new Map(Object.entries(STATUS)),
  client: new Map(Object.entries(CLIENT)),
  referrer: new Map(Object.entries(REFERRER)),
  method: new Map(),
  hour: new Map(),
  from: new Map(Object.entries(FROM)),
}

/** `sumOf`: its lines are the sum of the figures of these that the summary shows, as `shownByFate` of protect has it. */
const FATE_LABELS: Readonly<Record<FateOfFeature, Both & { readonly sumOf?: Both }>> = {
  counted: { fr: 'Utilisation comptée', en: 'Counted as a use', sumOf: { fr: 'utilisations', en: 'uses' } },
  failed: { fr: 'Réponse en erreur', en: 'Answered with an error', sumOf: { fr: 'erreurs', en: 'errors' } },
  redirect: { fr: 'Redirection', en: 'Redirect' },
  partial: { fr: 'Réponse partielle (206)', en: 'Partial answer (206)' },
  robot: { fr: 'Robot ou programme non compté', en: 'Robot, or program that is not counted' },
}

export const FATE_CATEGORIES: readonly Category[] = FATES_OF_FEATURES.map((value) => {
  const { fr, en, sumOf } = FATE_LABELS[value]
  return {
    value,
    label: sumOf ? { fr: `${fr} (somme des chiffres montrés)`, en: `${en} (sum of the shown figures)` } : { fr, en },
  }
})

/** The fates whose lines are such sums, and what they are sums of: in every sentence on them. */
export const SUMMED_FATES = FATES_OF_FEATURES.filter((fate) => FATE_LABELS[fate].sumOf !== undefined)
export const SUMMED: Both = { fr: summedIn('fr'), en: summedIn('en') }

function summedIn(language: Language): string {
  const words = FATES_OF_FEATURES.flatMap((fate) => FATE_LABELS[fate].sumOf?.[language] ?? [])
  const text = listedWithAnd(words, language)
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function same(word: string): Both {
  return { fr: word, en: word }
}
