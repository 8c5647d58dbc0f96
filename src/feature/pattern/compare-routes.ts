import { KINDS, type Route, type Segment } from './route.ts'

const SPECIFIC_FIRST: readonly Segment['kind'][] = ['literal', ...KINDS, 'any', 'rest']

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

function compareSegments(a: readonly Segment[], b: readonly Segment[]): number {
  const first = a.findIndex((segment, i) => segment.kind !== b[i]?.kind)
  const [ours, theirs] = [a[first], b[first]]
  if (ours === undefined || theirs === undefined) return 0
  return SPECIFIC_FIRST.indexOf(ours.kind) - SPECIFIC_FIRST.indexOf(theirs.kind)
}

function valuesAsked(route: Route): number {
  return route.conditions.filter(({ value }) => value !== undefined).length
}
