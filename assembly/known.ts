// Lines of which all is known by the memories are added up here, and JavaScript never sees them.

import { endOf, startOf } from './bytes'
import { hasEscape } from './facts'
import { AGENT, BYTES, HOST, LINE, NO_REFERRER, OTHER_REFERRER, REFERRER, TARGET, TUPLE_INDEX, TUPLES } from './layout'
import { findInMemo } from './memo'
import { findPath } from './path'

// A tuple: verdict, code and method; agent and referrer; lines; the sum of their sizes.
const TUPLE_SIZE: usize = 24
const MOST_TUPLES: u32 = 2048
// Twice as many places as tuples, each the number of a tuple, 0 is free.
const PLACES_BITS: u32 = 12
const PLACES: u32 = 4096

const UNKNOWN: i32 = -1
const EMPTY_AGENT: i32 = 0
// NO_AGENT of src/domain/contracts/kernel.ts.
const NO_AGENT: i32 = 0xffff

let paths: usize = 0
let agents: usize = 0
let referrers: usize = 0
let hosts: usize = 0
let firstFeature: i32 = 0
let writing: u32 = 0
let tuples: u32 = 0

/**
 * Where the memories are (that of hosts, 0: whatever a column names is the service's), from which verdict on a path is that of a
 * feature, and how the log writes paths.
 */
export function consult(
  pathMemo: usize,
  agentMemo: usize,
  referrerMemo: usize,
  hostMemo: usize,
  feature: i32,
  pathWriting: u32,
): void {
  paths = pathMemo
  agents = agentMemo
  referrers = referrerMemo
  hosts = hostMemo
  firstFeature = feature
  writing = pathWriting
}

/** How many tuples there are at TUPLES, which are forgotten with the next line that is added. */
export function takeTuples(): u32 {
  const taken = tuples
  if (taken > 0) memory.fill(TUPLE_INDEX, 0, <usize>PLACES * 2)
  tuples = 0
  return taken
}

/** Adds the line that was read last, and fits, to its tuple; false if anything about it is not known. */
export function addKnown(): bool {
  const code = load<i32>(LINE, 16)
  const method = load<i32>(LINE, 24)
  const pathEnd = load<i32>(LINE, 28)
  if (code < 0 || method < 0 || pathEnd < 0) return false
  const size = knownSize()
  if (size < 0 || !isOwnHost()) return false
  const verdict = findPath(paths, <usize>startOf(TARGET), <usize>pathEnd, <u32>method, writing)
  if (verdict < 0 || verdict > 0xffff) return false
  // Of a request that is none of a feature nobody asks who made it.
  const use = verdict < firstFeature ? 0 : knownUse()
  return use != UNKNOWN && add(<u64>(verdict | (code << 16) | (method << 26)) | (<u64>use << 32), size)
}

@inline
function knownSize(): i32 {
  const size = load<i32>(LINE, 20)
  if (size >= 0) return size
  const start = startOf(BYTES)
  return start < 0 || isDash(<usize>start, <usize>endOf(BYTES)) ? 0 : UNKNOWN
}

@inline
function isOwnHost(): bool {
  const start = startOf(HOST)
  return hosts == 0 || start < 0 || findInMemo(hosts, <usize>start, <usize>endOf(HOST), 0) >= 0
}

@inline
function isDash(start: usize, end: usize): bool {
  return end - start == 1 && load<u8>(start) == 0x2d
}

@inline
function knownUse(): i32 {
  const agent = knownAgent()
  if (agent < 0 || agent > 0xffff) return UNKNOWN
  const referrer = knownReferrer()
  return referrer < 0 || referrer > 0x7fff ? UNKNOWN : agent | (referrer << 16)
}

@inline
function knownAgent(): i32 {
  const start = startOf(AGENT)
  const end = endOf(AGENT)
  if (start < 0) return NO_AGENT
  if (start == end || isDash(<usize>start, <usize>end)) return EMPTY_AGENT
  return hasEscape(<usize>start, <usize>end) ? UNKNOWN : findInMemo(agents, <usize>start, <usize>end, 0)
}

/** As the classifier of src/referrer/: by the head alone, scheme and authority. */
@inline
function knownReferrer(): i32 {
  const start = startOf(REFERRER)
  if (start < 0) return NO_REFERRER
  const end = <usize>endOf(REFERRER)
  const from = <usize>start
  if (from == end || isDash(from, end)) return NO_REFERRER
  if (hasEscape(from, end)) return UNKNOWN
  const authority = afterScheme(from, end)
  return authority == 0 ? OTHER_REFERRER : findInMemo(referrers, from, endOfHead(authority, end), 0)
}

/** Behind `http://` or `https://`, in letters of any case; 0: it begins otherwise. */
@inline
function afterScheme(start: usize, end: usize): usize {
  if (end - start < 8 || (load<u32>(start) | 0x20202020) != 0x70747468) return 0
  const colon = (load<u8>(start + 4) | 0x20) == 0x73 ? start + 5 : start + 4
  return (load<u32>(colon) & 0xffffff) == 0x2f2f3a ? colon + 3 : 0
}

/** Browsers read `\` as `/`. */
@inline
function endOfHead(from: usize, end: usize): usize {
  const slash = i8x16.splat(0x2f)
  const question = i8x16.splat(0x3f)
  const hash = i8x16.splat(0x23)
  const backslash = i8x16.splat(0x5c)
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at)
    const slashes = v128.or(i8x16.eq(bytes, slash), i8x16.eq(bytes, backslash))
    const others = v128.or(i8x16.eq(bytes, question), i8x16.eq(bytes, hash))
    const mask = i8x16.bitmask(v128.or(slashes, others))
    if (mask != 0) return min(at + <usize>ctz(mask), end)
  }
  return end
}

/** False where there is no room for another tuple. */
@inline
function add(key: u64, size: i32): bool {
  let place = <u32>((key * 0x9fb21c651e98df25) >>> (64 - PLACES_BITS))
  let number = load<u16>(TUPLE_INDEX + ((<usize>place) << 1))
  while (number != 0) {
    const tuple = TUPLES + <usize>(number - 1) * TUPLE_SIZE
    if (load<u64>(tuple) == key) {
      store<u32>(tuple, load<u32>(tuple, 8) + 1, 8)
      store<f64>(tuple, load<f64>(tuple, 16) + <f64>size, 16)
      return true
    }
    place = (place + 1) & (PLACES - 1)
    number = load<u16>(TUPLE_INDEX + ((<usize>place) << 1))
  }
  if (tuples == MOST_TUPLES) return false
  const tuple = TUPLES + <usize>tuples * TUPLE_SIZE
  tuples++
  store<u16>(TUPLE_INDEX + ((<usize>place) << 1), <u16>tuples)
  store<u64>(tuple, key)
  store<u32>(tuple, 1, 8)
  store<f64>(tuple, <f64>size, 16)
  return true
}
