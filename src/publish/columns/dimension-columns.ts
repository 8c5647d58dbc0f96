import type { Dimension } from '../../domain/dictionary.ts'
import type { Both } from '../../domain/service.ts'
import { CODE, type ColumnMeaning } from './column.ts'
import { categoriesOf } from './labels.ts'

/**
 * @param words the closed list of the dimension, hosts of the operator included
 * @param titles of features
 */
export function dimensionColumn(
  dimension: Dimension,
  words: readonly string[],
  titles?: ReadonlyMap<string, Both>,
): ColumnMeaning {
  const column = DIMENSION_COLUMNS[dimension]
  return dimension === 'hour' ? column : { ...column, categories: categoriesOf(dimension, words, titles) }
}

export const FEATURE_COLUMN: ColumnMeaning = {
  ...CODE,
  name: { fr: 'fonctionnalite', en: 'feature' },
  title: { fr: 'Fonctionnalité', en: 'Feature' },
  description: {
    fr: 'Code stable de la fonctionnalité, titres dans features.csv',
    en: 'Stable code of the feature, titles in features.csv',
  },
  constraints: { pattern: '^[a-z0-9]+([_-][a-z0-9]+)*$' },
}

const CODE_OF_KEY = { ...CODE, isKey: true } as const

const DIMENSION_COLUMNS: Readonly<Record<Dimension, ColumnMeaning>> = {
  device: {
    ...CODE_OF_KEY,
    name: { fr: 'terminal', en: 'device' },
    title: { fr: 'Terminal', en: 'Device' },
    description: { fr: 'Genre de terminal, tel qu’il se déclare', en: 'Kind of device, as it declares itself' },
  },
  browser: {
    ...CODE_OF_KEY,
    name: { fr: 'navigateur', en: 'browser' },
    title: { fr: 'Navigateur', en: 'Browser' },
    description: { fr: 'Famille de navigateur, sans version', en: 'Family of browser, without version' },
  },
  os: {
    ...CODE_OF_KEY,
    name: { fr: 'systeme', en: 'os' },
    title: { fr: 'Système', en: 'Operating system' },
    description: { fr: 'Famille de système d’exploitation, sans version', en: 'Family of system, without version' },
  },
  status: {
    ...CODE_OF_KEY,
    name: { fr: 'classe_statut', en: 'status_class' },
    title: { fr: 'Classe de statut', en: 'Status class' },
    description: {
      fr: 'Classe du statut HTTP de la réponse ; toutes les réponses sont comptées, erreurs et redirections comprises',
      en: 'Class of the HTTP status of the answer; answers of every status are counted, errors and redirects included',
    },
  },
  method: {
    ...CODE_OF_KEY,
    name: { fr: 'methode', en: 'method' },
    title: { fr: 'Méthode', en: 'Method' },
    description: { fr: 'Méthode HTTP de la requête', en: 'HTTP method of the request' },
  },
  client: {
    ...CODE_OF_KEY,
    name: { fr: 'client', en: 'client' },
    title: { fr: 'Client', en: 'Client' },
    description: {
      fr: 'Qui demande, tel qu’il se déclare ; tous les clients sont comptés, robots compris',
      en: 'Who asks, as declared; every client is counted, robots included',
    },
  },
  referrer: {
    ...CODE_OF_KEY,
    name: { fr: 'provenance', en: 'referrer' },
    title: { fr: 'Provenance', en: 'Referrer' },
    description: {
      fr: 'D’où vient la requête : un genre de site, ou un site que le service nomme',
      en: 'Where the request comes from: a kind of site, or a site that the service names',
    },
  },
  from: {
    ...CODE_OF_KEY,
    name: { fr: 'fonctionnalite_precedente', en: 'from_feature' },
    title: { fr: 'Fonctionnalité précédente', en: 'Feature before' },
    description: {
      fr: 'Fonctionnalité sur laquelle était la requête d’avant, d’après sa provenance',
      en: 'Feature that the request came from, by its referrer',
    },
  },
  hour: {
    name: { fr: 'heure', en: 'hour' },
    title: { fr: 'Heure', en: 'Hour' },
    description: { fr: 'Heure du début, toutes les journées du mois ensemble', en: 'Starting hour, all days together' },
    unit: { fr: 'heure, 0 à 23', en: 'hour, 0 to 23' },
    type: 'integer',
    isKey: true,
    constraints: { minimum: 0, maximum: 23 },
  },
}
