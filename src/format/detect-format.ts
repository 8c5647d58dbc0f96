import { SPAN, SPANS_LENGTH, type LineScanner, type WrittenTime } from '../domain/contracts.ts'
import { compileFormat } from './compile-format.ts'
import { isNotRequest } from './is-not-request.ts'
import { NAMED_FORMATS } from './named/list.ts'

const MOST_LINES = 1000
const LEAST_SHARE = 0.9

export type Detected =
  | { readonly scanner: LineScanner; readonly fits: number; readonly of: number }
  /** No format reads nine lines of ten: the nearest, and where a line stops to fit it (`column` from 1, in bytes). */
  | {
      readonly nearest: string
      readonly fits: number
      readonly of: number
      readonly line: number
      readonly column: number
    }

type Trial = { readonly scanner: LineScanner; fits: number; hosts: number; failedLine: number; failedColumn: number }

/**
 * Finds the named format that reads most of the first 1,000 lines of `bytes[start…end)`: most lines, then most fields,
 * then the order of the list. Undefined if there is no request line to judge by.
 */
export function detectFormat(bytes: Uint8Array, start: number, end: number): Detected | undefined {
  const trials = NAMED_FORMATS.map(({ name }): Trial => ({
    scanner: compileFormat(name),
    fits: 0,
    hosts: 0,
    failedLine: 0,
    failedColumn: 0,
  }))
  const of = tryLines(bytes, start, end, trials)
  if (of === 0) return undefined
  const [best] = trials
    .filter(({ scanner, fits, hosts }) => !scanner.fields.has('host') || hosts * 2 > fits)
    .sort((a, b) => b.fits - a.fits || b.scanner.fields.size - a.scanner.fields.size)
  if (best === undefined) return undefined
  const { scanner, fits, failedLine, failedColumn } = best
  if (fits >= LEAST_SHARE * of) return { scanner, fits, of }
  return { nearest: scanner.name, fits, of, line: failedLine, column: failedColumn }
}

/** Tries every format on every line; gives the number of lines that are requests in some format or in none. */
function tryLines(bytes: Uint8Array, start: number, end: number, trials: readonly Trial[]): number {
  const spans = new Int32Array(SPANS_LENGTH)
  let tried = 0
  let line = 0
  for (let at = start; at < end && tried < MOST_LINES; line++) {
    const next = bytes.indexOf(0x0a, at)
    const stop = next < 0 || next >= end ? end : next
    const from = skipNuls(bytes, at, stop)
    const to = bytes[stop - 1] === 0x0d ? stop - 1 : stop
    at = stop + 1
    let isRequest = !isNotRequest(bytes, from, to)
    const failed = isRequest ? line + 1 : 0
    for (const trial of trials) isRequest = tryLine(trial, bytes, from, to, spans, failed) || isRequest
    if (isRequest) tried++
  }
  return tried
}

/** @param line its number, if it would be the fault of a format not to read it */
function tryLine(trial: Trial, bytes: Uint8Array, from: number, to: number, spans: Int32Array, line: number): boolean {
  spans.fill(-1)
  const stopped = trial.scanner.scan(bytes, from, to, spans)
  const reads = stopped < 0 && isCredible(trial.scanner, bytes, spans)
  if (reads) {
    trial.fits++
    if (hostLooksLikeOne(bytes, spans)) trial.hosts++
  } else if (line > 0 && trial.failedLine === 0) {
    trial.failedLine = line
    trial.failedColumn = (stopped < 0 ? spans[SPAN.time]! : stopped) - from + 1
  }
  return reads
}

const time: WrittenTime = { seconds: 0, offset: 0 }

/** The time is one, and a request that is not HTTP was refused: else a wrong format that shifts the columns would do. */
function isCredible(scanner: LineScanner, bytes: Uint8Array, spans: Int32Array): boolean {
  if (!scanner.readTime(bytes, spans[SPAN.time]!, spans[SPAN.time + 1]!, time)) return false
  const [from, to] = [spans[SPAN.status]!, spans[SPAN.status + 1]!]
  const first = bytes[from]!
  const isNumber = to - from === 3 && first >= 0x31 && first <= 0x35
  if (spans[SPAN.target] !== -1) return isNumber || to - from <= 3
  return isNumber ? first >= 0x34 : first === 0x30 || first === 0x2d
}

// A host column must hold names: a letter and a dot, or `localhost`, and no address. What follows it must not be `-`,
// which is how `combined` with its ident column would read as a virtual host.
function hostLooksLikeOne(bytes: Uint8Array, spans: Int32Array): boolean {
  const [from, to] = [spans[SPAN.host]!, spans[SPAN.host + 1]!]
  if (from < 0 || (bytes[to + 1] === 0x2d && bytes[to + 2] === 0x20)) return false
  let end = to
  for (let i = from; i < to && end === to; i++) if (bytes[i] === 0x3a) end = i
  let letters = 0
  let dots = 0
  for (let i = from; i < end; i++) {
    const byte = bytes[i]! | 0x20
    if (byte >= 0x61 && byte <= 0x7a) letters++
    else if (bytes[i] === 0x2e) dots++
  }
  return letters > 0 && (dots > 0 || isLocalhost(bytes, from, end))
}

function isLocalhost(bytes: Uint8Array, from: number, end: number): boolean {
  const name = 'localhost'
  if (end - from !== name.length) return false
  for (let i = 0; i < name.length; i++) if (bytes[from + i] !== name.charCodeAt(i)) return false
  return true
}

function skipNuls(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] === 0) at++
  return at
}
