import { dayText, type DayIndex } from '../../domain/calendar.ts'
import type { Feature, FeatureFamily } from '../../domain/feature.ts'
import type { ReadablePublication } from '../publication.ts'
import type { Both, Language } from '../../domain/service.ts'
import { inBoth, otherLanguage } from '../words.ts'
import { CODE, DAY, givenIn, sheetOf, TEXT, type Column, type Sheet } from './column.ts'
import { FEATURE_COLUMN } from './dimension-columns.ts'

/** The code book: one row a feature, as it is defined today. */
export function featuresSheet({ features, families = [], language, since }: ReadablePublication): Sheet {
  const meaning = {
    name: 'features',
    title: { fr: 'Fonctionnalités', en: 'Features' },
    description: { fr: 'Les fonctionnalités : code, titres, dates.', en: 'The features: code, titles, dates.' },
  }
  const columns: readonly Column<Feature>[] = [
    { ...FEATURE_COLUMN, isKey: true, textOf: ({ id }) => id },
    titleColumn('fr', language),
    titleColumn('en', language),
    CLIENTS_COLUMN,
    {
      ...DAY,
      name: { fr: 'valide_du', en: 'valid_from' },
      title: { fr: 'Valide du', en: 'Valid from' },
      description: { fr: 'Premier jour ; vide : non daté', en: 'First day; empty: not dated' },
      textOf: ({ from }) => dayOrNothing(from ?? since),
    },
    {
      ...DAY,
      name: { fr: 'valide_au', en: 'valid_to' },
      title: { fr: 'Valide au', en: 'Valid to' },
      description: {
        fr: 'Dernier jour, inclus, compté en partie si la fin n’était pas annoncée ; vide : en service',
        en: 'Last day, included, counted in part where the end was not announced; empty: in service',
      },
      textOf: ({ until }) => dayOrNothing(until),
    },
    ...(families.length > 0 ? [familyColumn(families)] : []),
  ]
  return sheetOf(meaning, columns, features)
}

/** A title never empty: the other language's, else the code. */
export function titleOf({ id, title }: FeatureFamily, language: Language): string {
  return title[language] ?? title[otherLanguage(language)] ?? id
}

/** By code. */
export function titlesOf(features: readonly FeatureFamily[]): ReadonlyMap<string, Both> {
  return new Map(features.map((feature) => [feature.id, inBoth((language) => titleOf(feature, language))]))
}

/** A feature that ended keeps its family only while that is declared: no other text says what it is called. */
export function inOrderOfIds(features: readonly Feature[], families: readonly FeatureFamily[]): readonly Feature[] {
  const declared = new Set(families.map(({ id }) => id))
  return features
    .map(({ family, ...feature }) => (family !== undefined && declared.has(family) ? { ...feature, family } : feature))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** The last, where there is one: the others stand where they always did. */
function familyColumn(families: readonly FeatureFamily[]): Column<Feature> {
  return {
    ...CODE,
    name: { fr: 'famille', en: 'family' },
    title: { fr: 'Famille', en: 'Family' },
    description: {
      fr: 'Famille de la fonctionnalité, selon l’équipe',
      en: 'Family of the feature, as its team has it',
    },
    categories: families.map((family) => ({
      value: family.id,
      label: inBoth((language) => titleOf(family, language)),
    })),
    empty: { fr: 'sans famille', en: 'of none' },
    textOf: ({ family = '' }) => family,
  }
}

// The titles of the dataset's own language are complete; the others stand as far as the operator gave them.
function titleColumn(language: Language, main: Language): Column<Feature> {
  const french = language === 'fr'
  return {
    ...TEXT,
    name: { fr: `titre_${language}`, en: `title_${language}` },
    title: french
      ? { fr: 'Titre en français', en: 'Title in French' }
      : { fr: 'Titre en anglais', en: 'Title in English' },
    ...givenIn(language, main, { fr: 'Nom de la fonctionnalité', en: 'Name of the feature' }),
    textOf: (feature) => (language === main ? titleOf(feature, language) : (feature.title[language] ?? '')),
  }
}

export const CLIENTS_LABELS: Readonly<Record<Feature['clients'], Both>> = {
  humans: { fr: 'Personnes', en: 'People' },
  all: { fr: 'Personnes et programmes, sans les robots', en: 'People and programs, no robots' },
}

const CLIENTS_COLUMN: Column<Feature> = {
  ...CODE,
  name: { fr: 'clients', en: 'clients' },
  title: { fr: 'Clients comptés', en: 'Clients counted' },
  description: { fr: 'Qui compte comme utilisateur', en: 'Who counts as a user' },
  constraints: { required: true },
  categories: [
    { value: 'humans', label: CLIENTS_LABELS.humans },
    { value: 'all', label: CLIENTS_LABELS.all },
  ],
  textOf: ({ clients }) => clients,
}

function dayOrNothing(day: DayIndex | undefined): string {
  return day === undefined ? '' : dayText(day)
}
