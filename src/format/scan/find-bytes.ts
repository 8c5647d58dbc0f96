import type { Spans } from '../../domain/contracts.ts'
import type { FirstBytes } from '../named-format.ts'
import { isDigit } from '../time/read-time.ts'

const SPACE = 0x20
const TAB = 0x09
const QUOTE = 0x22
const BACKSLASH = 0x5c
const DASH = 0x2d

/** Where the literal stands first at or after `at`; −1 if nowhere. An empty one stands at the end. */
export function find(bytes: Uint8Array, at: number, end: number, literal: Uint8Array): number {
  if (literal.length === 0) return end
  const first = literal[0]!
  const last = end - literal.length
  for (let i = at; i <= last; i++) if (bytes[i] === first && standsAt(bytes, i, end, literal)) return i
  return -1
}

/** True if the literal stands at `at`, wholly before `end`. */
export function standsAt(bytes: Uint8Array, at: number, end: number, literal: Uint8Array): boolean {
  if (at + literal.length > end) return false
  for (let i = 0; i < literal.length; i++) if (bytes[at + i] !== literal[i]) return false
  return true
}

/** True if the text, of ASCII, stands at `at`, wholly before `end`. */
export function startsWith(bytes: Uint8Array, at: number, end: number, text: string): boolean {
  if (at + text.length > end) return false
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

const LF = 0x0a
const CR = 0x0d
const MOST_LINES = 1000

/** Visits the first lines of a log, without their line ends; they are numbered from 1. */
export function eachLine(
  { bytes, start, end }: FirstBytes,
  visit: (start: number, end: number, line: number) => void,
): void {
  for (let [at, line] = [start, 1]; at < end && line <= MOST_LINES; line++) {
    const lf = bytes.indexOf(LF, at)
    const stop = lf < 0 || lf >= end ? end : lf
    visit(at, stop > at && bytes[stop - 1] === CR ? stop - 1 : stop, line)
    at = stop + 1
  }
}

/** The first quote that ends a value, or `end`. A quote after an odd number of backslashes is part of the value. */
export function nextQuote(bytes: Uint8Array, at: number, end: number, backslash: boolean): number {
  let quote = findQuote(bytes, at, end)
  while (backslash && quote < end && bytes[quote - 1] === BACKSLASH && isEscaped(bytes, at, quote))
    quote = findQuote(bytes, quote + 1, end)
  return quote
}

/**
 * The first quote at or after `at`, or `end`.
 *
 * Half of all values are empty or `-`. The others are requests, agents and addresses of 30 to 200 bytes, for which memchr
 * costs 26 ns. It may look past the line, but not past the quotes of the next one.
 */
export function findQuote(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return end
  if (bytes[at] === QUOTE) return at
  if (bytes[at + 1] === QUOTE) return at + 1 < end ? at + 1 : end
  const quote = bytes.indexOf(QUOTE, at + 2)
  return quote < 0 || quote > end ? end : quote
}

export function isEscaped(bytes: Uint8Array, start: number, quote: number): boolean {
  let at = quote
  while (at > start && bytes[at - 1] === BACKSLASH) at--
  return ((quote - at) & 1) === 1
}

/** After digits, or after a `-`. */
export function endOfNumber(bytes: Uint8Array, at: number, end: number): number {
  if (at < end && bytes[at] === DASH) return at + 1
  let stop = at
  while (stop < end && isDigit(bytes[stop]!)) stop++
  return stop
}

/** Where the text of a line ends that an editor, a collector or a careless format string put blanks behind. */
export function endWithoutBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = end
  while (at > start && (bytes[at - 1] === SPACE || bytes[at - 1] === TAB)) at--
  return at
}

/** Clears the span of a value that is not there: empty, or `-`. */
export function clearIfAbsent(bytes: Uint8Array, span: number, spans: Spans): void {
  const length = spans[span + 1]! - spans[span]!
  if (length === 0 || (length === 1 && bytes[spans[span]!] === DASH)) spans[span] = -1
}
