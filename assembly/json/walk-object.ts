// As walkObject of src/format/json/walk-object.ts, without what is odd: lists without brackets, guesses, any case.
import { ABSENT, MARKS, PLAN, RECORD_SIZE, STACK } from '../layout'
import { closingQuote, isEscaped } from '../bytes'

const QUOTE: u8 = 0x22
const COMMA: u8 = 0x2c
const COLON: u8 = 0x3a
const OPEN_OBJECT: u8 = 0x7b
const CLOSE_OBJECT: u8 = 0x7d
const OPEN_ARRAY: u8 = 0x5b
const CLOSE_ARRAY: u8 = 0x5d
const BACKSLASH: u8 = 0x5c

// Levels of the stack: node, place, what closes.
const MOST_DEPTH: u32 = 16
const LEVEL_SIZE: usize = 12

const NOWHERE: usize = PLAN
const ROOT: usize = PLAN + RECORD_SIZE

/** Marks the values that the keys lead to; false for a line that is no object, or an odd one. Each step takes a byte. */
export function walkObject(start: usize, end: usize): bool {
  let at = skipSpaces(start, end)
  if (at >= end || load<u8>(at) != OPEN_OBJECT) return false
  let node = ROOT
  let place: u32 = 0
  let closer = CLOSE_OBJECT
  let depth: u32 = 0
  let level = STACK
  for (at++; at < end; at++) {
    at = skipSpaces(at, end)
    if (at >= end) return false
    if (load<u8>(at) != closer) {
      let child = NOWHERE
      // 1. an element
      if (closer == CLOSE_ARRAY) child = elementOf(node, place)
      // 2. a key
      else {
        if (load<u8>(at) != QUOTE) return false
        const quote = closingQuote(at + 1, end, true)
        child = lookUp(node, at + 1, quote)
        at = skipSpaces(quote + 1, end)
        if (at >= end || load<u8>(at) != COLON) return false
        at = skipSpaces(at + 1, end)
        if (at >= end) return false
      }
      place++
      const first = load<u8>(at)
      // 3. a string
      if (first == QUOTE) {
        const quote = closingQuote(at + 1, end, true)
        mark(child, at + 1, quote)
        at = quote + 1
      }
      // 4. a number, a word, or nothing
      else if (first != OPEN_OBJECT && first != OPEN_ARRAY) {
        const stop = endOfBare(at, end)
        mark(child, at, isNull(at, stop) ? at : stop)
        at = stop
      }
      // 5. an object or an array that nobody asked for
      else if (child == NOWHERE) {
        at = skipNested(at, end, MOST_DEPTH - 1 - depth)
        if (at == 0) return false
      }
      // 6. one whose keys or elements come next
      else {
        if (depth == MOST_DEPTH - 1) return false
        store<u32>(level, <u32>node)
        store<u32>(level, place, 4)
        store<u8>(level, closer, 8)
        level += LEVEL_SIZE
        depth++
        node = child
        place = 0
        closer = first + 2
        continue
      }
    }
    // 7. what closes, up to a comma
    at = skipSpaces(at, end)
    while (at < end && load<u8>(at) != COMMA) {
      if (load<u8>(at) != closer) return false
      at = skipSpaces(at + 1, end)
      if (depth == 0) return at == end
      depth--
      level -= LEVEL_SIZE
      node = load<u32>(level)
      place = load<u32>(level, 4)
      closer = load<u8>(level, 8)
    }
  }
  return false
}

// Mostly there are none.
@inline
function skipSpaces(at: usize, end: usize): usize {
  return load<u8>(at) > 0x20 ? at : afterSpaces(at, end)
}

function afterSpaces(from: usize, end: usize): usize {
  let at = from
  while (at < end && (load<u8>(at) == 0x20 || load<u8>(at) == 0x09 || load<u8>(at) == 0x0d)) at++
  return at
}

// A node: its mark and one, 0 without one; its elements; its keys by their length. Of all but the mark the number of a
// record, 0 where there is none.
const NODE_ELEMENTS: usize = 8
const MOST_ELEMENTS: u32 = 8
const NODE_KEYS: usize = 16
const MOST_KEY_BYTES: usize = 48
// A key: the node that it leads to, the next of its length, its bytes.
const KEY_NEXT: usize = 1
const KEY_BYTES: usize = 8

