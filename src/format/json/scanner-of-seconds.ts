import { SPAN, SPANS_LENGTH, type LineScanner } from '../../domain/contracts.ts'
import type { FirstBytes } from '../named/named-format.ts'
import { isDigit } from '../time/read-time.ts'
import { jsonScanner, type JsonFormat } from './json-scanner.ts'

const { duration: DURATION } = SPAN
const LF = 0x0a
const DOT = 0x2e
const SIGN = 0x2d
const LETTER_E = 0x65
const MOST_LINES = 1000

/**
 * The scanner of JSON lines whose durations should be seconds. Who writes seconds writes fractions of them: where the first
 * lines have whole numbers or words alone, nobody says what they count, and they are left out.
 */
export function scannerOfSeconds(format: JsonFormat, first?: FirstBytes): LineScanner {
  const scanner = jsonScanner(format)
  if (first === undefined || !format.keys.has('duration') || areSeconds(scanner, first)) return scanner
  const keys = new Map([...format.keys].filter(([field]) => field !== 'duration'))
  return jsonScanner({ ...format, keys, cautions: [...(format.cautions ?? []), 'ambiguous-duration'] })
}

/** True also where there are none. */
function areSeconds({ scan }: LineScanner, { bytes, start, end }: FirstBytes): boolean {
  const spans = new Int32Array(SPANS_LENGTH)
  let isAny = false
  for (let [at, line] = [start, 0]; at < end && line < MOST_LINES; line++) {
    const lf = bytes.indexOf(LF, at)
    const stop = lf < 0 || lf > end ? end : lf
    const isTold = scan(bytes, at, stop, spans) < 0 && spans[DURATION]! >= 0
    if (isTold && isFraction(bytes, spans[DURATION]!, spans[DURATION + 1]!)) return true
    isAny ||= isTold
    at = stop + 1
  }
  return !isAny
}

/** `0.046`, `1.2e-05`; no `46`, no `46.012ms`. */
function isFraction(bytes: Uint8Array, start: number, end: number): boolean {
  let marks = 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    if (byte === DOT || byte === LETTER_E) marks++
    else if (!isDigit(byte) && byte !== SIGN) return false
  }
  return marks > 0
}
