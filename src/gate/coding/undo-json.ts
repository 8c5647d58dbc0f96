import { controlOf, hexByte } from './undo-escapes.ts'

const BACKSLASH = 0x5c
const LETTER_U = 0x75
const LETTER_X = 0x78
/** U+FFFD, for half of a pair. */
const REPLACEMENT = 0xfffd

/**
 * Undoes the escapes of a JSON string: `\uHHHH` becomes UTF-8, two that are a surrogate pair one character. As older
 * servers write it, `\xHH` is a byte; any other backslash stands for itself.
 *
 * @returns the number of bytes written to `out`, at most `end − start`
 */
export function undoJson(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let length = 0
  let at = start
  while (at < end) {
    const byte = bytes[at++]!
    const letter = byte === BACKSLASH && at < end ? bytes[at]! : -1
    const unit = letter === LETTER_U ? unitAt(bytes, at + 1, end) : -1
    const plain = letter === LETTER_X && at + 2 < end ? hexByte(bytes[at + 1]!, bytes[at + 2]!) : controlOf(letter)
    // 1. nothing to undo
    if (unit < 0 && plain < 0) out[length++] = byte
    // 2. \xHH and \n
    else if (unit < 0) {
      out[length++] = plain
      at += letter === LETTER_X ? 3 : 1
    }
    // 3. \uHHHH
    else {
      const low =
        isHigh(unit) && bytes[at + 5] === BACKSLASH && bytes[at + 6] === LETTER_U ? unitAt(bytes, at + 7, end) : -1
      const isPair = isLow(low)
      length = writeUtf8(isPair ? 0x10000 + ((unit - 0xd800) << 10) + low - 0xdc00 : unit, out, length)
      at += isPair ? 11 : 5
    }
  }
  return length
}

/** 0–65535, or −1. */
function unitAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1
  const high = hexByte(bytes[at]!, bytes[at + 1]!)
  const low = hexByte(bytes[at + 2]!, bytes[at + 3]!)
  return high < 0 || low < 0 ? -1 : high * 256 + low
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}

function writeUtf8(written: number, out: Uint8Array, at: number): number {
  const code = isHigh(written) || isLow(written) ? REPLACEMENT : written
  let length = at
  if (code < 0x80) out[length++] = code
  else if (code < 0x800) out[length++] = 0xc0 | (code >> 6)
  else if (code < 0x10000) {
    out[length++] = 0xe0 | (code >> 12)
    out[length++] = 0x80 | ((code >> 6) & 0x3f)
  } else {
    out[length++] = 0xf0 | (code >> 18)
    out[length++] = 0x80 | ((code >> 12) & 0x3f)
    out[length++] = 0x80 | ((code >> 6) & 0x3f)
  }
  if (code >= 0x80) out[length++] = 0x80 | (code & 0x3f)
  return length
}
