import { SPAN, SPANS_LENGTH, type LineScanner } from '../domain/contracts.ts'
import { FATE, REASON, speaksOfTheFormat, type ReasonIndex } from '../domain/fate.ts'
import type { Hit } from '../domain/hit.ts'
import { decodingClassifier } from './coding/decoding-classifier.ts'
import { judgeRequest, type ReadRequest, type Rules } from './judge-request.ts'
import { blankHit, clearHit } from './mutable-hit.ts'
import { dayReader } from './read-day.ts'
import { readMethod } from './read-method.ts'
import { BAD_STATUS, readCount, readStatus, statusClassOf } from './read-status.ts'
import { setHost, TARGET, targetReader } from './read-target.ts'
import { requestBuffer } from './request-buffer.ts'
import type { Shape, Shaper } from './shape/create-shaper.ts'

export type GateOptions = Rules & {
  readonly scanner: LineScanner
  /** True for a line that is no request at all; asked only of lines that do not fit. */
  readonly isNotRequest: (bytes: Uint8Array, start: number, end: number) => boolean
  /** IANA zones: in which a day is a day, and of times that are written without one. */
  readonly serviceZone: string
  readonly logZone: string
  readonly caseInsensitive: boolean
}

export type Gate = {
  /**
   * Turns each line of `bytes[start…end)` into one Hit. The last line may lack its line end only at the end of a file.
   *
   * @param onHit is handed the same Hit each time, filled anew
   */
  readonly readLines: (bytes: Uint8Array, start: number, end: number, onHit: (hit: Hit) => void) => void
  /** Where the last malformed line stopped to fit: bytes from 1. */
  readonly column: () => number
  /** The shape of the path of the line at hand, asked for inside `onHit`; undefined where the line has no path. */
  readonly shape: (shaper: Shaper) => Shape | undefined
}

// Own constants: an imported one is loaded anew at each use, which cost a tenth of the whole run.
const { time: TIME, status: STATUS, bytes: BYTES, request: REQUEST, method: METHOD } = SPAN
const { target: TARGET_SPAN, query: QUERY, host: HOST } = SPAN
const MALFORMED = FATE.malformed
const BAD = TARGET.bad
const NO_STATUS = BAD_STATUS

const LF = 0x0a
const CR = 0x0d
const DASH = 0x2d

/**
 * Opens the gate (G1): the only place that sees an address, a user, a query, a referrer, an agent or a raw path. It lets
 * out integers that index closed dictionaries, and keeps nothing of a line itself; the classifiers that it asks remember
 * some agents and paths for their own sake, bounded and in memory (docs/privacy.md).
 */
