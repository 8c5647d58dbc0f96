import { lookUpKey, type KeyNode, type Notation } from '../json/keys/key-map.ts'
import { find } from '../scan/find-bytes.ts'
import { endOfIso } from '../wrap/line/read-header.ts'

const SPACE = 0x20
const TAB = 0x09
const QUOTE = 0x22
const EQUALS = 0x3d
const BACKSLASH = 0x5c

/** One line of `key=value` pairs with blanks between them; a value with blanks stands in quotes. */
export const LOGFMT_PAIRS: Notation = {
  walk: walkPairs,
  endOfKey: (bytes, value) => (bytes[value - 1] === QUOTE ? value - 2 : value - 1),
  pass: passPairs,
  // As a peeler writes it.
  timeInFront: '',
}

// A word that is no pair may be the end of a value that nobody quoted, and a key that comes twice what a client wrote into
// one: neither line can be read in one way alone.
function walkPairs(root: KeyNode, bytes: Uint8Array, start: number, end: number, marks: Int32Array): number {
  for (let at = afterTime(root, bytes, start, end, marks); ;) {
    at = skipBlanks(bytes, at, end)
    if (at >= end) return -1
    const equals = endOfKey(bytes, at, end)
    if (equals < 0) return at
    const stop = endOfValue(bytes, equals + 1, end)
    if (stop < 0) return equals + 1
    const { mark } = lookUpKey(root, bytes, at, equals)
    if (mark >= 0 && marks[mark]! >= 0) return at
    if (mark >= 0) setMark(marks, mark, bytes, equals + 1, stop)
    at = stop
  }
}

const HTTP = new TextEncoder().encode('HTTP/')

/** False where a word of HTTP stands: then it is a request in words of another kind. */
function passPairs(root: KeyNode, bytes: Uint8Array, start: number, end: number, marks: Int32Array): boolean {
  for (let at = skipBlanks(bytes, start, end); at < end; at = skipBlanks(bytes, at, end)) {
    const equals = endOfKey(bytes, at, end)
    const stop = equals < 0 ? -1 : endOfValue(bytes, equals + 1, end)
    const { mark } = equals < 0 ? { mark: -1 } : lookUpKey(root, bytes, at, equals)
    if (mark >= 0) setMark(marks, mark, bytes, equals + 1, Math.max(stop, equals + 1))
    at = stop < 0 ? endOfWord(bytes, at, end) : stop
  }
  return find(bytes, start, end, HTTP) < 0
}

function afterTime(root: KeyNode, bytes: Uint8Array, start: number, end: number, marks: Int32Array): number {
  const { mark } = lookUpKey(root, bytes, start, start)
  const stop = mark < 0 ? -1 : endOfIso(bytes, start, end)
  if (stop < 0) return start
  marks[mark] = start
  marks[mark + 1] = stop
  return stop
}

function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && isBlank(bytes[at]!)) at++
  return at
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB
}

/** The `=` after a key of one byte or more; −1 where there is none. */
function endOfKey(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && bytes[at] !== EQUALS && bytes[at] !== QUOTE && !isBlank(bytes[at]!)) at++
  return at > from && at < end && bytes[at] === EQUALS ? at : -1
}

/** After the value, its quotes included; −1 where they are not closed, or stand within a word. */
function endOfValue(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  if (at < end && bytes[at] === QUOTE) {
    at++
    while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
    return at < end && (at + 1 === end || isBlank(bytes[at + 1]!)) ? at + 1 : -1
  }
  while (at < end && !isBlank(bytes[at]!)) if (bytes[at++] === QUOTE) return -1
  return at
}

function setMark(marks: Int32Array, mark: number, bytes: Uint8Array, from: number, to: number): void {
  const quotes = to - from > 1 && bytes[from] === QUOTE ? 1 : 0
  marks[mark] = from + quotes
  marks[mark + 1] = to - quotes
}

function endOfWord(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && !isBlank(bytes[at]!)) at++
  return at
}
