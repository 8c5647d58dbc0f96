import { SPAN, type Spans } from '../../../domain/contracts.ts'
import { isDigit } from '../../time/read-time.ts'

// Own constant: an imported one is loaded anew at each use.
const { duration: DURATION } = SPAN
const SPACE = 0x20
const COMMA = 0x2c
const DASH = 0x2d
const DOT = 0x2e
const COLON = 0x3a

/**
 * Marks which of two times of nginx is that of the request, absent where there is none: the one beside a list or a `-`,
 * which only servers behind have, else the longer.
 *
 * @param start of the first of them; one space is between the two
 * @returns false where they are no times as nginx writes them, `0.046`
 */
export function requestTime(bytes: Uint8Array, start: number, end: number, spans: Spans): boolean {
  const firstEnd = nextSpace(bytes, start, end)
  let last = end
  while (last > start && bytes[last - 1] !== SPACE) last--
  // 1. a list, then the request
  if (bytes[firstEnd - 1] === COMMA || bytes[firstEnd + 1] === COLON) return mark(bytes, last, end, spans)
  // 2. the request, then a list
  if (last !== firstEnd + 1) return mark(bytes, start, firstEnd, spans)
  // 3. one time each, or none
  if (isDash(bytes, start, firstEnd)) return isDash(bytes, last, end) || mark(bytes, last, end, spans)
  if (isDash(bytes, last, end)) return mark(bytes, start, firstEnd, spans)
  if (!isTime(bytes, start, firstEnd) || !isTime(bytes, last, end)) return false
  const isFirst = isLonger(bytes, start, firstEnd, last, end)
  return isFirst ? mark(bytes, start, firstEnd, spans) : mark(bytes, last, end, spans)
}

function nextSpace(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && bytes[at] !== SPACE) at++
  return at
}

function mark(bytes: Uint8Array, start: number, end: number, spans: Spans): boolean {
  spans[DURATION] = start
  spans[DURATION + 1] = end
  return isTime(bytes, start, end)
}

function isDash(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 1 && bytes[start] === DASH
}

/** Always with three decimals. */
function isTime(bytes: Uint8Array, start: number, end: number): boolean {
  const dot = end - 4
  if (dot <= start || bytes[dot] !== DOT) return false
  for (let i = start; i < end; i++) if (i !== dot && !isDigit(bytes[i]!)) return false
  return true
}

// As many decimals on either side: the longer text, else the greater one.
function isLonger(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  const length = end - start
  if (length !== to - from) return length > to - from
  for (let i = 0; i < length; i++) if (bytes[start + i] !== bytes[from + i]) return bytes[start + i]! > bytes[from + i]!
  return true
}
