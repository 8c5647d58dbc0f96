import { compareRoutes, KINDS, type Kind, type Route } from '../pattern/route.ts'
import { IS_OF_KIND } from '../pattern/segment-kinds.ts'
import { literalTable, type LiteralTable } from './literal-table.ts'

/** All patterns that begin with the same segments. */
export type TrieNode = {
  readonly literals: LiteralTable<TrieNode> | undefined
  /** The same, where nothing but literals goes on from here. */
  readonly onlyLiterals: LiteralTable<TrieNode> | undefined
  readonly narrowed: readonly { readonly isOfKind: (typeof IS_OF_KIND)[Kind]; readonly node: TrieNode }[]
  readonly any: TrieNode | undefined
  /** Of patterns that go on with `**`, the most specific first. */
  readonly rest: readonly Leaf[]
  /** Of patterns that end here, the most specific first. */
  readonly leaves: readonly Leaf[]
}

/** What a pattern asks of a request beside its path. */
export type Leaf = {
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
  const narrowed = KINDS.flatMap((kind) => {
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

// The sort is stable: of equals, the first in the file.
function leavesOf(routes: readonly Route[]): readonly Leaf[] {
  return [...routes].sort(compareRoutes).map((route) => ({
    position: route.position,
    assets: route.assets,
    host: route.host === undefined ? undefined : bytesOf(route.host),
    conditions: route.conditions.map(({ key, value }) => ({
      key: bytesOf(key),
      value: value === undefined ? undefined : bytesOf(value),
    })),
    methods: route.methods?.map(bytesOf),
  }))
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
