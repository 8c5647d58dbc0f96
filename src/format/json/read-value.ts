import { isEscaped } from '../scan/find-bytes.ts'

const OPEN_OBJECT = 0x7b
const OPEN_ARRAY = 0x5b
const QUOTE = 0x22
const BACKSLASH = 0x5c
const FOUR_QUOTES = 0x22222222
const COMMA = 0x2c
const CLOSE_OBJECT = 0x7d
const CLOSE_ARRAY = 0x5d
const SPACE = 0x20
const DASH = 0x2d

/** Marks the string that begins at `at`; gives where it ends, its quote included. */
export function readString(
  mark: number,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  marks: Int32Array,
): number {
  const stop = endOfString(bytes, view, at, end)
  if (mark >= 0 && marks[mark]! < 0 && stop < end) {
    marks[mark] = at
    marks[mark + 1] = stop
  }
  return stop + 1
}

/**
 * What nobody asked for in an object or array; a number, a word, a list without brackets, or nothing. `null` is as good
 * as nothing.
 */
export function readOther(
  mark: number,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  closer: number,
  marks: Int32Array,
  mostDepth: number,
): number {
  if (bytes[at] === OPEN_OBJECT || bytes[at] === OPEN_ARRAY) return skipNested(bytes, view, at, end, mostDepth)
  const stop = endOfBare(bytes, at, end, closer)
  if (mark >= 0 && marks[mark]! < 0) {
    const last = trimmed(bytes, at, stop)
    marks[mark] = at
    marks[mark + 1] = isNull(bytes, at, last) ? at : last
  }
  return stop
}

function isNull(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 4 && bytes[start] === 0x6e && bytes[start + 1] === 0x75 && bytes[start + 2] === 0x6c
}

// A value of up to so many bytes is read four bytes at a time; for a longer one memchr is cheaper, which costs 26 ns a call.
const SHORT_BYTES = 48

/** The quote that ends the string which begins at `at`, or `end`: one after an odd number of backslashes is part of it. */
export function endOfString(bytes: Uint8Array, view: DataView, at: number, end: number): number {
  let quote = nextQuote(bytes, view, at, end)
  while (quote < end && bytes[quote - 1] === BACKSLASH && isEscaped(bytes, at, quote))
    quote = nextQuote(bytes, view, quote + 1, end)
  return quote
}

function nextQuote(bytes: Uint8Array, view: DataView, at: number, end: number): number {
  const near = Math.min(at + SHORT_BYTES, end)
  const last = near - 4
  let quote = at
  for (; quote <= last; quote += 4) {
    // A byte of the word is 0 where a quote stands.
    const word = view.getInt32(quote, true) ^ FOUR_QUOTES
    if (((word - 0x01010101) & ~word & 0x80808080) !== 0) break
  }
  while (quote < near && bytes[quote] !== QUOTE) quote++
  if (quote < near || near === end) return quote
  // It may look past the line, but not past the quotes of the next one.
  quote = bytes.indexOf(QUOTE, near)
  return quote < 0 || quote > end ? end : quote
}

/**
 * Where a value without quotes ends: at what closes around it, or at the comma before the next key or element. In an
 * object it may be a list of numbers, `0.000, 0.041`.
 */
function endOfBare(bytes: Uint8Array, at: number, end: number, closer: number): number {
  let stop = at
  for (;;) {
    while (stop < end && BARE[bytes[stop]!] === 1) stop++
    if (stop >= end || bytes[stop] !== COMMA || closer === CLOSE_ARRAY) return stop
    const next = bytes[stop + 1] === QUOTE ? stop + 1 : skipSpaces(bytes, stop + 1, end)
    if (next >= end || !isNumeric(bytes[next]!)) return stop
    stop = next
  }
}

// Digits, letters, and what else stands in a number, a time or an address; spaces too.
const BARE = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w+\-.:/ \t]/.test(String.fromCharCode(byte)) ? 1 : 0))

function isNumeric(byte: number): boolean {
  return byte === DASH || (byte >= 0x30 && byte <= 0x39)
}

/** Without the spaces at the end. */
function trimmed(bytes: Uint8Array, start: number, end: number): number {
  let last = end
  while (last > start && isSpace(bytes[last - 1]!)) last--
  return last
}

export function skipSpaces(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && isSpace(bytes[at]!)) at++
  return at
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === 0x09 || byte === 0x0d
}

/**
 * After the object or array that opens at `at`, −2 − offset where it is too deep, or not closed by what opened it. Of what
 * nobody asked for no more is looked at than its strings and brackets.
 */
function skipNested(bytes: Uint8Array, view: DataView, start: number, end: number, mostDepth: number): number {
  let depth = 0
  // A bit a level: 1 is an array.
  let arrays = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (byte === QUOTE) at = endOfString(bytes, view, at + 1, end)
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (depth++ === mostDepth) return -2 - at
      arrays = (arrays << 1) | (byte === OPEN_ARRAY ? 1 : 0)
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if ((arrays & 1) !== (byte === CLOSE_ARRAY ? 1 : 0)) return -2 - at
      if (--depth === 0) return at + 1
      arrays >>>= 1
    }
  }
  return -2 - end
}
