import { SPAN, type DurationUnit, type LineScanner, type Spans, type WrittenTime } from '../../domain/contracts.ts'
import { isDigit } from '../time/read-time.ts'

const { time: TIME, status: STATUS, target: TARGET, duration: DURATION } = SPAN
const SECONDS_A_DAY = 86400
const DOT = 0x2e
const DASH = 0x2d
const time: WrittenTime = { seconds: 0, offset: 0 }

/**
 * True if what a format found in a line that fits may be true: the time is one, the status too, a request that is not
 * HTTP was refused, a duration is shorter than a day. Else a wrong format that shifts the columns would do.
 */
export function isCredible(scanner: LineScanner, bytes: Uint8Array, spans: Spans): boolean {
  if (!scanner.readTime(bytes, spans[TIME]!, spans[TIME + 1]!, time)) return false
  if (!isDuration(scanner.durationUnit, bytes, spans[DURATION]!, spans[DURATION + 1]!)) return false
  const [from, to] = [spans[STATUS]!, spans[STATUS + 1]!]
  const first = bytes[from]!
  const isNumber = to - from === 3 && first >= 0x31 && first <= 0x35
  if (spans[TARGET] !== -1) return isNumber || to - from <= 3
  return isNumber ? first >= 0x34 : first === 0x30 || first === DASH
}

/** True if the duration that was found has a fraction, or there is none: a whole number may count anything. */
export function hasFraction(bytes: Uint8Array, spans: Spans): boolean {
  const [start, end] = [spans[DURATION]!, spans[DURATION + 1]!]
  if (start < 0) return true
  for (let at = start; at < end; at++) if (bytes[at] === DOT) return true
  return false
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
function isDuration(unit: DurationUnit, bytes: Uint8Array, start: number, end: number): boolean {
  if (start < 0 || unit === 'written') return true
  const most = SECONDS_A_DAY * UNITS_A_SECOND[unit]
  let whole = 0
  let isFraction = false
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (byte === DOT) isFraction = true
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
  return byte === 0x20 || byte === 0x2c || byte === 0x3a || byte === DASH || byte === 0x2b
}
