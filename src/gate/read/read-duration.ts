import { SPAN, type DurationUnit, type LineScanner } from '../../domain/contracts.ts'
import type { ReadRequest } from '../judge-request.ts'

const DURATION = SPAN.duration
const DOT = 0x2e
const DASH = 0x2d
const SPACE = 0x20
const COMMA = 0x2c
const COLON = 0x3a
const LETTER_E = 0x65
const LETTER_H = 0x68
const LETTER_I = 0x69
const LETTER_M = 0x6d
const LETTER_N = 0x6e
const LETTER_S = 0x73
const LETTER_U = 0x75
/** The first byte of µ. */
const MICRO = 0xc2

const US: Readonly<Record<Exclude<DurationUnit, 'written'>, number>> = {
  s: 1e6,
  ms: 1e3,
  us: 1,
  ns: 1e-3,
  'upstream-s': 1e6,
  'sum-s': 1e6,
}

/** Makes the reader of durations as one log writes them: µs, −1 where none is told. */
export function durationReader(scanner: LineScanner): (request: ReadRequest) => number {
  return ({ bytes, spans }) => {
    const start = spans[DURATION]!
    // Asked for each line: in LTSV a label, in W3C a header may change the unit.
    return start < 0 ? -1 : readDuration(bytes, start, spans[DURATION + 1]!, scanner.durationUnit)
  }
}

/**
 * Reads `bytes[start…end)`: one number, or several that are added up. Of nginx's list of servers a `-` is one that was not
 * asked; a negative number stands for a time that was not taken, and then there is no sum.
 *
 * @returns µs, whole; −1 for anything else
 */
export function readDuration(bytes: Uint8Array, start: number, end: number, unit: DurationUnit): number {
  if (unit === 'written') return readWritten(bytes, start, end)
  let sum = 0
  let numbers = 0
  for (let at = start; at < end;) {
    const byte = bytes[at]!
    const isGap = byte === SPACE || byte === COMMA || byte === COLON || (byte === DASH && unit === 'upstream-s')
    if (isGap) {
      at++
      continue
    }
    const stop = endOfNumber(bytes, at, end)
    if (stop === at) return -1
    sum += numberIn(bytes, at, stop)
    numbers++
    at = stop
  }
  return numbers === 0 ? -1 : Math.round(sum * US[unit])
}

/** Numbers and their units, added up: `46 msecs`, `46012 micros`, `46.012ms`, `1m2.5s`. */
function readWritten(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0
  let at = start
  while (at < end) {
    const stop = endOfNumber(bytes, at, end)
    if (stop === at) return -1
    const unit = bytes[stop] === SPACE ? stop + 1 : stop
    const micros = unit < end ? microsOf(bytes[unit]!, unit + 1 < end ? bytes[unit + 1]! : 0) : 0
    if (micros === 0) return -1
    sum += numberIn(bytes, at, stop) * micros
    at = unit
    while (at < end && !isDigit(bytes[at]!)) at++
  }
  return at > start ? Math.round(sum) : -1
}

/** By the first two bytes of the word; 0: no unit. */
function microsOf(first: number, second: number): number {
  switch (first) {
    case LETTER_H:
      return 3.6e9
    case LETTER_M:
      return second === LETTER_I ? 1 : second === LETTER_S ? 1e3 : 6e7
    case LETTER_S:
      return 1e6
    case LETTER_N:
      return 1e-3
    case LETTER_U:
    case MICRO:
      return 1
    default:
      return 0
  }
}

// Digits, a point, and what Go writes of the smallest: `1.2e-05`.
function endOfNumber(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && (isDigit(bytes[at]!) || bytes[at] === DOT)) at++
  if (at === start || at + 1 >= end || (bytes[at]! | 0x20) !== LETTER_E) return at
  let exponent = bytes[at + 1] === DASH ? at + 2 : at + 1
  while (exponent < end && isDigit(bytes[exponent]!)) exponent++
  return exponent
}

function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let digits = 0
  let scale = 1
  let isFraction = false
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (byte === DOT) isFraction = true
    else if (isDigit(byte)) {
      digits = digits * 10 + byte - 0x30
      if (isFraction) scale *= 10
    } else return (digits / scale) * 10 ** exponentIn(bytes, at + 1, end)
  }
  return digits / scale
}

function exponentIn(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === DASH
  let exponent = 0
  for (let at = isNegative ? start + 1 : start; at < end; at++) exponent = exponent * 10 + bytes[at]! - 0x30
  return isNegative ? -exponent : exponent
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