export function openGate(options: GateOptions): Gate {
  const { scanner, serviceZone, logZone } = options
  const isNotRequest = noRequestOf(options)
  const spans = new Int32Array(SPANS_LENGTH).fill(-1)
  const rules: Rules = { ...options, agents: decodingClassifier(scanner, options.agents) }
  const target = requestBuffer()
  const request: ReadRequest = {
    bytes: target.host,
    spans,
    target,
    form: BAD,
    code: 0,
    // A header amid the log may change it.
    get hasAgent() {
      return scanner.fields.has('agent')
    },
    split,
  }
  const readDay = dayReader(scanner, serviceZone, logZone)
  const { read: readTarget, split: splitTarget } = targetReader({
    escapes: scanner.escapes,
    decoded: scanner.targetDecoded,
    caseInsensitive: options.caseInsensitive,
  })
  const hit = blankHit()
  // Of a path that is known, nothing but the verdict is asked for: it is split on demand.
  let isSplit = false
  let stopped = 0
  let lineStart = 0

  function readLines(bytes: Uint8Array, start: number, end: number, onHit: (hit: Hit) => void): void {
    for (let at = start; at < end;) {
      const lf = bytes.indexOf(LF, at)
      const stop = lf < 0 || lf >= end ? end : lf
      readLine(bytes, at, stop)
      // A torn line that does not fit was cut, whatever else is wrong with it.
      if (stop === end && hit.fate === MALFORMED && speaksOfTheFormat(hit.reason)) hit.reason = REASON.cut
      onHit(hit)
      at = stop + 1
    }
  }

  function readLine(bytes: Uint8Array, from: number, to: number): void {
    clearHit(hit)
    const end = to > from && bytes[to - 1] === CR ? to - 1 : to
    let start = from
    // What copytruncate leaves behind when the writer does not append.
    while (start < end && bytes[start] === 0) start++
    lineStart = start
    stopped = scanner.scan(bytes, start, end, spans)
    if (stopped >= 0) {
      const isNone = isNotRequest(bytes, start, end)
      hit.fate = isNone ? FATE['not-a-request'] : MALFORMED
      if (!isNone) hit.reason = REASON['bad-line']
      return
    }
    const reason = readFields(bytes)
    if (reason === undefined) hit.fate = judgeRequest(rules, request, hit)
    else {
      hit.fate = MALFORMED
      hit.reason = reason
    }
  }

  /** Reads every field that can be read; gives the first reason why the line is malformed. */
  function readFields(bytes: Uint8Array): ReasonIndex | undefined {
    request.bytes = bytes
    const hasTime = readDay(bytes, spans[TIME]!, spans[TIME + 1]!, hit)
    request.code = readStatus(bytes, spans[STATUS]!, spans[STATUS + 1]!)
    if (request.code !== NO_STATUS) hit.status = statusClassOf(request.code)
    hit.bytes = readBytes(bytes)
    const hasRequest = readRequest(bytes)
    if (!hasTime) return badField(TIME, REASON['bad-time'])
    if (request.code === NO_STATUS) return badField(STATUS, REASON['bad-status'])
    return hasRequest ? undefined : badField(REQUEST, REASON['bad-request'])
  }

  function badField(span: number, reason: ReasonIndex): ReasonIndex {
    stopped = Math.max(spans[span]!, lineStart)
    return reason
  }

  function readBytes(bytes: Uint8Array): number {
    const start = spans[BYTES]!
    if (start < 0) return -1
    const isDash = bytes[start] === DASH && spans[BYTES + 1] === start + 1
    if (isDash) return scanner.bytesDash === 'zero' ? 0 : -1
    return readCount(bytes, start, spans[BYTES + 1]!)
  }

  function readRequest(bytes: Uint8Array): boolean {
    const start = spans[TARGET_SPAN]!
    if (start < 0) return false
    target.hostStart = -1
    target.queryStart = -1
    isSplit = false
    if (spans[HOST]! >= 0) setHost(bytes, spans[HOST]!, spans[HOST + 1]!, target)
    request.form = readTarget(bytes, start, spans[TARGET_SPAN + 1]!, target)
    if (request.form === BAD) return false
    setMethod(bytes)
    return true
  }

  function split(): void {
    if (isSplit) return
    isSplit = true
    splitTarget(target)
    if (spans[QUERY]! >= 0 && target.queryStart < 0) setQuery(request.bytes)
  }

  function setQuery(bytes: Uint8Array): void {
    target.queryBytes = bytes
    // Apache's %q brings its own question mark.
    target.queryStart = spans[QUERY]! + (bytes[spans[QUERY]!] === 0x3f ? 1 : 0)
    target.queryEnd = spans[QUERY + 1]!
  }

  function setMethod(bytes: Uint8Array): void {
    const start = spans[METHOD]!
    target.methodBytes = start < 0 ? GET : bytes
    target.methodStart = Math.max(start, 0)
    target.methodEnd = start < 0 ? GET.length : spans[METHOD + 1]!
    hit.method = readMethod(target.methodBytes, target.methodStart, target.methodEnd)
  }

  // A line without a path leaves that of the line before in the buffer. The method is read last, so it tells.
  function shape(shaper: Shaper): Shape | undefined {
    if (hit.method < 0 || request.form === TARGET.pathless) return undefined
    split()
    return shaper.shapeOf(target)
  }

  return { readLines, column: () => stopped - lineStart + 1, shape }
}

/** True for a line that is no request in any log, or in one of this format. */
function noRequestOf({ scanner, isNotRequest }: GateOptions): GateOptions['isNotRequest'] {
  const ofFormat = scanner.isNotRequest
  if (ofFormat === undefined) return isNotRequest
  return (bytes, start, end) => isNotRequest(bytes, start, end) || ofFormat(bytes, start, end)
}

/** A format without a method logs what was asked for: GET is assumed, and `check` says so. */
const GET = new TextEncoder().encode('GET')
