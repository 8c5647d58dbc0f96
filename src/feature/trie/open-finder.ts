import type { RequestView } from '../../domain/contracts.ts'
import type { Route } from '../pattern/route.ts'
import {
  buildTrie,
  FIRST_HASH,
  nextHash,
  type ByteCondition,
  type Leaf,
  type Leaves,
  type TrieNode,
} from './build-trie.ts'
import { lookUpLiteral, sameBytes, type LiteralTable } from './literal-table.ts'

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

  function firstLeaf(request: RequestView, { listed, keyed }: Leaves): number {
    let best = firstOf(request, listed)
    for (const { key, byHash } of keyed) {
      const hash = hashOfValue(key, request)
      const leaf = hash === undefined ? undefined : firstOf(request, byHash.get(hash) ?? NONE)
      if (leaf !== undefined && (best === undefined || leaf.rank < best.rank)) best = leaf
    }
    return best?.position ?? NOTHING
  }

  function firstOf(request: RequestView, leaves: readonly Leaf[]): Leaf | undefined {
    for (const leaf of leaves) {
      if (request.asset && !leaf.assets) continue
      if (leaf.host !== undefined && !hostIs(leaf.host, request)) continue
      if (leaf.conditions.length > 0 && !queryHolds(leaf.conditions, request)) continue
      if (leaf.methods === undefined || takesMethod(leaf.methods, request)) return leaf
      missed = MISSED
    }
    return undefined
  }
}

const NONE: readonly Leaf[] = []

function childOf(request: RequestView, literals: LiteralTable<TrieNode>, depth: number): TrieNode | undefined {
  const { pathBytes, starts, ends, hashes } = request
  return lookUpLiteral(literals, hashes[depth]!, pathBytes, starts[depth]!, ends[depth]!)
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

const AMPERSAND = 0x26
const EQUALS = 0x3d
const PERCENT = 0x25
const PLUS = 0x2b
const SPACE = 0x20

/** Whether every condition holds. The first occurrence of its key decides; `key` alone has the empty value, as in `key=`. */
function queryHolds(conditions: readonly ByteCondition[], request: RequestView): boolean {
  if (request.queryStart < 0) return false
  for (const condition of conditions) {
    if (!conditionHolds(condition, request.queryBytes, request.queryStart, request.queryEnd)) return false
  }
  return true
}

function conditionHolds(condition: ByteCondition, bytes: Uint8Array, start: number, end: number): boolean {
  const from = startOfValue(condition.key, bytes, start, end)
  if (from < 0) return false
  return condition.value === undefined || decodesTo(condition.value, bytes, from, endOfPair(bytes, from, end))
}

/** Undefined: the request has no such key. */
function hashOfValue(key: Uint8Array, { queryBytes, queryStart, queryEnd }: RequestView): number | undefined {
  if (queryStart < 0) return undefined
  const from = startOfValue(key, queryBytes, queryStart, queryEnd)
  if (from < 0) return undefined
  const to = endOfPair(queryBytes, from, queryEnd)
  let hash = FIRST_HASH
  for (let i = from; i < to;) {
    const read = readByte(queryBytes, i, to)
    hash = nextHash(hash, read & BYTE)
    i += read >> WIDTH
  }
  return hash
}

/** Where the value of the first pair with this key begins; −1: there is none. */
function startOfValue(key: Uint8Array, bytes: Uint8Array, start: number, end: number): number {
  for (let from = start; from < end;) {
    const to = endOfPair(bytes, from, end)
    let equals = from
    while (equals < to && bytes[equals] !== EQUALS) equals++
    if (decodesTo(key, bytes, from, equals)) return equals === to ? to : equals + 1
    from = to + 1
  }
  return -1
}

function endOfPair(bytes: Uint8Array, from: number, end: number): number {
  let to = from
  while (to < end && bytes[to] !== AMPERSAND) to++
  return to
}

/** Whether `bytes[start…end)`, percent signs and plus signs undone, is `wanted`. A bad `%` stands for itself. */
function decodesTo(wanted: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  let matched = 0
  let i = start
  for (; i < end && matched < wanted.length; matched++) {
    const read = readByte(bytes, i, end)
    if ((read & BYTE) !== wanted[matched]) return false
    i += read >> WIDTH
  }
  return i === end && matched === wanted.length
}

const BYTE = 0xff
const WIDTH = 8

/** The byte that stands at `i`, decoded, and above it how many are written for it. */
function readByte(bytes: Uint8Array, i: number, end: number): number {
  const byte = bytes[i]!
  if (byte === PLUS) return SPACE | (1 << WIDTH)
  if (byte === PERCENT && i + 2 < end) {
    const escaped = hexValue(bytes[i + 1]!) * 16 + hexValue(bytes[i + 2]!)
    if (escaped >= 0) return escaped | (3 << WIDTH)
  }
  return byte | (1 << WIDTH)
}

/** So far below 0 that no other digit can lift it. */
function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1000
}
