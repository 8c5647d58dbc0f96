import type { Dimension, Measure } from '../../domain/dictionary.ts'
import type { TableSpec } from '../../domain/table.ts'
import type { Words } from '../words.ts'
import type { ColumnMeaning } from './column.ts'

/** Counts below k are hidden, and 0 with them; a table at level `exact` hides nothing. */
export function measureColumn(measure: Measure, spec: TableSpec): ColumnMeaning {
  const column = measure === 'requests' ? requestsColumn(spec.dimensions) : MEASURE_COLUMNS[measure]
  if (spec.protection.level === 'exact') return { ...column, constraints: { required: true, minimum: 0 } }
  return { ...column, constraints: { minimum: spec.protection.k }, empty: HIDDEN }
}

/** The one reason why a figure is missing: which of the two is never told. */
export const HIDDEN: Words = {
  fr: 'masqué : petit nombre, ou protège un petit nombre',
  en: 'hidden: small, or protects a small one',
}

// A table by status holds every answer, a table by client every client: there a request need not be a use.
function requestsColumn(dimensions: readonly Dimension[]): ColumnMeaning {
  const everyStatus = dimensions.includes('status')
  const everyClient = dimensions.includes('client')
  if (!everyStatus && !everyClient) return MEASURE_COLUMNS.requests
  return {
    ...MEASURE_COLUMNS.requests,
    title: { fr: 'Requêtes', en: 'Requests' },
    description: {
      fr: `Requêtes de la fonctionnalité${everyStatus ? ', quelle que soit la réponse' : ''}${everyClient ? ', quel que soit le client, robots compris' : ''}`,
      en: `Requests for the feature${everyStatus ? ', whatever the answer' : ''}${everyClient ? ', whoever the client is, robots included' : ''}`,
    },
  }
}

const REQUESTS = { unit: { fr: 'requêtes', en: 'requests' }, type: 'integer' } as const

const MEASURE_COLUMNS: Readonly<Record<Measure, ColumnMeaning>> = {
  requests: {
    ...REQUESTS,
    name: { fr: 'requetes', en: 'requests' },
    title: { fr: 'Utilisations', en: 'Uses' },
    description: {
      fr: 'Requêtes qui sont une utilisation de la fonctionnalité',
      en: 'Requests that are a use of the feature',
    },
  },
  entries: {
    ...REQUESTS,
    name: { fr: 'entrees', en: 'entries' },
    title: { fr: 'Entrées', en: 'Entries' },
    description: {
      fr: 'Utilisations qui viennent de l’extérieur du service, ou sans provenance',
      en: 'Uses that come from outside the service, or from nowhere',
    },
  },
  errors: {
    ...REQUESTS,
    name: { fr: 'erreurs', en: 'errors' },
    title: { fr: 'Erreurs', en: 'Errors' },
    description: {
      fr: 'Requêtes de la fonctionnalité qui ont reçu une erreur (4xx, 5xx) ou aucune réponse',
      en: 'Requests for the feature that got an error (4xx, 5xx) or no answer',
    },
  },
  bytes: {
    name: { fr: 'octets', en: 'bytes' },
    title: { fr: 'Octets', en: 'Bytes' },
    description: { fr: 'Volume envoyé en réponse', en: 'Volume sent in answers' },
    unit: { fr: 'octets', en: 'bytes' },
    type: 'integer',
  },
}
