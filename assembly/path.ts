// What patterns can tell of a path, as src/feature/ matches it: its segments, read as src/gate/read/split-path.ts reads them, each
// a literal that some pattern has there, or else of these kinds and not of those; and whether the last ends as an asset does. Paths of
// which they tell the same have one entry in a memory of verdicts, and no byte of a path is kept.

import { maskOf } from './bytes'
import { MOST_SEGMENTS, PATH_KEY, SEGMENT, SEGMENT_SIZE } from './layout'
import { findInMemo, keepInMemo } from './memo'
import { ASSET, endsAsAsset, kindsOf } from './segment'
import { findWord } from './words'

// How a log writes paths: PATH_WRITING in src/domain/contracts/kernel.ts. The lowest byte begins an escape; 0: there are none.
const ESCAPE: u32 = 0xff
const IS_DECODED: u32 = 0x100
const IS_CASELESS: u32 = 0x200

// The code of a segment: 0 is none, 1 one that no pattern reaches, 32 and its kinds one that is no literal of its place, and literals
// are numbered from 64 on. With any but literals goes whether it ends as an asset does.
const UNREACHED: u32 = 1
const NO_LITERAL: u32 = 32
const FIRST_LITERAL: u32 = 64
const CODE_SIZE: usize = 4

const UNTOLD: i32 = -1
// Laid over eight letters, it makes them small.
const SMALL: u64 = 0x2020202020202020

let literals: usize = 0
let places: usize = 0
let kinds: usize = 0
let deepest: u32 = 0
let segments: u32 = 0

/**
 * Where the literals of all patterns are; of each a bit for each place where a pattern has it, the last for all further ones; of each of the
 * `depth` places that the longest pattern has, the kinds that are asked for there.
 */
export function setPatterns(table: usize, placesOf: usize, kindsAt: usize, depth: u32): void {
  literals = table
  places = placesOf
  kinds = kindsAt
  deepest = depth
}

export function findPath(memo: usize, start: usize, end: usize, method: u32, writing: u32): i32 {
  const length = readPath(start, end, writing)
  return length == UNTOLD ? UNTOLD : findInMemo(memo, PATH_KEY, PATH_KEY + <usize>length, method)
}

export function keepPath(memo: usize, start: usize, end: usize, method: u32, writing: u32, verdict: i32): void {
  const length = readPath(start, end, writing)
  if (length != UNTOLD) keepInMemo(memo, PATH_KEY, PATH_KEY + <usize>length, method, verdict)
}

/** Writes the codes of the segments to PATH_KEY; UNTOLD where an escape of the log is among them, or an encoded one is too long. */
function readPath(start: usize, end: usize, writing: u32): i32 {
  segments = 0
  let from = start
  let isOdd = false
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(at)
    const within = end - at < 16 ? (1 << <i32>(end - at)) - 1 : 0xffff
    if ((writing & ESCAPE) != 0 && (maskOf(bytes, <u8>writing) & within) != 0) return UNTOLD
    let odd = oddBytes(bytes, writing) & within
    for (let slashes = maskOf(bytes, 0x2f) & within; slashes != 0; slashes &= slashes - 1) {
      const before = (slashes & -slashes) - 1
      const slash = at + <usize>ctz(slashes)
      if (!takeSegment(from, slash, isOdd || (odd & before) != 0, writing)) return UNTOLD
      odd &= ~before
      isOdd = false
      from = slash + 1
    }
    isOdd = isOdd || odd != 0
  }
  return takeSegment(from, end, isOdd, writing) ? endKey() : UNTOLD
}

/** Bytes that may stand for others: `%`, `;`, and capitals where case does not matter. */
@inline
function oddBytes(bytes: v128, writing: u32): i32 {
  let odd = maskOf(bytes, 0x3b)
  if ((writing & IS_DECODED) == 0) odd |= maskOf(bytes, 0x25)
  if ((writing & IS_CASELESS) != 0) odd |= i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26)))
  return odd
}

