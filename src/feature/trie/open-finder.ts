import type { RequestView } from '../../domain/contracts.ts'
import type { Route } from '../pattern/route.ts'
import { buildTrie, type Leaf, type TrieNode } from './build-trie.ts'
import { lookUp, type LiteralTable } from './literal-table.ts'
import { queryHolds } from './query-holds.ts'
import { sameBytes } from './same-bytes.ts'

/** The position of the most specific route that fits, else NOTHING_FITS or METHOD_MISSED. */
export type Finder = (request: RequestView) => number

const NOTHING_FITS = -1
/** Path, host and query fit a route, but none of those takes the method. */
export const METHOD_MISSED = -2

// Own constants: an exported one is loaded anew at each use.
const NOTHING: number = NOTHING_FITS
const MISSED: number = METHOD_MISSED

/** A depth-first walk of the trie; no allocation a request, and never deeper than the longest pattern. */
export function openFinder(routes: readonly Route[]): Finder {
  const root = buildTrie(routes)
  let missed = NOTHING

  return (request) => {
    missed = NOTHING
    const found = walk(request, root, 0)
    return found === NOTHING ? missed : found
  }

  function walk(request: RequestView, from: TrieNode, fromDepth: number): number {
    let node = from
    let depth = fromDepth
    // Where a node has literals and nothing else there is no other way to come back to: no call is needed.
    while (node.onlyLiterals !== undefined && depth < request.segments) {
      const child = childOf(request, node.onlyLiterals, depth)
      if (child === undefined) return NOTHING
      node = child
      depth++
    }
    if (depth === request.segments) return firstLeaf(request, node.leaves)
    return tryAll(request, node, depth)
  }

  function tryAll(request: RequestView, node: TrieNode, depth: number): number {
    let found = NOTHING
    // 1. The literal, if it is one.
    if (node.literals !== undefined) {
      const child = childOf(request, node.literals, depth)
      if (child !== undefined) found = walk(request, child, depth + 1)
    }
    // 2. `:name<int>`, `uuid`, `date`, `slug`.
    for (let i = 0; found < 0 && i < node.narrowed.length; i++) {
      const { isOfKind, node: child } = node.narrowed[i]!
      if (isOfKind(request.pathBytes, request.starts[depth]!, request.ends[depth]!))
        found = walk(request, child, depth + 1)
    }
    // 3. `:name` and `*`.
    if (found < 0 && node.any !== undefined) found = walk(request, node.any, depth + 1)
    // 4. `**` takes what is left.
    return found < 0 ? firstLeaf(request, node.rest) : found
  }

  function firstLeaf(request: RequestView, leaves: readonly Leaf[]): number {
    for (const leaf of leaves) {
      if (request.asset && !leaf.assets) continue
      if (leaf.host !== undefined && !hostIs(leaf.host, request)) continue
      if (leaf.conditions.length > 0 && !queryHolds(leaf.conditions, request)) continue
      if (leaf.methods === undefined || takesMethod(leaf.methods, request)) return leaf.position
      missed = MISSED
    }
    return NOTHING
  }
}

function childOf(request: RequestView, literals: LiteralTable<TrieNode>, depth: number): TrieNode | undefined {
  const { pathBytes, starts, ends, hashes } = request
  return lookUp(literals, hashes[depth]!, pathBytes, starts[depth]!, ends[depth]!)
}

function hostIs(host: Uint8Array, request: RequestView): boolean {
  return request.hostStart >= 0 && sameBytes(host, request.hostBytes, request.hostStart, request.hostEnd)
}

function takesMethod(methods: readonly Uint8Array[], request: RequestView): boolean {
  for (const method of methods) {
    if (sameBytes(method, request.methodBytes, request.methodStart, request.methodEnd)) return true
  }
  return false
}
