import type { ByMeasure, Dimension, Measure } from '../../domain/dictionary.ts'
import { DURATION_BUCKETS, leastUses, LONGEST_MS, mostOff } from '../../domain/duration.ts'
import { DEFINITIONS, QUANTILES } from '../../domain/measure.ts'
import type { Protection, TableSpec } from '../../domain/table.ts'
import type { Both } from '../../domain/service.ts'
import type { ColumnMeaning } from './column.ts'

/**
 * Counts below k are hidden, and 0 with them; a table at level `exact` hides nothing.
 *
 * @param isLacking some row has no figure of it, since it was not counted then
 */
export function measureColumn(
  measure: Measure,
  spec: TableSpec,
  earlier: readonly Protection[] = [],
  isLacking = false,
): ColumnMeaning {
  const named = { name: DEFINITIONS[measure].header, ...MEANINGS[measure].column }
  const column = measure === 'requests' ? { ...named, ...requestsMeaning(spec.dimensions) } : named
  const protections = [spec.protection, ...earlier]
  const share = QUANTILES.get(measure)
  if (share !== undefined) {
    const meaning = quantileMeaning(share, column.description, protections)
    return { ...column, ...meaning, empty: orNotCounted(meaning.empty, isLacking) }
  }
  if (protections.every(({ level }) => level === 'exact'))
    return isLacking
      ? { ...column, constraints: { minimum: 0 }, empty: NOT_COUNTED }
      : { ...column, constraints: { required: true, minimum: 0 } }
  // What was published under another threshold stays.
  const minimum = Math.min(...protections.map((protection) => (protection.level === 'exact' ? 0 : protection.k)))
  return { ...column, constraints: { minimum }, empty: orNotCounted(HIDDEN, isLacking) }
}

/** What is gone or back, where a sentence of the changelog says that a table has it no more, or again. */
export function measureInSentence(measure: Measure): Both {
  return MEANINGS[measure].inSentence
}

/** A duration may be as short as it likes; what is told of it is that it is told at all, and how far off it may be. */
function quantileMeaning(
  share: number,
  { fr, en }: Both,
  protections: readonly Protection[],
): Pick<ColumnMeaning, 'description' | 'constraints'> & { readonly empty: Both } {
  const constraints = { minimum: 0 }
  const steps = stepsWords(share, protections)
  if (steps !== undefined) return { description: { fr: fr + steps.fr, en: en + steps.en }, constraints, empty: TOO_FEW }
  return {
    // Interpolated within a bucket, of which a decade has 24.
    description: {
      fr: `${fr}, à 10 % près ; ${LONGEST_MS} ou plus : au moins ${LONGEST_MS}`,
      en: `${en}, to within 10 %; ${LONGEST_MS} or above: at least ${LONGEST_MS}`,
    },
    constraints,
    empty: { fr: 'aucune durée connue', en: 'no duration known' },
  }
}

/** Undefined: no row was ever told by steps. */
function stepsWords(share: number, protections: readonly Protection[]): Both | undefined {
  const thresholds = protections.flatMap((protection) => (protection.level === 'threshold' ? protection.k : []))
  if (thresholds.length === 0) return undefined
  // A quantile of fewer is hidden.
  const within = 2 * Math.min(...thresholds) + 1
  const factor = (Math.ceil(10 * mostOff(within)) / 10).toFixed(1)
  const [few, many] = [leastUses(within, share), leastUses(DURATION_BUCKETS, share)]
  const exact = protections.some(({ level }) => level === 'exact') ? WHERE_EXACT : { fr: '', en: '' }
  return {
    fr: ` : moyenne géométrique des utilisations de ce rang et d’autour, donnée par paliers, à un facteur ${factor.replace('.', ',')} près pour ${few} utilisations et à 10 % près à partir de ${many} ; moins de 0,1 ms compte pour 0,1 ms, plus de ${LONGEST_MS} pour ${LONGEST_MS} ; une révision de la période la laisse telle quelle${exact.fr}`,
    en: `: the geometric mean of the uses of that rank and around it, told by steps, to within a factor of ${factor} for ${few} uses and 10 % from ${many} on; less than 0.1 ms counts as 0.1 ms, more than ${LONGEST_MS} as ${LONGEST_MS}; a revision of the period leaves it as it is${exact.en}`,
  }
}

/** Of a table that has been, or will be, at both levels. */
const WHERE_EXACT: Both = {
  fr: ' ; là où le tableau est exact : à 10 % près, et une révision peut la changer',
  en: '; where the table is exact: to within 10 %, and a revision may change it',
}

