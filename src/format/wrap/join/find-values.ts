const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d

/**
 * Finds the values of some keys of the JSON object that `bytes[start…end)` is. Of a text, the span is what stands between
 * its quotes. Two places a key in `spans`: −1 where it is absent; the first of two wins.
 *
 * @returns false if the bytes are anything but one object
 */
export function findValues(
  bytes: Uint8Array,
  start: number,
  end: number,
  keys: readonly Uint8Array[],
  spans: Int32Array,
): boolean {
  spans.fill(-1)
  if (start >= end || bytes[start] !== OPEN) return false
  let at = skipSpaces(bytes, start + 1, end)
  while (at < end && bytes[at] === QUOTE) {
    const keyEnd = endOfText(bytes, at + 1, end)
    const key = positionOf(keys, bytes, at + 1, keyEnd)
    at = skipSpaces(bytes, keyEnd + 1, end)
    if (at >= end || bytes[at] !== COLON) return false
    at = skipSpaces(bytes, at + 1, end)
    const valueEnd = endOfMember(bytes, at, end)
    if (valueEnd < 0) return false
    if (key >= 0 && spans[2 * key] === -1) setSpan(spans, 2 * key, bytes, at, valueEnd)
    at = skipSpaces(bytes, valueEnd, end)
    if (at >= end || bytes[at] !== COMMA) break
    at = skipSpaces(bytes, at + 1, end)
  }
  return at < end && bytes[at] === CLOSE && skipSpaces(bytes, at + 1, end) === end
}

function setSpan(spans: Int32Array, at: number, bytes: Uint8Array, start: number, end: number): void {
  const quotes = bytes[start] === QUOTE ? 1 : 0
  spans[at] = start + quotes
  spans[at + 1] = end - quotes
}

function positionOf(keys: readonly Uint8Array[], bytes: Uint8Array, start: number, end: number): number {
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k]!
    let i = end - start === key.length ? 0 : -1
    while (i >= 0 && i < key.length) i = bytes[start + i] === key[i] ? i + 1 : -1
    if (i === key.length) return k
  }
  return -1
}

/** After a text, an object, a list, a number or a word; −1 where there is none, or it does not end. */
function endOfMember(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0
  let at = start
  while (at < end) {
    const byte = bytes[at]!
    if (byte === QUOTE) {
      at = endOfText(bytes, at + 1, end)
      if (at >= end) return -1
    } else if (byte === OPEN || byte === 0x5b) depth++
    else if (depth === 0 && (byte === COMMA || byte === CLOSE)) return at > start ? at : -1
    else if (byte === CLOSE || byte === 0x5d) depth--
    at++
    if (depth === 0 && (byte === QUOTE || byte === CLOSE || byte === 0x5d)) return at
  }
  return -1
}

/** The quote that ends a text, or `end`. */
function endOfText(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return Math.min(at, end)
}

function skipSpaces(bytes: Uint8Array, from: number, end: number): number {
  let at = Math.min(from, end)
  while (at < end && (bytes[at] === SPACE || bytes[at] === 0x09)) at++
  return at
}
