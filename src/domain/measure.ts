import { MEASURES, NEEDS, recordOf, REFERRER, type ByMeasure, type Dimension, type Measure } from './dictionary.ts'
import type { FieldOfHit, Needs } from './dictionary.ts'
import type { FateOfFeature } from './fate.ts'
import type { Hit } from './hit.ts'

/** What a measure is, said once: all that counts, protects, publishes or doubts it follows from here. */
type Definition = {
  /** Of its column, in each language: no other column has one of them. */
  readonly header: Readonly<Record<'fr' | 'en', string>>
} & (
  | {
      /** How many lines there are: of what a table counts as a use, or of one fate. */
      readonly counts: 'uses' | Exclude<FateOfFeature, 'counted'>
      /** All of them, or those of which it is true. */
      readonly where: 'all' | Reading<boolean>
    }
  /** What the uses add up to: no number of lines. */
  | { readonly adds: Reading<number> }
  /** Of which share of the uses it is a quantile of their durations. */
  | { readonly quantile: number }
)

/** What is read of a line, and nothing else of it. */
type Reading<T> = { readonly fields: readonly FieldOfHit[]; readonly of: (hit: Hit) => T }

function reading<F extends FieldOfHit, T>(fields: readonly F[], of: (hit: Pick<Hit, F>) => T): Reading<T> {
  return { fields, of }
}

// An own constant: an imported one is loaded anew at each use.
const { internal: INTERNAL } = REFERRER

export const DEFINITIONS: ByMeasure<Definition> = {
  requests: { header: { fr: 'requetes', en: 'requests' }, counts: 'uses', where: 'all' },
  entries: {
    header: { fr: 'entrees', en: 'entries' },
    counts: 'uses',
    where: reading(['referrer'], ({ referrer }) => referrer >= 0 && referrer !== INTERNAL),
  },
  errors: { header: { fr: 'erreurs', en: 'errors' }, counts: 'failed', where: 'all' },
  bytes: {
    header: { fr: 'octets', en: 'bytes' },
    adds: reading(['bytes'], ({ bytes }) => (bytes > 0 ? bytes : 0)),
  },
  duration_p50: { header: { fr: 'duree_p50', en: 'duration_p50' }, quantile: 0.5 },
  duration_p95: { header: { fr: 'duree_p95', en: 'duration_p95' }, quantile: 0.95 },
}

/** What a measure or a dimension needs of a line. */
export function needsOf(word: Measure | Dimension): readonly Needs[] {
  return (isMeasure(word) ? fieldsOf(DEFINITIONS[word]) : [word]).map((field) => NEEDS[field])
}

function isMeasure(word: string): word is Measure {
  return Object.hasOwn(DEFINITIONS, word)
}

function fieldsOf(definition: Definition): readonly FieldOfHit[] {
  if ('quantile' in definition) return ['duration']
  if ('adds' in definition) return definition.adds.fields
  return definition.where === 'all' ? [] : definition.where.fields
}

/** The lines of a fate that a measure counts in tables of uses, all or some. */
export type LinesCounted = { readonly fate: FateOfFeature; readonly isAll: boolean }

/** Undefined: it is no number of lines. */
export function linesCounted(measure: Measure): LinesCounted | undefined {
  return LINES[measure]
}

const LINES: ByMeasure<LinesCounted | undefined> = recordOf(MEASURES, (_, measure) => {
  const definition = DEFINITIONS[measure]
  if (!('counts' in definition)) return undefined
  const { counts, where } = definition
  return { fate: counts === 'uses' ? 'counted' : counts, isAll: where === 'all' }
})

/** The measure that counts all lines of a fate. */
function allOf(fate: FateOfFeature): Measure | undefined {
  return MEASURES.find((measure) => LINES[measure]?.fate === fate && LINES[measure].isAll)
}

/** The measure of whose lines this one counts some; undefined: it is no part of another. */
export function wholeOf(measure: Measure): Measure | undefined {
  return WHOLES[measure]
}

const WHOLES: ByMeasure<Measure | undefined> = recordOf(MEASURES, (_, measure) => {
  const lines = LINES[measure]
  return lines === undefined || lines.isAll ? undefined : allOf(lines.fate)
})

/** The measures that are quantiles of durations, and of which share of the uses. They are no counts: nothing adds up to them. */
export const QUANTILES: ReadonlyMap<string, number> = new Map(
  MEASURES.flatMap((measure) => {
    const definition = DEFINITIONS[measure]
    return 'quantile' in definition ? [[measure, definition.quantile] as const] : []
  }),
)

/** Where quantiles stand among measures, of each two that of the smaller share first. */
export function quantilePairs(measures: readonly Measure[]): readonly (readonly [low: number, high: number])[] {
  const shares = measures.map((measure) => QUANTILES.get(measure) ?? Number.NaN)
  return shares.flatMap((share, low) => shares.flatMap((other, high) => (share < other ? [[low, high] as const] : [])))
}

/** The measure of whose lines this one is a quantile; undefined: it is none. */
export function baseOf(measure: Measure): Measure | undefined {
  return QUANTILES.has(measure) ? allOf('counted') : undefined
}

/** The measure beside which alone one stands; undefined: it stands by itself. */
export function standsBeside(measure: Measure): Measure | undefined {
  return wholeOf(measure) ?? baseOf(measure)
}
