import type { RequestView } from '../../domain/contracts.ts'
import type { Route } from '../pattern/route.ts'
import { buildTrie, type Leaf, type TrieNode } from './build-trie.ts'
import { hashBytes, lookUp } from './literal-table.ts'
import { queryHolds } from './query-holds.ts'
import { sameBytes } from './same-bytes.ts'

/** The position of the most specific route that fits, else NOTHING_FITS or METHOD_MISSED. */
export type Finder = (request: RequestView) => number

export const NOTHING_FITS = -1
/** Path, host and query fit a route, but none of those takes the method. */
export const METHOD_MISSED = -2

/** A depth-first walk of the trie; no allocation a request, and never deeper than the longest pattern. */
export function openFinder(routes: readonly Route[]): Finder {
  const root = buildTrie(routes)
  const hashes = new Int32Array(Math.max(0, ...routes.map(({ segments }) => segments.length)))
  // How many segments of the request at hand have their hash in `hashes`.
  let hashed = 0
  let missed = NOTHING_FITS

  return (request) => {
    hashed = 0
    missed = NOTHING_FITS
    const found = walk(request, root, 0)
    return found === NOTHING_FITS ? missed : found
  }

  function walk(request: RequestView, node: TrieNode, depth: number): number {
    if (depth === request.segments) return firstLeaf(request, node.leaves)
    const { pathBytes } = request
    const start = request.starts[depth]!
    const end = request.ends[depth]!
    let found: number = NOTHING_FITS
    // 1. The literal, if it is one.
    if (node.literals !== undefined) {
      const child = lookUp(node.literals, hashOf(request, depth), pathBytes, start, end)
      if (child !== undefined) found = walk(request, child, depth + 1)
    }
    // 2. `:name<int>`, `uuid`, `date`, `slug`.
    for (let i = 0; found < 0 && i < node.narrowed.length; i++) {
      const { isOfKind, node: child } = node.narrowed[i]!
      if (isOfKind(pathBytes, start, end)) found = walk(request, child, depth + 1)
    }
    // 3. `:name` and `*`.
    if (found < 0 && node.any !== undefined) found = walk(request, node.any, depth + 1)
    // 4. `**` takes what is left.
    return found < 0 ? firstLeaf(request, node.rest) : found
  }

  function hashOf(request: RequestView, depth: number): number {
    for (; hashed <= depth; hashed++) {
      hashes[hashed] = hashBytes(request.pathBytes, request.starts[hashed]!, request.ends[hashed]!)
    }
    return hashes[depth]!
  }

  function firstLeaf(request: RequestView, leaves: readonly Leaf[]): number {
    for (const leaf of leaves) {
      if (request.asset && !leaf.assets) continue
      if (leaf.host !== undefined && !hostIs(leaf.host, request)) continue
      if (leaf.conditions.length > 0 && !queryHolds(leaf.conditions, request)) continue
      if (leaf.methods === undefined || takesMethod(leaf.methods, request)) return leaf.position
      missed = METHOD_MISSED
    }
    return NOTHING_FITS
  }
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
