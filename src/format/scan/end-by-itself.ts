import { SHAPE, type Shape } from '../plan.ts'
import { isDigit } from '../time/read-time.ts'
import { findQuote } from './find-bytes.ts'

// Own constants: an imported one is loaded anew at each use.
const {
  decimal: DECIMAL,
  decimals: DECIMALS,
  three: THREE,
  running: RUNNING,
  spaces: SPACES,
  bare: BARE,
  word: WORD,
  token: TOKEN,
} = SHAPE
const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const DASH = 0x2d
const DOT = 0x2e
const PLUS = 0x2b

/** Where a value ends that its own bytes end. */
export function endByItself(shape: Shape, bytes: Uint8Array, at: number, end: number): number {
  switch (shape) {
    case DECIMAL:
      return endOfDecimal(bytes, at, end)
    case DECIMALS:
      return endOfDecimals(bytes, at, end)
    case THREE:
      return endOfThree(bytes, at, end)
    case RUNNING:
      return bytes[at] === PLUS || bytes[at] === DASH ? endOfDecimal(bytes, at + 1, end) : endOfDecimal(bytes, at, end)
    case SPACES: {
      let stop = at
      while (stop < end && bytes[stop] === SPACE) stop++
      return stop
    }
    case WORD: {
      let stop = at
      while (stop < end && isWordByte(bytes[stop]!)) stop++
      return stop
    }
    case TOKEN: {
      let stop = at
      while (stop < end && bytes[stop] !== SPACE && bytes[stop] !== QUOTE) stop++
      return stop
    }
    case BARE:
      return findQuote(bytes, at, end)
    default:
      return end
  }
}

function isWordByte(byte: number): boolean {
  const letter = byte | 0x20
  return (letter >= 0x61 && letter <= 0x7a) || isDigit(byte) || byte === 0x5f
}

function endOfDecimal(bytes: Uint8Array, at: number, end: number): number {
  let stop = at
  while (stop < end && (isDigit(bytes[stop]!) || bytes[stop] === DOT || bytes[stop] === DASH)) stop++
  return stop
}

function endOfDecimals(bytes: Uint8Array, at: number, end: number): number {
  let stop = endOfDecimal(bytes, at, end)
  for (;;) {
    const gap = gapAt(bytes, stop, end)
    if (gap === 0) return stop
    stop = endOfDecimal(bytes, stop + gap, end)
  }
}

/** Bytes of `, ` or ` : `; 0 if neither stands there. */
function gapAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 <= end && bytes[at] === COMMA && bytes[at + 1] === SPACE) return 2
  const isColon = at + 3 <= end && bytes[at] === SPACE && bytes[at + 1] === COLON && bytes[at + 2] === SPACE
  return isColon ? 3 : 0
}

function endOfThree(bytes: Uint8Array, at: number, end: number): number {
  const first = endOfDecimal(bytes, at, end)
  if (first === at || bytes[first] !== SPACE) return first
  const second = endOfDecimal(bytes, first + 1, end)
  if (second >= end || bytes[second] !== SPACE) return Math.min(second, end)
  return endOfDecimal(bytes, second + 1, end)
}
