import type { PatternSegment } from '../../domain/contracts.ts'
import { PATTERN_KINDS, type FeatureIndex } from '../../domain/feature.ts'
import type { Written } from '../../domain/place.ts'

/** `key=value`, or `key` alone: present. Decoded. */
export type Condition = { readonly key: string; readonly value?: string }

/** What a pattern without methods takes in a feature. */
export const USUAL_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** A pattern, read. */
export type Pattern = {
  /** As named; undefined: none named. */
  readonly methods: readonly string[] | undefined
  /** Lower case. */
  readonly host: string | undefined
  readonly segments: readonly PatternSegment[]
  readonly conditions: readonly Condition[]
}

/** A set of requests: those that a pattern fits, or two patterns both. */
export type Reach = {
  readonly segments: readonly PatternSegment[]
  readonly host: string | undefined
  readonly conditions: readonly Condition[]
  /** Undefined: every method. */
  readonly methods: readonly string[] | undefined
  /** Whether files of ASSET_EXTENSIONS are among them. */
  readonly assets: boolean
}

/** A pattern as one of many. */
export type Route = Reach & {
  /** For precedence: Infinity if none is named. */
  readonly methodsNamed: number
  readonly written: Written<string>
  readonly feature: FeatureIndex
  /** The feature's name. */
  readonly id: string
  /** In the list of routes, which is in the order of the file. */
  readonly position: number
}

const SPECIFIC_FIRST: readonly PatternSegment['kind'][] = ['literal', ...PATTERN_KINDS, 'any', 'rest']

/** Precedence of two patterns that can fit one request: negative if `a` goes first, 0 for a tie. */
export function compareRoutes(a: Route, b: Route): number {
  return (
    compareSegments(a.segments, b.segments) ||
    Number(a.host === undefined) - Number(b.host === undefined) ||
    valuesAsked(b) - valuesAsked(a) ||
    b.conditions.length - a.conditions.length ||
    // Infinity − Infinity is no number.
    (a.methodsNamed === b.methodsNamed ? 0 : a.methodsNamed - b.methodsNamed)
  )
}

function compareSegments(a: readonly PatternSegment[], b: readonly PatternSegment[]): number {
  const first = a.findIndex((segment, i) => segment.kind !== b[i]?.kind)
  const [ours, theirs] = [a[first], b[first]]
  if (ours === undefined || theirs === undefined) return 0
  return SPECIFIC_FIRST.indexOf(ours.kind) - SPECIFIC_FIRST.indexOf(theirs.kind)
}

function valuesAsked(route: Route): number {
  return route.conditions.filter(({ value }) => value !== undefined).length
}
