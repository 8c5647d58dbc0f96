import { SPAN, type DurationUnit, type LineScanner, type Spans, type WrittenTime } from '../../domain/contracts.ts'
import { hasFraction } from '../separated/clear-absent.ts'
import { isOfCapitals } from '../scan/split-request.ts'
import { isDigit, isLongAgo } from '../time/read-time.ts'

const { time: TIME, status: STATUS, request: REQUEST, method: METHOD, target: TARGET, duration: DURATION } = SPAN
const SECONDS_A_DAY = 86400
const SPACE = 0x20
const TAB = 0x09
const QUOTE = 0x22
const COLON = 0x3a
const DOT = 0x2e
const DASH = 0x2d
const LETTER_E = 0x65
const time: WrittenTime = { seconds: 0, offset: 0 }

/** Of a span: no value is doubted. */
export const NO_DOUBT = -1

/**
 * The span of a line that fits whose value cannot be true: the time is none, the status is none, a request that is not HTTP
 * was answered all the same, a duration is not shorter than a day. Else a wrong format that shifts the columns would do.
 *
 * @returns NO_DOUBT if all may be true
 */
export function doubtOf(scanner: LineScanner, bytes: Uint8Array, spans: Spans): number {
  if (!isTime(scanner, bytes, spans)) return TIME
  const of = doubtOfAnswer(bytes, spans)
  if (of !== NO_DOUBT) return of
  return isDuration(scanner.durationUnit, bytes, spans[DURATION]!, spans[DURATION + 1]!) ? NO_DOUBT : DURATION
}

/** True if a time stands there, which is not so long ago that it must be another number. */
export function isTime(scanner: LineScanner, bytes: Uint8Array, spans: Spans): boolean {
  const [from, to] = [spans[TIME]!, spans[TIME + 1]!]
  return from >= 0 && scanner.readTime(bytes, from, to, time) && !isLongAgo(bytes, from, to, time)
}

export function isStatus(bytes: Uint8Array, spans: Spans): boolean {
  const [from, to] = [spans[STATUS]!, spans[STATUS + 1]!]
  return from >= 0 && to - from === 3 && bytes[from]! >= 0x31 && bytes[from]! <= 0x35
}

function doubtOfAnswer(bytes: Uint8Array, spans: Spans): number {
  const [from, to] = [spans[STATUS]!, spans[STATUS + 1]!]
  const isNumber = isStatus(bytes, spans)
  const first = bytes[from]!
  const isNone = to - from <= 3 && (first === 0x30 || first === DASH)
  if (spans[TARGET] !== -1 && !isNumber && !isNone) return STATUS
  if (spans[TARGET] !== -1 && !isAnyWord(bytes, spans)) return NO_DOUBT
  return (isNumber ? first >= 0x34 : first === 0x30 || first === DASH) ? NO_DOUBT : REQUEST
}

/** True where the column of the method may hold any word: it has small letters, and no protocol beside it tells what it is. */
function isAnyWord(bytes: Uint8Array, spans: Spans): boolean {
  return spans[REQUEST] === -1 && spans[METHOD]! >= 0 && !isOfCapitals(bytes, spans[METHOD]!, spans[METHOD + 1]!)
}

/** Where a value stands that is doubted; where nobody knows, the start of the line. */
export function placeOfDoubt(span: number, bytes: Uint8Array, start: number, spans: Spans): number {
  if (spans[span]! >= 0) return spans[span]!
  // Of a request in parts the method was taken back, but for its end.
  const end = span === REQUEST ? spans[METHOD + 1]! : -1
  if (end <= start) return start
  let at = end
  while (at > start && !isBeforeValue(bytes[at - 1]!)) at--
  return at
}

function isBeforeValue(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === QUOTE || byte === COLON
}

/** True if the duration that was found has a fraction, or there is none: a whole number may count anything. */
export function hasClearDuration(bytes: Uint8Array, spans: Spans): boolean {
  return spans[DURATION]! < 0 || hasFraction(bytes, spans[DURATION]!, spans[DURATION + 1]!)
}

/** Minutes east of UTC of the time of the line that was judged last. */
export function offsetOfLast(): number {
  return time.offset
}

const UNITS_A_SECOND: Readonly<Record<DurationUnit, number>> = {
  s: 1,
  ms: 1e3,
  us: 1e6,
  ns: 1e9,
  'upstream-s': 1,
  'sum-s': 1,
  written: 1e6,
}

/** True for numbers below a day, for none at all, and for what says its unit itself; of a list, each is looked at. */
export function isDuration(unit: DurationUnit, bytes: Uint8Array, start: number, end: number): boolean {
  if (start < 0 || unit === 'written') return true
  const most = SECONDS_A_DAY * UNITS_A_SECOND[unit]
  let whole = 0
  let isFraction = false
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    // An address has more dots than one.
    if (byte === DOT && isFraction) return false
    // Go writes the smallest as 1.2e-05.
    if (byte === DOT || (byte === LETTER_E && at > start)) isFraction = true
    else if (isDigit(byte)) whole = isFraction ? whole : whole * 10 + byte - 0x30
    else if (isBetweenNumbers(byte)) {
      whole = 0
      isFraction = false
    } else return false
    if (whole >= most) return false
  }
  return true
}

function isBetweenNumbers(byte: number): boolean {
  return byte === SPACE || byte === 0x2c || byte === COLON || byte === DASH || byte === 0x2b
}
