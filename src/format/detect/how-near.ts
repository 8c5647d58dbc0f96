import { SPAN, SPANS_LENGTH, type Field, type LineScanner, type Spans } from '../../domain/contracts.ts'
import { isDigit } from '../time/read-time.ts'
import { splitRequest } from '../scan/split-request.ts'
import { hasClearDuration, isDuration, isStatus, isTime, NO_DOUBT } from './doubt-of.ts'

const { request: REQUEST, target: TARGET, bytes: BYTES, duration: DURATION } = SPAN
const SPACE = 0x20
const TAB = 0x09
const CLOSING = 0x7d
const DASH = 0x2d

/** What a line says beside its request: where a format finds all of it, the line is nearly one of it. */
const FIELDS: readonly Field[] = ['time', 'target', 'status', 'bytes', 'referrer', 'agent', 'host', 'duration']

/** What every line has; a format that finds none of it found the rest by chance. */
const OF_ALL: readonly Field[] = ['time', 'target', 'status']

// One number: values found, then values not missed, then bytes that were read. A line has 64 KiB at most.
const MOST_BYTES = 2 ** 17
const MOST_FIELDS = 16

/**
 * How near a format came to a line that it does not read: by the values that it found and that may be true, then by those
 * that it did not miss, then by how many words it read. To reach far alone says nothing: some formats only look for a quote
 * or a TAB, up to the end of the line.
 *
 * @param stopped where the line stopped to fit; −1 where only the value of the span `doubt` is not to be believed
 */
export function howNear(
  scanner: LineScanner,
  line: { readonly bytes: Uint8Array; readonly start: number; readonly end: number },
  stopped: number,
  doubt: number,
  spans: Spans,
): number {
  const { bytes, start, end } = line
  const wanted = FIELDS.filter((field) => scanner.fields.has(field))
  // An object of which no key is known is JSON nevertheless; one value that is doubted is one that is missed.
  const isObject = scanner.misfit === 'bad-json' && (stopped < 0 || (stopped === end && bytes[end - 1] === CLOSING))
  const more = isObject ? 1 : 0
  if (stopped < 0) return placed(wanted.length + more, doubt === NO_DOUBT ? 0 : 1, end - start)
  const words = wordsUpTo(bytes, start, stopped)
  const found = wanted.filter((field) => isFound(scanner, field, bytes, spans))
  const isNear = isObject || found.some((field) => OF_ALL.includes(field))
  return isNear ? placed(found.length + more, wanted.length - found.length, words) : words
}

/** True where something that every line has was found. */
export function isAnywhereNear(near: number): boolean {
  return near >= MOST_BYTES
}

function placed(found: number, missed: number, bytes: number): number {
  return (found * MOST_FIELDS + MOST_FIELDS - 1 - missed) * MOST_BYTES + bytes
}

function isFound(scanner: LineScanner, field: Field, bytes: Uint8Array, spans: Spans): boolean {
  switch (field) {
    case 'time':
      return isTime(scanner, bytes, spans)
    case 'status':
      return isStatus(bytes, spans)
    case 'target':
      return isTarget(scanner, bytes, spans)
    case 'bytes':
      return isNumber(bytes, spans[BYTES]!, spans[BYTES + 1]!)
    case 'duration':
      return spans[DURATION]! >= 0 && isTrueDuration(scanner, bytes, spans)
    default:
      return spans[SPAN[field]]! >= 0
  }
}

const parts = new Int32Array(SPANS_LENGTH)

function isTarget({ fields }: LineScanner, bytes: Uint8Array, spans: Spans): boolean {
  if (!fields.has('request') || spans[REQUEST]! < 0) return spans[TARGET]! >= 0
  splitRequest(bytes, spans[REQUEST]!, spans[REQUEST + 1]!, parts)
  return parts[TARGET]! >= 0
}

// Seconds are told by their fraction, what counts anything else may be the first digits of a value of another kind.
function isTrueDuration({ durationUnit }: LineScanner, bytes: Uint8Array, spans: Spans): boolean {
  const [start, end] = [spans[DURATION]!, spans[DURATION + 1]!]
  const isSeconds = durationUnit === 's' || durationUnit === 'upstream-s'
  return (
    isDigit(bytes[start]!) &&
    isDuration(durationUnit, bytes, start, end) &&
    (!isSeconds || hasClearDuration(bytes, spans))
  )
}

function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (start < 0 || end === start) return false
  if (end - start === 1 && bytes[start] === DASH) return true
  for (let at = start; at < end; at++) if (!isDigit(bytes[at]!)) return false
  return true
}

/** Bytes up to the word in which the reading stopped. */
function wordsUpTo(bytes: Uint8Array, start: number, stopped: number): number {
  let at = stopped
  while (at > start && bytes[at] !== SPACE && bytes[at] !== TAB) at--
  return at - start
}
