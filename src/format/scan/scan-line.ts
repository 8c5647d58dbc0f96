import type { Spans } from '../../domain/contracts.ts'
import { SHAPE, type Shape } from '../plan.ts'
import { isDigit } from '../time/read-time.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const SPACE = 0x20
const COMMA = 0x2c
const COLON = 0x3a
const DASH = 0x2d

/** One variable and the text after it; `literal` is empty only for a variable that ends the line. */
export type Step = {
  readonly shape: Shape
  /** Position in the span table, −1: passed over. */
  readonly span: number
  readonly literal: Uint8Array
  /** Bytes of a time whose width is known, else 0. */
  readonly width: number
  /** The next step, where it is a time: literals that no time follows are skipped. */
  readonly timeAfter?: { readonly clf: boolean; readonly width: number; readonly literal: Uint8Array }
}

/** The text before the first variable, and the variables. */
export type Plan = { readonly prefix: Uint8Array; readonly steps: readonly Step[]; readonly backslash: boolean }

/**
 * The straight reading of a line: each value ends at the first place where its literal stands.
 *
 * @returns −1 if the line fits up to its end, else where it stopped to
 */
export function scanStraight(plan: Plan, bytes: Uint8Array, start: number, end: number, spans: Spans): number {
  const { prefix, steps, backslash } = plan
  if (!standsAt(bytes, start, end, prefix)) return start
  let at = start + prefix.length
  for (const step of steps) {
    const stop = endOfValue(step, bytes, at, end, backslash)
    if (stop < 0) return -2 - stop
    if (step.span >= 0) {
      spans[step.span] = at
      spans[step.span + 1] = stop
    }
    at = stop + step.literal.length
  }
  return at === end ? -1 : at
}

/** Where a value that starts at `at` ends; −2 − offset where it cannot. */
export function endOfValue(step: Step, bytes: Uint8Array, at: number, end: number, backslash: boolean): number {
  const literal = step.literal
  let stop: number
  switch (step.shape) {
    case SHAPE.quoted:
      stop = nextQuote(bytes, at, end, backslash)
      break
    case SHAPE.number:
      stop = at
      if (stop < end && bytes[stop] === DASH) stop++
      else while (stop < end && isDigit(bytes[stop]!)) stop++
      break
    case SHAPE.list:
      stop = endOfList(bytes, at, end, literal)
      break
    case SHAPE.time:
      stop = at + step.width
      if (step.width === 0 || !standsAt(bytes, stop, end, literal)) stop = find(bytes, at, end, literal)
      break
    default:
      stop = step.timeAfter === undefined ? find(bytes, at, end, literal) : findBeforeTime(bytes, at, end, step)
  }
  if (stop > end || stop < 0) return -2 - end
  return standsAt(bytes, stop, end, literal) ? stop : -2 - stop
}

/** The first quote that ends a value, or `end`. */
export function nextQuote(bytes: Uint8Array, at: number, end: number, backslash: boolean): number {
  let i = at
  for (; i < end; i++) {
    const byte = bytes[i]!
    if (byte === QUOTE) return i
    if (byte === BACKSLASH && backslash) i++
  }
  return end
}

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

// `203.0.113.7 - jean [x] dupont [10/Mar/2026:…`: a Basic user name may hold spaces and brackets, but no colon.
function findBeforeTime(bytes: Uint8Array, at: number, end: number, step: Step): number {
  const first = find(bytes, at, end, step.literal)
  let i = first
  while (i >= 0 && !isTimeAt(bytes, i + step.literal.length, end, step)) i = find(bytes, i + 1, end, step.literal)
  // No time anywhere: a bad time is a better reason than a bad line.
  return i < 0 ? first : i
}

function isTimeAt(bytes: Uint8Array, at: number, end: number, step: Step): boolean {
  const time = step.timeAfter!
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
