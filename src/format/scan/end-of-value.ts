import { SHAPE, type VariableShape } from '../plan.ts'
import { isDigit } from '../time/read-time.ts'
import { endOfNumber, find, findQuote, standsAt } from './find-bytes.ts'
import type { ScanStep, TimeAfter } from './plan-of.ts'

const SPACE = 0x20
const COMMA = 0x2c
const COLON = 0x3a
const QUOTE = 0x22
const DASH = 0x2d
const DOT = 0x2e
const PLUS = 0x2b

// Own constants: an imported one is loaded anew at each use.
const { number: NUMBER, time: TIME, list: LIST, text: TEXT, status: STATUS, greedy: GREEDY, lazy: LAZY } = SHAPE

/** Where a value without quotes that starts at `at` ends, its literal after it; −2 − offset where it cannot. */
export function endOfValue(step: ScanStep, bytes: Uint8Array, at: number, end: number): number {
  const literal = step.literal
  switch (step.shape) {
    case NUMBER:
      return beforeLiteral(bytes, endOfNumber(bytes, at, end), end, literal)
    case TIME: {
      const stop = at + step.width
      if (step.width > 0 && standsAt(bytes, stop, end, literal)) return stop
      return foundOr(find(bytes, at, end, literal), Math.min(stop, end))
    }
    case LIST:
      return foundOr(endOfList(bytes, at, end, literal), end)
    case TEXT:
    case STATUS:
    case GREEDY:
    case LAZY:
      if (step.timeAfter !== undefined) return foundOr(findBeforeTime(bytes, at, end, literal, step.timeAfter), end)
      return foundOr(find(bytes, at, end, literal), end)
    default:
      return beforeLiteral(bytes, endByItself(step.shape, bytes, at, end), end, literal)
  }
}

function beforeLiteral(bytes: Uint8Array, stop: number, end: number, literal: Uint8Array): number {
  return standsAt(bytes, stop, end, literal) ? stop : -2 - Math.min(stop, end)
}

function foundOr(found: number, stopped: number): number {
  return found < 0 ? -2 - stopped : found
}

// `203.0.113.7 - jean [x] dupont [10/Mar/2026:…`: a Basic user name may hold spaces and brackets, but no colon.
function findBeforeTime(bytes: Uint8Array, at: number, end: number, literal: Uint8Array, time: TimeAfter): number {
  const first = find(bytes, at, end, literal)
  let i = first
  while (i >= 0 && !isTimeAt(bytes, i + literal.length, end, time)) i = find(bytes, i + 1, end, literal)
  // No time anywhere: a bad time is a better reason than a bad line.
  return i < 0 ? first : i
}

function isTimeAt(bytes: Uint8Array, at: number, end: number, time: TimeAfter): boolean {
  if (time.clf) return bytes[at + 2] === 0x2f && bytes[at + 6] === 0x2f && bytes[at + 11] === COLON
  return standsAt(bytes, at + time.width, end, time.literal)
}

// nginx writes `0.000, 0.041` and `0.001 : 0.002`: a space beside a comma or a colon parts values of the list.
function endOfList(bytes: Uint8Array, at: number, end: number, literal: Uint8Array): number {
  let i = find(bytes, at, end, literal)
  while (i >= 0 && i < end && literal[0] === SPACE && isInsideList(bytes, i)) i = find(bytes, i + 1, end, literal)
  return i
}

function isInsideList(bytes: Uint8Array, space: number): boolean {
  const before = bytes[space - 1]
  if (before === COMMA) return true
  return (before === COLON && bytes[space - 2] === SPACE) || (bytes[space + 1] === COLON && bytes[space + 2] === SPACE)
}

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

/** Where a value ends that its own bytes end. */
function endByItself(shape: VariableShape, bytes: Uint8Array, at: number, end: number): number {
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
