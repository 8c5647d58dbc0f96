import { endOfString, readOther, readString, skipSpaces } from './read-value.ts'
import { lookUpKey, NOWHERE, type KeyNode, type Notation } from './keys/key-map.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d

const MOST_DEPTH = 16
// Own constant: an imported one is loaded anew at each use.
const ELSEWHERE = NOWHERE

// The objects and arrays around the one at hand. Walks do not nest, so one stack does for all.
const nodes = new Array<KeyNode>(MOST_DEPTH).fill(NOWHERE)
const places = new Int32Array(MOST_DEPTH)
const closers = new Int32Array(MOST_DEPTH)

// The chunk that is being read, four bytes at a time.
let viewed: Uint8Array = new Uint8Array(0)
let view = new DataView(viewed.buffer)

function look(bytes: Uint8Array): void {
  if (bytes === viewed) return
  viewed = bytes
  view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * Walks over the one JSON object that a line holds, and marks the values that its keys lead to; the first of two equal
 * keys counts. No value is copied or kept, and each step takes a byte.
 *
 * It is more tolerant than JSON, as servers are: `\xHH` in strings, numbers that are empty, `-` or a list without
 * brackets, bytes that are no UTF-8, a comma at the end.
 *
 * @param marks start and end of each candidate's value; all −1 before
 * @returns −1 if the line fits; else the offset where it stopped to
 */
function walkObject(root: KeyNode, bytes: Uint8Array, start: number, end: number, marks: Int32Array): number {
  look(bytes)
  let at = skipSpaces(bytes, start, end)
  if (bytes[at] !== OPEN_OBJECT) return at
  at++
  let node = root
  let place = 0
  let depth = 0
  let closer = CLOSE_OBJECT
  for (;;) {
    let child: KeyNode | undefined
    // 1. the key that stood here on the line before
    if (closer === CLOSE_OBJECT && isExpected(node, place, at, end)) {
      const { length, node: leadsTo } = node.guesses[place]!
      // There were no spaces on the line before.
      at = skipSpaces(bytes, at + length, end)
      child = leadsTo
    }
    // 2. another key, an element, or none before what closes
    else {
      at = readNext(node, place, bytes, at, end, closer)
      if (at < 0) return -2 - at
      child = keyNode
    }
    if (at >= end) return end
    if (child !== undefined) {
      place++
      const first = bytes[at]!
      // 3. an object or an array: its keys and elements come next
      if (child !== ELSEWHERE && (first === OPEN_OBJECT || first === OPEN_ARRAY)) {
        if (depth === MOST_DEPTH - 1) return at
        nodes[depth] = node
        places[depth] = place
        closers[depth++] = closer
        node = child
        place = 0
        closer = first + 2
        at++
        continue
      }
      // 4. a value
      if (first === QUOTE) at = readString(child.mark, bytes, view, at + 1, end, marks)
      else at = readOther(child.mark, bytes, view, at, end, closer, marks, MOST_DEPTH - 1 - depth)
      if (at < 0) return -2 - at
    }
    // 5. what closes, up to a comma
    at = skipSpaces(bytes, at, end)
    while (at < end && bytes[at] !== COMMA) {
      if (bytes[at] !== closer) return at
      at = skipSpaces(bytes, at + 1, end)
      if (depth === 0) return at === end ? -1 : at
      node = nodes[--depth]!
      place = places[depth]!
      closer = closers[depth]!
    }
    if (at >= end) return end
    at++
  }
}

// The last four bytes are compared as they stand, even if some were compared already.
function isExpected({ guesses }: KeyNode, place: number, at: number, end: number): boolean {
  if (place >= guesses.length) return false
  const { view: expected, length } = guesses[place]!
  const last = length - 4
  if (last < 0 || at + length > end) return false
  for (let i = 0; i < last; i += 4) if (view.getInt32(at + i, true) !== expected.getInt32(i, true)) return false
  return view.getInt32(at + last, true) === expected.getInt32(last, true)
}

// What was read last leads here; undefined where nothing came before what closes.
let keyNode: KeyNode | undefined

function readNext(node: KeyNode, place: number, bytes: Uint8Array, at: number, end: number, closer: number): number {
  return closer === CLOSE_ARRAY ? readElement(node, place, bytes, at, end) : readKey(node, place, bytes, at, end)
}

/** Where the value of the key at `at` begins, or `}` stands; −2 − offset where there is no key. */
function readKey(node: KeyNode, place: number, bytes: Uint8Array, from: number, end: number): number {
  keyNode = undefined
  const open = skipSpaces(bytes, from, end)
  if (bytes[open] === CLOSE_OBJECT) return open
  const close = bytes[open] === QUOTE ? endOfString(bytes, view, open + 1, end) : end
  if (close >= end) return -2 - Math.min(open, end)
  const colon = skipSpaces(bytes, close + 1, end)
  if (colon >= end || bytes[colon] !== COLON) return -2 - colon
  const value = skipSpaces(bytes, colon + 1, end)
  keyNode = lookUpKey(node, bytes, open + 1, close)
  if (node !== ELSEWHERE) learn(node, place, bytes, from, value, keyNode)
  return value
}

/** Where the element at `at` begins, or `]` stands. */
function readElement({ elements }: KeyNode, place: number, bytes: Uint8Array, from: number, end: number): number {
  const at = skipSpaces(bytes, from, end)
  const element = place < elements.length ? elements[place]! : ELSEWHERE
  keyNode = bytes[at] === CLOSE_ARRAY ? undefined : element
  return at
}

// A key that is longer, or stands later in its object, is looked up each time.
const LONGEST_GUESS = 48
const MOST_GUESSES = 32
const PATIENCE = 8

function learn(node: KeyNode, place: number, bytes: Uint8Array, from: number, to: number, leadsTo: KeyNode): void {
  if (place >= MOST_GUESSES || place > node.guesses.length) return
  if (place === node.guesses.length)
    node.guesses.push({ view: new DataView(new ArrayBuffer(LONGEST_GUESS)), length: 0, misses: 0, node: leadsTo })
  const guess = node.guesses[place]!
  if (guess.misses++ % PATIENCE !== 0) return
  guess.length = to - from > LONGEST_GUESS ? 0 : to - from
  guess.node = leadsTo
  for (let i = 0; i < guess.length; i++) guess.view.setUint8(i, bytes[from + i]!)
}

/** One JSON object a line. */
export const JSON_OBJECT: Notation = {
  walk: walkObject,
  endOfKey: (bytes, value) => quoteBefore(bytes, colonBefore(bytes, value)),
}

function colonBefore(bytes: Uint8Array, value: number): number {
  let at = value - 1
  while (bytes[at] !== COLON) at--
  return at
}

function quoteBefore(bytes: Uint8Array, colon: number): number {
  let at = colon
  while (bytes[at] !== QUOTE) at--
  return at
}
