import { PATTERN_KINDS, type PatternKind } from '../../domain/feature.ts'
import { compareRoutes, type Route } from '../pattern/route.ts'
import { IS_OF_KIND } from '../pattern/is-of-kind.ts'
import { literalTable, type LiteralTable } from './literal-table.ts'

/** All patterns that begin with the same segments. */
export type TrieNode = {
  readonly literals: LiteralTable<TrieNode> | undefined
  /** The same, where nothing but literals goes on from here. */
  readonly onlyLiterals: LiteralTable<TrieNode> | undefined
  readonly narrowed: readonly { readonly isOfKind: (typeof IS_OF_KIND)[PatternKind]; readonly node: TrieNode }[]
  readonly any: TrieNode | undefined
  /** Of patterns that go on with `**`, the most specific first. */
  readonly rest: Leaves
  /** Of patterns that end here, the most specific first. */
  readonly leaves: Leaves
}

/** Patterns of one path: of those that many values of one key tell apart, a request meets only those of its value. */
export type Leaves = {
  readonly listed: readonly Leaf[]
  /** By the hash of the value that they ask for. */
  readonly keyed: readonly { readonly key: Uint8Array; readonly byHash: ReadonlyMap<number, readonly Leaf[]> }[]
}

/** What a pattern asks of a request beside its path. */
export type Leaf = {
  /** The lower is the more specific. */
  readonly rank: number
  readonly position: number
  readonly assets: boolean
  readonly host: Uint8Array | undefined
  readonly conditions: readonly ByteCondition[]
  readonly methods: readonly Uint8Array[] | undefined
}

export type ByteCondition = { readonly key: Uint8Array; readonly value: Uint8Array | undefined }

/** The trie of the routes, all of which begin with the same `depth` segments. */
export function buildTrie(routes: readonly Route[], depth = 0): TrieNode {
  const ofKind = (kind: string) => routes.filter((route) => route.segments[depth]?.kind === kind)
  const any = ofKind('any')
  const literals = literalsOf(ofKind('literal'), depth)
  const narrowed = PATTERN_KINDS.flatMap((kind) => {
    const those = ofKind(kind)
    return those.length === 0 ? [] : [{ isOfKind: IS_OF_KIND[kind], node: buildTrie(those, depth + 1) }]
  })
  const rest = ofKind('rest')
  return {
    literals,
    onlyLiterals: narrowed.length + any.length + rest.length === 0 ? literals : undefined,
    narrowed,
    any: any.length === 0 ? undefined : buildTrie(any, depth + 1),
    rest: leavesOf(rest),
    leaves: leavesOf(routes.filter((route) => route.segments.length === depth)),
  }
}

function literalsOf(routes: readonly Route[], depth: number): LiteralTable<TrieNode> | undefined {
  const groups = new Map<string, Route[]>()
  for (const route of routes) {
    const segment = route.segments[depth]
    if (segment?.kind !== 'literal') continue
    const group = groups.get(segment.text)
    if (group === undefined) groups.set(segment.text, [route])
    else group.push(route)
  }
  if (groups.size === 0) return undefined
  return literalTable(
    Array.from(groups, ([text, group]) => ({ bytes: bytesOf(text), value: buildTrie(group, depth + 1) })),
  )
}

// Fewer are looked at as fast one after the other.
const LEAST_KEYED = 8

function leavesOf(routes: readonly Route[]): Leaves {
  // The sort is stable: of equals, the first in the file.
  const ranked = [...routes].sort(compareRoutes).map((route, rank) => ({ route, leaf: leafOf(route, rank) }))
  const groups = new Map<string, typeof ranked>()
  for (const one of ranked) {
    const key = one.route.conditions.find(({ value }) => value !== undefined)?.key
    const group = key === undefined ? undefined : groups.get(key)
    if (group !== undefined) group.push(one)
    else if (key !== undefined) groups.set(key, [one])
  }
  const keyed = [...groups].filter(([, group]) => group.length >= LEAST_KEYED)
  const apart = new Set(keyed.flatMap(([, group]) => group))
  return {
    listed: ranked.filter((one) => !apart.has(one)).map(({ leaf }) => leaf),
    keyed: keyed.map(([key, group]) => ({ key: bytesOf(key), byHash: byHash(key, group) })),
  }
}

function byHash(
  key: string,
  group: readonly { readonly route: Route; readonly leaf: Leaf }[],
): ReadonlyMap<number, readonly Leaf[]> {
  const found = new Map<number, Leaf[]>()
  for (const { route, leaf } of group) {
    const value = bytesOf(route.conditions.find((condition) => condition.key === key)?.value ?? '')
    const hash = value.reduce(nextHash, FIRST_HASH)
    const same = found.get(hash)
    if (same === undefined) found.set(hash, [leaf])
    else same.push(leaf)
  }
  return found
}

function leafOf(route: Route, rank: number): Leaf {
  return {
    rank,
    position: route.position,
    assets: route.assets,
    host: route.host === undefined ? undefined : bytesOf(route.host),
    conditions: route.conditions.map(({ key, value }) => ({
      key: bytesOf(key),
      value: value === undefined ? undefined : bytesOf(value),
    })),
    methods: route.methods?.map(bytesOf),
  }
}

/** FNV-1a. Who makes values of one hash meets a few patterns more, no more. */
export const FIRST_HASH = 0x811c9dc5 | 0
export function nextHash(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
