import { SPAN, type DurationUnit, type LineScanner } from '../../domain/contracts.ts'
import type { ReadRequest } from '../judge-request.ts'

const DURATION = SPAN.duration
const DOT = 0x2e
const DASH = 0x2d
const SPACE = 0x20
const COMMA = 0x2c
const COLON = 0x3a
const LETTER_E = 0x65
const LETTER_I = 0x69

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

/** `46 msecs`, `46012 micros`: the second letter of the unit tells. */
function readWritten(bytes: Uint8Array, start: number, end: number): number {
  const stop = endOfNumber(bytes, start, end)
  if (stop === start || stop + 2 >= end) return -1
  return Math.round(numberIn(bytes, start, stop) * (bytes[stop + 2] === LETTER_I ? 1 : 1000))
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