@inline
function recordAt(number: u8): usize {
  return PLAN + <usize>number * RECORD_SIZE
}

@inline
function elementOf(node: usize, place: u32): usize {
  return place < MOST_ELEMENTS ? recordAt(load<u8>(node + NODE_ELEMENTS + place)) : NOWHERE
}

@inline
function lookUp(node: usize, start: usize, end: usize): usize {
  const length = end - start
  if (length >= MOST_KEY_BYTES) return NOWHERE
  let number = load<u8>(node + NODE_KEYS + length)
  while (number != 0) {
    const key = recordAt(number)
    if (isKey(key + KEY_BYTES, start, length)) return recordAt(load<u8>(key))
    number = load<u8>(key + KEY_NEXT)
  }
  return NOWHERE
}

@inline
function isKey(expected: usize, start: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i += 16) {
    const differs = i8x16.bitmask(i8x16.ne(v128.load(expected + i), v128.load(start + i)))
    const left = length - i
    if ((left < 16 ? differs & ((1 << <i32>left) - 1) : differs) != 0) return false
  }
  return true
}

/** The first of two equal keys counts. */
@inline
function mark(node: usize, start: usize, end: usize): void {
  const number = <usize>load<u8>(node)
  if (number == 0) return
  const place = MARKS + ((number - 1) << 3)
  if (load<i32>(place) != ABSENT) return
  store<i32>(place, <i32>start)
  store<i32>(place, <i32>end, 4)
}

@inline
function endOfBare(from: usize, end: usize): usize {
  for (let at = from; at < end; at += 16) {
    const others = ~bareAt(at) & 0xffff
    if (others != 0) return min(at + <usize>ctz(others), end)
  }
  return end
}

/** A bit for each of 16 bytes that stands in a number, a word, a time or an address: digits, letters, `-./:`, `+` and `_`. */
@inline
function bareAt(at: usize): i32 {
  const bytes = v128.load(at)
  const letters = i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(26))
  const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x2d)), i8x16.splat(14))
  const marks = v128.or(i8x16.eq(bytes, i8x16.splat(0x2b)), i8x16.eq(bytes, i8x16.splat(0x5f)))
  return i8x16.bitmask(v128.or(v128.or(letters, digits), marks))
}

@inline
function isNull(start: usize, end: usize): bool {
  return end - start == 4 && (load<u32>(start) & 0xffffff) == 0x6c756e
}

/** After the object or array that opens at `start`; 0 where it is too deep, or not closed by what opened it. */
function skipNested(start: usize, end: usize, mostDepth: u32): usize {
  let depth: u32 = 0
  // A bit a level: 1 is an array.
  let arrays: u32 = 0
  // Where the string at hand begins; 0 outside of strings.
  let string: usize = 0
  for (let block = start; block < end; block += 16) {
    for (let tokens = tokensAt(block); tokens != 0; tokens &= tokens - 1) {
      const at = block + <usize>ctz(tokens)
      if (at >= end) return 0
      const byte = load<u8>(at)
      if (string != 0) {
        const isEnd = byte == QUOTE && (load<u8>(at - 1) != BACKSLASH || !isEscaped(string, at))
        if (isEnd) string = 0
      } else if (byte == QUOTE) string = at + 1
      else {
        const isArray: u32 = byte == OPEN_ARRAY || byte == CLOSE_ARRAY ? 1 : 0
        if (byte == OPEN_OBJECT || byte == OPEN_ARRAY) {
          if (depth++ == mostDepth) return 0
          arrays = (arrays << 1) | isArray
        } else {
          if ((arrays & 1) != isArray) return 0
          if (--depth == 0) return at + 1
          arrays >>>= 1
        }
      }
    }
  }
  return 0
}

/** A bit for each of the 16 bytes that is a quote or a bracket. `[` and `{`, `]` and `}` differ by one bit. */
@inline
function tokensAt(block: usize): i32 {
  const bytes = v128.load(block)
  const folded = v128.or(bytes, i8x16.splat(0x20))
  const brackets = v128.or(
    i8x16.eq(folded, i8x16.splat(OPEN_OBJECT)),
    i8x16.eq(folded, i8x16.splat(CLOSE_OBJECT)),
  )
  return i8x16.bitmask(v128.or(brackets, i8x16.eq(bytes, i8x16.splat(QUOTE))))
}