/** False where there is no room for it. */
@inline
function takeSegment(from: usize, stop: usize, isOdd: bool, writing: u32): bool {
  if (!isOdd) return push(from, stop)
  return stop - from <= SEGMENT_SIZE && push(SEGMENT, decode(from, stop, writing))
}

/** Empty and dot segments collapse. */
function push(start: usize, end: usize): bool {
  const length = end - start
  if (length == 0) return true
  if (load<u8>(start) == 0x2e && length <= 2) {
    if (length == 1) return true
    if (load<u8>(start, 1) == 0x2e) {
      if (segments > 0) segments--
      return true
    }
  }
  if (segments == MOST_SEGMENTS) return false
  const code = segments < deepest ? codeOf(start, end) : UNREACHED | endsAsAsset(start, end)
  store<u32>(PATH_KEY + <usize>segments * CODE_SIZE, code)
  segments++
  return true
}

@inline
function codeOf(start: usize, end: usize): u32 {
  const literal = findWord(literals, start, end - start, false)
  const isOfPlace = ((load<u32>(places + <usize>literal * 4) >>> min(segments, 31)) & 1) != 0
  if (isOfPlace) return FIRST_LITERAL + literal
  return NO_LITERAL | kindsOf(start, end, load<u32>(kinds + <usize>segments * 4)) | endsAsAsset(start, end)
}

/** Of all segments that no pattern reaches the last alone tells something. Fills up the last sixteen bytes, which are compared at once. */
@inline
function endKey(): i32 {
  const last = segments == 0 ? 0 : load<u32>(PATH_KEY + <usize>(segments - 1) * CODE_SIZE)
  const told = min(segments, deepest + 1)
  for (let code: u32 = 0; code + 1 < told; code++) forgetAsset(PATH_KEY + <usize>code * CODE_SIZE)
  const codes: u32 = max((told + 3) & ~3, 4)
  for (let code = told; code < codes; code++) store<u32>(PATH_KEY + <usize>code * CODE_SIZE, 0)
  if (told > 0) store<u32>(PATH_KEY + <usize>(told - 1) * CODE_SIZE, last)
  return <i32>(<usize>codes * CODE_SIZE)
}

/** That a segment ends as an asset does tells nothing but of the last. */
@inline
function forgetAsset(at: usize): void {
  const code = load<u32>(at)
  if (code < FIRST_LITERAL) store<u32>(at, code & ~ASSET)
}

/** Writes what a segment stands for to SEGMENT, without a session; gives where it ends. */
function decode(from: usize, stop: usize, writing: u32): usize {
  let end = SEGMENT
  for (let at = from; at < stop; at++) {
    let byte = load<u8>(at)
    if (byte == 0x25 && (writing & IS_DECODED) == 0 && at + 2 < stop) {
      const value = hexDigit(load<u8>(at, 1)) * 16 + hexDigit(load<u8>(at, 2))
      if (value >= 0) {
        byte = <u8>value
        at += 2
      }
    }
    if ((writing & IS_CASELESS) != 0 && <u32>byte - 0x41 < 26) byte |= 0x20
    store<u8>(end, byte)
    end++
  }
  return startOfSession(SEGMENT, end)
}

/** So far below 0 that no other digit can lift it. */
@inline
function hexDigit(byte: u8): i32 {
  if (<u32>byte - 0x30 <= 9) return <i32>byte - 0x30
  const small = byte | 0x20
  return <u32>small - 0x61 < 6 ? <i32>small - 0x57 : -1000
}

/** Where `;jsessionid=` stands, in letters of any case, or the end. */
function startOfSession(start: usize, end: usize): usize {
  for (let at = start; at + 12 <= end; at++) {
    if (load<u8>(at) != 0x3b || (load<u64>(at, 1) | SMALL) != 0x6e6f69737365736a) continue
    // The `=` as it is: 0x1d is no `=` in capitals.
    if (((load<u32>(at, 9) | 0x2020) & 0xffffff) == 0x3d6469) return at
  }
  return end
}
