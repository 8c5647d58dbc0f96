import type { LineWriter } from '../line-writer.ts'

const SPACE = 0x20
const BACKSLASH = 0x5c
const UTF8_REPLACEMENT = 0xfffd

/** Writes a JSON text without its escapes. What is no escape stays as it is. */
export function writeJsonText(bytes: Uint8Array, start: number, end: number, out: LineWriter): void {
  let from = start
  for (let at = start; at < end;) {
    if (bytes[at] !== BACKSLASH || at + 1 >= end) {
      at++
      continue
    }
    out.copy(bytes, from, at)
    at = writeEscape(bytes, at, end, out)
    from = at
  }
  out.copy(bytes, from, end)
}

function writeEscape(bytes: Uint8Array, at: number, end: number, out: LineWriter): number {
  const letter = bytes[at + 1]!
  if (letter === 0x75) {
    const unit = hexOf(bytes, at + 2, end)
    if (unit < 0) {
      out.put(BACKSLASH)
      return at + 1
    }
    return writeUnit(bytes, at + 6, end, unit, out)
  }
  const byte = escaped(letter)
  if (byte < 0) out.put(BACKSLASH)
  out.put(byte < 0 ? letter : byte)
  return at + 2
}

function writeUnit(bytes: Uint8Array, after: number, end: number, unit: number, out: LineWriter): number {
  const isHigh = unit >= 0xd800 && unit < 0xdc00
  const hasLow = isHigh && bytes[after] === BACKSLASH && bytes[after + 1] === 0x75
  const low = hasLow ? hexOf(bytes, after + 2, end) : -1
  if (low >= 0xdc00 && low < 0xe000) {
    writeCodePoint(0x10000 + ((unit - 0xd800) << 10) + low - 0xdc00, out)
    return after + 6
  }
  writeCodePoint(unit >= 0xd800 && unit < 0xe000 ? UTF8_REPLACEMENT : unit, out)
  return after
}

/** The byte that is written as a backslash and this letter; −1: no escape is written so. */
function escaped(letter: number): number {
  switch (letter) {
    case 0x62:
      return 0x08
    case 0x66:
      return 0x0c
    // One line stays one.
    case 0x6e:
      return SPACE
    case 0x72:
      return 0x0d
    case 0x74:
      return 0x09
    case 0x22:
    case 0x2f:
    case BACKSLASH:
      return letter
    default:
      return -1
  }
}

function writeCodePoint(point: number, out: LineWriter): void {
  if (point < 0x80) out.put(point === 0x0a ? SPACE : point)
  else if (point < 0x800) {
    out.put(0xc0 | (point >> 6))
    out.put(0x80 | (point & 0x3f))
  } else if (point < 0x10000) {
    out.put(0xe0 | (point >> 12))
    out.put(0x80 | ((point >> 6) & 0x3f))
    out.put(0x80 | (point & 0x3f))
  } else {
    out.put(0xf0 | (point >> 18))
    out.put(0x80 | ((point >> 12) & 0x3f))
    out.put(0x80 | ((point >> 6) & 0x3f))
    out.put(0x80 | (point & 0x3f))
  }
}

/** The number of four hexadecimal digits; −1 for anything else. */
function hexOf(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1
  let value = 0
  for (let i = at; i < at + 4; i++) {
    const byte = bytes[i]!
    const small = byte | 0x20
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : small >= 0x61 && small <= 0x66 ? small - 0x57 : -1
    if (digit < 0) return -1
    value = value * 16 + digit
  }
  return value
}
