import { SPAN, type LineScanner, type Spans } from '../../../domain/contracts.ts'
import { endWithoutBlanks } from '../../scan/find-bytes.ts'
import { firstThatFits } from '../../scan/first-that-fits.ts'
import { hasFraction } from '../../separated/clear-absent.ts'
import { isDigit } from '../../time/read-time.ts'
import { scannerOf } from '../from-string.ts'
import type { NamedFormat } from '../../named-format.ts'
import { NGINX_COMBINED, SAMPLE } from './combined-time.ts'

const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const DASH = 0x2d
const DOT = 0x2e
const COLON = 0x3a

// … "curl/8.5.0" 0.000, 0.041 0.046   seconds of each server that was tried, then to the last byte; or the other way round
//                             duration

const { duration: DURATION } = SPAN
const STRING = `${NGINX_COMBINED} $upstream_response_time $request_time`
const OTHER_ORDER = `${NGINX_COMBINED} $request_time $upstream_response_time`

export const COMBINED_UPSTREAM: NamedFormat = {
  name: 'combined_upstream',
  aliases: [],
  string: STRING,
  samples: [
    `${SAMPLE} 0.000, 0.041 0.046`,
    `${SAMPLE} - 0.000`,
    `${SAMPLE} 0.046 0.041`,
    `${SAMPLE} 0.046 0.000, 0.041`,
  ],
  lacks: { host: 'not-written' },
  endsInSeconds: 'sometimes',
  make: () => eitherOrder('combined_upstream'),
}

/** Nobody says the order, but the request took at least as long as what is behind the server: each line tells. */
function eitherOrder(name: string): LineScanner {
  const scanner = firstThatFits(scannerOf(name, STRING), scannerOf(name, OTHER_ORDER))
  if (scanner.kernelPlan !== undefined) throw new Error('the kernel would take the last time')
  let isUnclear = false

  function scan(bytes: Uint8Array, start: number, end: number, spans: Spans): number {
    const stopped = scanner.scan(bytes, start, end, spans)
    if (stopped >= 0) return stopped
    // Of the agent; a space follows.
    let quote = end - 1
    while (bytes[quote] !== QUOTE) quote--
    const from = quote + 2
    const textEnd = endWithoutBlanks(bytes, from, end)
    // One time, and a blank for want of the other.
    const last = bytes.subarray(from, textEnd).includes(SPACE) ? textEnd : end
    if (requestTime(bytes, from, last, spans)) return -1
    // Two whole numbers are sizes, as many write them.
    if (!hasFraction(bytes, from, last)) return from
    isUnclear = true
    spans[DURATION] = -1
    return -1
  }

  return {
    ...scanner,
    durationUnit: 's',
    get cautions() {
      return isUnclear ? (['ambiguous-duration', ...scanner.cautions] as const) : scanner.cautions
    },
    scan,
  }
}

// Own constant: an imported one is loaded anew at each use.

/**
 * Marks which of two times of nginx is that of the request, absent where there is none: the one beside a list or a `-`,
 * which only servers behind have, else the longer.
 *
 * @param start of the first of them; one space is between the two
 * @returns false where they are no times as nginx writes them, `0.046`
 */
function requestTime(bytes: Uint8Array, start: number, end: number, spans: Spans): boolean {
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
  if (!isTimeOfNginx(bytes, start, firstEnd) || !isTimeOfNginx(bytes, last, end)) return false
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
  return isTimeOfNginx(bytes, start, end)
}

function isDash(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 1 && bytes[start] === DASH
}

/** Seconds since 1970, from 2001 on. */
const EPOCH_DIGITS = 10

/** Always with three decimals; `1773131445.568` is the time of day, which some write there. */
function isTimeOfNginx(bytes: Uint8Array, start: number, end: number): boolean {
  const dot = end - 4
  if (dot <= start || dot - start >= EPOCH_DIGITS || bytes[dot] !== DOT) return false
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
