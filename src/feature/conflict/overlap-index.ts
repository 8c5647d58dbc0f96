import type { PatternSegment } from '../../domain/contracts.ts'
import type { PatternKind } from '../../domain/feature.ts'
import type { Route } from '../pattern/route.ts'
import { IS_OF_KIND } from '../pattern/is-of-kind.ts'

/** So many pairs that meet are compared in all: 10,000 patterns may have 10⁸, which took minutes, and lists of them all memory. */
export const MOST_COMPARED = 2_000_000

type Take = (other: Route) => 'go on' | 'stop'

/** Each hands over routes until `take` says stop, the route itself among them. */
export type OverlapIndex = {
  /** Those of which the paths may meet those of a route. */
  readonly meeting: (route: Route, take: Take) => void
  /** Those of them that have the same segments, but for names. */
  readonly alike: (route: Route, take: Take) => void
}

/** Routes that begin with the same segments, as the pattern says them. */
type Node = {
  readonly literals: Map<string, Node>
  readonly narrowed: Map<PatternKind, Node>
  any: Node | undefined
  readonly rests: Shelf
  readonly ends: Shelf
}

/** Routes of one path: those that ask for another host, or for another value of one key, never meet. */
type Shelf = { readonly free: Route[]; readonly asking: Map<string, Map<string, Route[]>> }

/**
 * By the segments that patterns share, so that a pattern meets those alone that it overlaps: compared two by two, 10,000
 * patterns took minutes.
 */
export function indexOverlaps(routes: readonly Route[]): OverlapIndex {
  const root = emptyNode()
  const shelfOf = (route: Route): Shelf => {
    const isOpen = route.segments.at(-1)?.kind === 'rest'
    const node = (isOpen ? route.segments.slice(0, -1) : route.segments).reduce(childFor, root)
    return isOpen ? node.rests : node.ends
  }
  for (const route of routes) put(shelfOf(route), route)
  return {
    meeting: (route, take) => void meet(root, route, 0, take),
    alike: (route, take) => void all(shelfOf(route), route, take),
  }
}

// No key of a query is empty.
const HOST = ''

function put({ free, asking }: Shelf, route: Route): void {
  const asked = route.host === undefined ? route.conditions.find(({ value }) => value !== undefined) : undefined
  const [key, value] = route.host === undefined ? [asked?.key, asked?.value] : [HOST, route.host]
  if (key === undefined || value === undefined) return void free.push(route)
  const byValue = madeIn(asking, key, () => new Map<string, Route[]>())
  madeIn(byValue, value, () => []).push(route)
}

function valueOf({ host, conditions }: Route, key: string): string | undefined {
  return key === HOST ? host : conditions.find((condition) => condition.key === key)?.value
}

function emptyNode(): Node {
  return { literals: new Map(), narrowed: new Map(), any: undefined, rests: emptyShelf(), ends: emptyShelf() }
}

function emptyShelf(): Shelf {
  return { free: [], asking: new Map() }
}

function childFor(node: Node, segment: PatternSegment): Node {
  if (segment.kind === 'literal') return madeIn(node.literals, segment.text, emptyNode)
  if (segment.kind === 'any' || segment.kind === 'rest') return (node.any ??= emptyNode())
  return madeIn(node.narrowed, segment.kind, emptyNode)
}

function madeIn<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}

/** @returns false once the hand said stop */
function meet(node: Node, route: Route, depth: number, take: Take): boolean {
  const segment = route.segments[depth]
  if (segment === undefined) return all(node.ends, route, take)
  if (!all(node.rests, route, take)) return false
  if (segment.kind === 'rest') return childrenOf(node).every((child) => below(child, route, take))
  return childrenThatMeet(node, segment).every((child) => meet(child, route, depth + 1, take))
}

function below(node: Node, route: Route, take: Take): boolean {
  if (!all(node.ends, route, take) || !all(node.rests, route, take)) return false
  return childrenOf(node).every((child) => below(child, route, take))
}

function all({ free, asking }: Shelf, route: Route, take: Take): boolean {
  const goesOn = (one: Route) => take(one) === 'go on'
  if (!free.every(goesOn)) return false
  for (const [key, byValue] of asking) {
    const value = valueOf(route, key)
    const met = value === undefined ? [...byValue.values()].flat() : (byValue.get(value) ?? [])
    if (!met.every(goesOn)) return false
  }
  return true
}

function childrenOf({ literals, narrowed, any }: Node): readonly Node[] {
  return [...literals.values(), ...narrowed.values(), ...(any === undefined ? [] : [any])]
}

function childrenThatMeet(node: Node, segment: PatternSegment): readonly Node[] {
  if (segment.kind === 'any' || segment.kind === 'rest') return childrenOf(node)
  const { literals, narrowed, any } = node
  const met: Node[] = any === undefined ? [] : [any]
  if (segment.kind === 'literal') {
    const same = literals.get(segment.text)
    if (same !== undefined) met.push(same)
    for (const [kind, child] of narrowed) if (isOfKind(segment.text, kind)) met.push(child)
    return met
  }
  for (const [text, child] of literals) if (isOfKind(text, segment.kind)) met.push(child)
  // Integers, uuids and dates are slugs, and none is two of them.
  for (const [kind, child] of narrowed)
    if (kind === segment.kind || kind === 'slug' || segment.kind === 'slug') met.push(child)
  return met
}

function isOfKind(text: string, kind: PatternKind): boolean {
  const bytes = new TextEncoder().encode(text)
  return IS_OF_KIND[kind](bytes, 0, bytes.length)
}
