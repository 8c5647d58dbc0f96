import { SPAN, type Spans } from '../../domain/contracts.ts'
import { SHAPE } from '../plan.ts'
import { endOfValue } from './end-of-value.ts'
import { find, nextQuote, standsAt } from './find-bytes.ts'
import type { Plan, ScanStep } from './plan-of.ts'
import { isDigit } from '../time/read-time.ts'

const { time: TIME, request: REQUEST } = SPAN
const SPACE = 0x20
const TAB = 0x09
const COMMA = 0x2c
const SEMICOLON = 0x3b
const PIPE = 0x7c
const EQUALS = 0x3d
const COLON = 0x3a
const BRACKET = 0x5b
const DOT = 0x2e
const SLASH = 0x2f
const LETTER_P = 0x50

// A hostile line of 64 KiB full of quotes could be tried in millions of ways: 256 tries are more than an honest line needs.
const MOST_TRIES = 256

/**
 * The careful reading of a line that the straight one cannot take: a raw quote inside a value, a target with spaces.
 *
 * Every way to read the line is tried; it fits only if there is exactly one, since a value with raw quotes in it may be
 * an attempt to forge the fields after it; and only if no value holds the border of two columns. A greedy value is read from the right end, which is one reading by definition
 * where quotes are escaped; so is the first one of a format that ends in anything.
 *
 * @returns true if there is one reading; then its spans are set
 */
export function scanCarefully(plan: Plan, bytes: Uint8Array, start: number, end: number, spans: Spans): boolean {
  if (!standsAt(bytes, start, end, plan.prefix)) return false
  const from = start + plan.prefix.length
  const stops = new Int32Array(plan.steps.length)
  const search: Search = { plan, bytes, from, end, spans, stops, tries: 0, readings: 0, isWrong: false }
  read(search, 0, from)
  return search.readings === 1 && !search.isWrong && search.tries <= MOST_TRIES
}

type Search = {
  readonly plan: Plan
  readonly bytes: Uint8Array
  readonly from: number
  readonly end: number
  readonly spans: Spans
  /** Where the value of each step ends, in the reading under way. */
  readonly stops: Int32Array
  tries: number
  readings: number
  /** A value of the last reading holds the border of two columns. */
  isWrong: boolean
}

/** Reads the steps from `index` on; true once a greedy step has found the reading that ends the search for others. */
function read(search: Search, index: number, at: number): boolean {
  const { plan, bytes, end } = search
  const step = plan.steps[index]
  if (step === undefined) {
    if (at === end) keepReading(search)
    return at === end
  }
  if (step.shape === SHAPE.quoted) return readQuoted(search, step, index, at)
  if (step.shape === SHAPE.greedy || step.shape === SHAPE.lazy) return readSpaced(search, step, index, at)
  const stop = endOfValue(step, bytes, at, end)
  if (stop < 0 || (step.shape === SHAPE.status && !isStatus(bytes, at, stop))) return false
  return take(search, step, index, stop)
}

function readQuoted(search: Search, step: ScanStep, index: number, at: number): boolean {
  const { bytes, end, plan } = search
  let found = false
  let quote = nextQuote(bytes, at, end, plan.backslash)
  while (quote < end && search.readings < 2 && search.tries <= MOST_TRIES) {
    if (standsAt(bytes, quote, end, step.literal)) found = take(search, step, index, quote) || found
    if (found && plan.open) return true
    quote = nextQuote(bytes, quote + 1, end, plan.backslash)
  }
  return found
}

function readSpaced(search: Search, step: ScanStep, index: number, at: number): boolean {
  const { bytes, end, plan } = search
  // The quotes of a later value: an agent has dozens of spaces, none of which ends this value.
  const quote = !plan.rawQuotes && hasQuotesAfter(plan, index) ? nextQuote(bytes, at, end, plan.backslash) : end
  const places: number[] = []
  for (let i = find(bytes, at, end, step.literal); i >= 0 && i <= quote; i = find(bytes, i + 1, end, step.literal)) {
    places.push(i)
    if (i === end) break
  }
  const ordered = step.shape === SHAPE.greedy ? places.reverse() : places
  let found = false
  for (const place of ordered) {
    if (search.readings > 1 || search.tries > MOST_TRIES) break
    found = take(search, step, index, place) || found
    if (found && (plan.open || !plan.rawQuotes)) return true
  }
  return found
}

function hasQuotesAfter({ steps }: Plan, index: number): boolean {
  for (let i = index + 1; i < steps.length; i++) if (steps[i]!.shape === SHAPE.quoted) return true
  return false
}

function take(search: Search, step: ScanStep, index: number, stop: number): boolean {
  search.tries++
  search.stops[index] = stop
  return read(search, index + 1, stop + step.literal.length)
}

function keepReading(search: Search): void {
  const { plan, bytes } = search
  search.readings++
  search.isWrong = false
  let at = search.from
  for (let i = 0; i < plan.steps.length; i++) {
    const step = plan.steps[i]!
    const stop = search.stops[i]!
    if (step.span >= 0) {
      search.spans[step.span] = at
      search.spans[step.span + 1] = stop
    }
    search.isWrong ||= !plan.open && isOneColumn(step, bytes, stop) && holdsBorder(plan, bytes, at, stop)
    at = stop + step.literal.length
  }
}

/** A time may be written in two places; and a request that imitates columns is one, up to its protocol, to be refused as what it is. */
function isOneColumn({ shape, span }: ScanStep, bytes: Uint8Array, stop: number): boolean {
  return shape === SHAPE.quoted && span !== TIME && !(span === REQUEST && endsInProtocol(bytes, stop))
}

/** `HTTP/1.1`, `HTTP/2` */
function endsInProtocol(bytes: Uint8Array, stop: number): boolean {
  const slash = bytes[stop - 2] === DOT ? stop - 4 : stop - 2
  return bytes[slash] === SLASH && bytes[slash - 1] === LETTER_P && isDigit(bytes[stop - 1]!)
}

/**
 * `-" 0.366 "203.0.113.9`, `-"|key="x`: one value ends and another begins, so the log has more columns than its format, and
 * an agent of `-` would become a text that nobody sent.
 */
function holdsBorder({ backslash }: Plan, bytes: Uint8Array, from: number, to: number): boolean {
  let isEnded = false
  for (let at = nextQuote(bytes, from, to, backslash); at < to; at = nextQuote(bytes, at + 1, to, backslash)) {
    if (isEnded && isBeforeValue(bytes[at - 1]!)) return true
    isEnded ||= isBetweenValues(bytes[at + 1]!)
  }
  return isEnded && isBeforeValue(bytes[to - 1]!)
}

function isBetweenValues(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === COMMA || byte === SEMICOLON || byte === PIPE
}

function isBeforeValue(byte: number): boolean {
  return isBetweenValues(byte) || byte === EQUALS || byte === COLON || byte === BRACKET
}

function isStatus(bytes: Uint8Array, start: number, stop: number): boolean {
  for (let i = start; i < stop; i++) if (!isDigit(bytes[i]!) && bytes[i] !== 0x2d) return false
  return stop > start
}
