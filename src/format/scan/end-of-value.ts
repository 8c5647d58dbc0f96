import { SHAPE } from '../plan.ts'
import { endByItself } from './end-by-itself.ts'
import { endOfNumber, find, standsAt } from './find-bytes.ts'
import type { Step, TimeAfter } from './plan/step.ts'

// Own constants: an imported one is loaded anew at each use.
const { number: NUMBER, time: TIME, list: LIST, text: TEXT, status: STATUS, greedy: GREEDY, lazy: LAZY } = SHAPE
const SPACE = 0x20
const COMMA = 0x2c
const COLON = 0x3a

/** Where a value without quotes that starts at `at` ends, its literal after it; −2 − offset where it cannot. */
export function endOfValue(step: Step, bytes: Uint8Array, at: number, end: number): number {
  const literal = step.literal
  switch (step.shape) {
    case NUMBER:
      return beforeLiteral(bytes, endOfNumber(bytes, at, end), end, literal)
    case TIME: {
      const stop = at + step.width
      if (step.width > 0 && standsAt(bytes, stop, end, literal)) return stop
      return foundOr(find(bytes, at, end, literal), Math.min(stop, end))
    }
    case LIST:
      return foundOr(endOfList(bytes, at, end, literal), end)
    case TEXT:
    case STATUS:
    case GREEDY:
    case LAZY:
      if (step.timeAfter !== undefined) return foundOr(findBeforeTime(bytes, at, end, literal, step.timeAfter), end)
      return foundOr(find(bytes, at, end, literal), end)
    default:
      return beforeLiteral(bytes, endByItself(step.shape, bytes, at, end), end, literal)
  }
}

function beforeLiteral(bytes: Uint8Array, stop: number, end: number, literal: Uint8Array): number {
  return standsAt(bytes, stop, end, literal) ? stop : -2 - Math.min(stop, end)
}

function foundOr(found: number, stopped: number): number {
  return found < 0 ? -2 - stopped : found
}

// `203.0.113.7 - jean [x] dupont [10/Mar/2026:…`: a Basic user name may hold spaces and brackets, but no colon.
function findBeforeTime(bytes: Uint8Array, at: number, end: number, literal: Uint8Array, time: TimeAfter): number {
  const first = find(bytes, at, end, literal)
  let i = first
  while (i >= 0 && !isTimeAt(bytes, i + literal.length, end, time)) i = find(bytes, i + 1, end, literal)
  // No time anywhere: a bad time is a better reason than a bad line.
  return i < 0 ? first : i
}

function isTimeAt(bytes: Uint8Array, at: number, end: number, time: TimeAfter): boolean {
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
