import { SPAN, type Spans } from '../../domain/contracts.ts'
import { clearIfAbsent } from '../scan/find-bytes.ts'
import { isMethod } from '../scan/split-request.ts'
import { isDigit } from '../time/read-time.ts'

// Own constants: an imported one is loaded anew at each use.
const { method: METHOD, target: TARGET, query: QUERY, protocol: PROTOCOL } = SPAN
const { bytes: BYTES, referrer: REFERRER, agent: AGENT, host: HOST, duration: DURATION } = SPAN
const DASH = 0x2d
const DOT = 0x2e

/**
 * Clears the spans of values that are not there (empty, `-`), of a duration that is none, and of a method and a target
 * that are not HTTP.
 *
 * @returns −1, or the offset of a size that is no number: then the line does not fit
 */
export function clearAbsent(bytes: Uint8Array, spans: Spans): number {
  clearIfAbsent(bytes, QUERY, spans)
  clearIfAbsent(bytes, PROTOCOL, spans)
  clearIfAbsent(bytes, REFERRER, spans)
  clearIfAbsent(bytes, AGENT, spans)
  clearIfAbsent(bytes, HOST, spans)
  clearIfAbsent(bytes, DURATION, spans)
  clearIfAbsent(bytes, TARGET, spans)
  if (spans[DURATION]! >= 0 && !isDecimal(bytes, spans[DURATION]!, spans[DURATION + 1]!)) spans[DURATION] = -1
  if (spans[METHOD]! >= 0 && !isMethod(bytes, spans[METHOD]!, spans[METHOD + 1]!)) {
    spans[METHOD] = -1
    spans[TARGET] = -1
  }
  return isSize(bytes, spans[BYTES]!, spans[BYTES + 1]!) ? -1 : spans[BYTES]!
}

/** True for a number, with a fraction or not. */
export function isDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  let dots = 0
  for (let i = start; i < end; i++) {
    if (bytes[i] === DOT) dots++
    else if (!isDigit(bytes[i]!)) return false
  }
  return dots < 2
}

/** True for digits, `-`, or nothing; a line without a size has a start of −1. */
export function isSize(bytes: Uint8Array, start: number, end: number): boolean {
  if (start < 0 || (bytes[start] === DASH && end === start + 1)) return true
  for (let i = start; i < end; i++) if (!isDigit(bytes[i]!)) return false
  return true
}

/** True if a number has a fraction. */
export function hasFraction(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === DOT) return true
  return false
}
