// As walkObject of src/format/json/walk-object.ts, without what is odd: lists without brackets, guesses, any case.
import { closingQuote, findFar, isSame } from '../bytes'
import { ABSENT, MARKS, PLAN, RECORD_SIZE, STACK } from '../layout'
import { behindGuessed, guessAt, guessedNode, isGuessed, learn } from './guess'
import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './signs'
import { skipNested } from './skip-nested'

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
  // What opened stands at `at`, or what follows a value.
  while (at < end) {
    const guess = guessAt(depth, place)
    let child: usize
    // 1. the key that stood here on the line before
    if (closer == CLOSE_OBJECT && isGuessed(guess, node, at)) {
      child = guessedNode(guess)
      at = skipSpaces(behindGuessed(guess, at), end)
    } else {
      if (place != 0) at = skipSpaces(at, end)
      const from = at
      if (place == 0 || (at < end && load<u8>(at) == COMMA)) at = skipSpaces(at + 1, end)
      else if (at < end && load<u8>(at) != closer) return false
      if (at >= end) return false
      // 2. what closes
      if (load<u8>(at) == closer) {
        at++
        if (depth == 0) return skipSpaces(at, end) == end
        depth--
        level -= LEVEL_SIZE
        node = load<u32>(level)
        place = load<u32>(level, 4)
        closer = load<u8>(level, 8)
        continue
      }
      // 3. an element, or another key
      if (closer == CLOSE_ARRAY) child = elementOf(node, place)
      else {
        if (load<u8>(at) != QUOTE) return false
        const quote = closingQuote(at + 1, end, true)
        child = lookUp(node, at + 1, quote)
        at = skipSpaces(quote + 1, end)
        if (at >= end || load<u8>(at) != COLON) return false
        at = skipSpaces(at + 1, end)
        if (at >= end) return false
        learn(guess, node, from, at, child)
      }
    }
    place++
    const first = load<u8>(at)
    // 4. a string
    if (first == QUOTE) {
      const quote = closingQuote(at + 1, end, true)
      mark(child, at + 1, quote)
      at = quote + 1
      continue
    }
    // 5. a number, a word, or nothing
    if (first != OPEN_OBJECT && first != OPEN_ARRAY) {
      const stop = endOfBare(at, end)
      mark(child, at, isNull(at, stop) ? at : stop)
      at = stop
      continue
    }
    if (depth == MOST_DEPTH - 1) return false
    // 6. a list of one string, as headers are
    const quote = first == OPEN_ARRAY ? endOfOnly(at, end) : 0
    if (quote != 0) {
      mark(elementOf(child, 0), at + 2, quote)
      at = quote + 2
    }
    // 7. an object or an array that nobody asked for
    else if (child == NOWHERE) {
      at = skipNested(at, end, MOST_DEPTH - 1 - depth)
      if (at == 0) return false
    }
    // 8. one whose keys or elements come next
    else {
      store<u32>(level, <u32>node)
      store<u32>(level, place, 4)
      store<u8>(level, closer, 8)
      level += LEVEL_SIZE
      depth++
      node = child
      place = 0
      closer = first + 2
    }
  }
  return false
}

/** The quote that ends the string of `["text"]`; 0: it is another list, or an escape stands before the quote. */
@inline
function endOfOnly(at: usize, end: usize): usize {
  if (load<u8>(at + 1) != QUOTE) return 0
  const quote = findFar(at + 2, end, QUOTE)
  return load<u8>(quote + 1) == CLOSE_ARRAY && load<u8>(quote - 1) != BACKSLASH ? quote : 0
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
    if (isSame(key + KEY_BYTES, start, length)) return recordAt(load<u8>(key))
    number = load<u8>(key + KEY_NEXT)
  }
  return NOWHERE
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
