import type { PatternSegment } from '../../domain/contracts.ts'
import { IS_OF_KIND, isAsset } from '../pattern/is-of-kind.ts'
import type { Condition, Reach } from '../pattern/route.ts'

/** The requests that are in both, if there are any. */
export function meetReaches(a: Reach, b: Reach): Reach | undefined {
  const segments = meetSegments(a.segments, b.segments)
  if (segments === undefined) return undefined
  const assets = a.assets && b.assets
  const last = segments.at(-1)
  if (!assets && last?.kind === 'literal' && isAsset(last.text)) return undefined
  if (a.host !== undefined && b.host !== undefined && a.host !== b.host) return undefined
  const conditions = meetConditions(a.conditions, b.conditions)
  const methods = meetMethods(a.methods, b.methods)
  if (conditions === undefined || methods?.length === 0) return undefined
  return { segments, host: a.host ?? b.host, conditions, methods, assets }
}

function meetSegments(
  a: readonly PatternSegment[],
  b: readonly PatternSegment[],
): readonly PatternSegment[] | undefined {
  const [restOfA, restOfB] = [restAt(a), restAt(b)]
  if (restOfB < restOfA) return meetSegments(b, a)
  const fits = restOfA === Infinity ? a.length === b.length : b.length > restOfA
  if (!fits) return undefined
  const met: PatternSegment[] = []
  for (const [i, theirs] of b.entries()) {
    const both = i < restOfA ? meetSegment(a[i]!, theirs) : theirs
    if (both === undefined) return undefined
    met.push(both)
  }
  return met
}

/** Where `**` stands. */
function restAt(segments: readonly PatternSegment[]): number {
  return segments.at(-1)?.kind === 'rest' ? segments.length - 1 : Infinity
}

function meetSegment(a: PatternSegment, b: PatternSegment): PatternSegment | undefined {
  if (a.kind === 'any') return b
  if (b.kind === 'any') return a
  if (a.kind === 'literal') return isIn(a.text, b) ? a : undefined
  if (b.kind === 'literal') return isIn(b.text, a) ? b : undefined
  if (a.kind === b.kind || b.kind === 'slug') return a
  return a.kind === 'slug' ? b : undefined
}

function isIn(text: string, segment: PatternSegment): boolean {
  if (segment.kind === 'literal') return text === segment.text
  if (segment.kind === 'any' || segment.kind === 'rest') return true
  const bytes = new TextEncoder().encode(text)
  return IS_OF_KIND[segment.kind](bytes, 0, bytes.length)
}

function meetConditions(a: readonly Condition[], b: readonly Condition[]): readonly Condition[] | undefined {
  const met = new Map(a.map((condition) => [condition.key, condition]))
  for (const theirs of b) {
    const ours = met.get(theirs.key)
    if (ours?.value !== undefined && theirs.value !== undefined && ours.value !== theirs.value) return undefined
    if (ours?.value === undefined) met.set(theirs.key, theirs)
  }
  return [...met.values()]
}

function meetMethods(a: readonly string[] | undefined, b: readonly string[] | undefined) {
  if (a === undefined || b === undefined) return a ?? b
  return a.filter((method) => b.includes(method))
}