const TOO_FEW: Both = {
  fr: 'masqué : trop peu d’utilisations, ou aucune durée connue',
  en: 'hidden: too few uses, or no duration known',
}

/** A table that got the measure later has none of its figures before. */
const NOT_COUNTED: Both = { fr: 'pas compté sur cette période', en: 'not counted in this period' }

/** Of which periods the read-me says, and `breaks.csv` from when to when. */
function orNotCounted({ fr, en }: Both, isLacking: boolean): Both {
  if (!isLacking) return { fr, en }
  return { fr: `${fr} ; ou pas compté alors (breaks.csv)`, en: `${en}; or not counted then (breaks.csv)` }
}

/** The one reason why a figure is missing: which of the two is never told. */
export const HIDDEN: Both = {
  fr: 'masqué : petit nombre, ou protège un petit nombre',
  en: 'hidden: small, or protects a small one',
}

// A table by status holds every answer, a table by client every client: there a request need not be a use.
function requestsMeaning(dimensions: readonly Dimension[]): Partial<ColumnMeaning> {
  const everyStatus = dimensions.includes('status')
  const everyClient = dimensions.includes('client')
  if (!everyStatus && !everyClient) return {}
  return {
    title: { fr: 'Requêtes', en: 'Requests' },
    description: {
      fr: `Requêtes de la fonctionnalité${everyStatus ? ', quelle que soit la réponse' : ' qui ont abouti'}${everyClient ? ', quel que soit le client, robots compris' : ''}`,
      en: `Requests for the feature${everyStatus ? ', whatever the answer' : ' that succeeded'}${everyClient ? ', whoever the client is, robots included' : ''}`,
    },
  }
}

const REQUESTS = { unit: { fr: 'requêtes', en: 'requests' }, type: 'integer' } as const

const DURATION = { unit: { fr: 'ms', en: 'ms' }, type: 'integer' } as const

type MeasureMeaning = { readonly inSentence: Both; readonly column: Omit<ColumnMeaning, 'name'> }

const MEANINGS: ByMeasure<MeasureMeaning> = {
  requests: {
    inSentence: { fr: 'les utilisations', en: 'uses' },
    column: {
      ...REQUESTS,
      title: { fr: 'Utilisations', en: 'Uses' },
      description: {
        fr: 'Requêtes qui sont une utilisation de la fonctionnalité',
        en: 'Requests that are a use of the feature',
      },
    },
  },
  entries: {
    inSentence: { fr: 'les entrées', en: 'entries' },
    column: {
      ...REQUESTS,
      title: { fr: 'Entrées', en: 'Entries' },
      description: {
        fr: 'Utilisations qui viennent de l’extérieur du service, ou sans provenance',
        en: 'Uses that come from outside the service, or from nowhere',
      },
    },
  },
  errors: {
    inSentence: { fr: 'les erreurs', en: 'errors' },
    column: {
      ...REQUESTS,
      title: { fr: 'Erreurs', en: 'Errors' },
      description: {
        fr: 'Requêtes de la fonctionnalité qui ont reçu une erreur (4xx, 5xx) ou aucune réponse',
        en: 'Requests for the feature that got an error (4xx, 5xx) or no answer',
      },
    },
  },
  bytes: {
    inSentence: { fr: 'les octets', en: 'bytes' },
    column: {
      title: { fr: 'Octets', en: 'Bytes' },
      description: {
        fr: 'Volume envoyé en réponse aux utilisations dont le journal dit la taille',
        en: 'Volume sent in answers to uses of which the log tells the size',
      },
      unit: { fr: 'octets', en: 'bytes' },
      type: 'integer',
    },
  },
  duration_p50: {
    inSentence: { fr: 'les durées médianes', en: 'median durations' },
    column: {
      ...DURATION,
      title: { fr: 'Durée médiane', en: 'Median duration' },
      description: {
        fr: 'Durée sous laquelle une utilisation sur deux a reçu sa réponse',
        en: 'Duration within which one use of two was answered',
      },
    },
  },
  duration_p95: {
    inSentence: { fr: 'les durées au 95ᵉ centile', en: 'durations at the 95th percentile' },
    column: {
      ...DURATION,
      title: { fr: 'Durée au 95e centile', en: 'Duration, 95th percentile' },
      description: {
        fr: 'Durée sous laquelle 95 utilisations sur 100 ont reçu leur réponse',
        en: 'Duration within which 95 uses of 100 were answered',
      },
    },
  },
}
