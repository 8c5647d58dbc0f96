import { LINE, SPAN, type LineScanner, type Spans } from '../domain/contracts.ts'
import { indexOf } from '../domain/dictionary.ts'
import type { PathLearner } from '../domain/contracts/path-learner.ts'
import type { ReadRequest } from './judge-request.ts'
import type { MutableHit } from './mutable-hit.ts'
import { readMethod } from './read/read-method.ts'
import { setHost, TARGET_KIND, targetReader } from './read/read-target.ts'
import { requestBuffer } from './request-buffer.ts'
import type { PathShape, Shaper } from './shape/create-shaper.ts'

// Own constants: an imported one is loaded anew at each use.
const { method: METHOD_SPAN, target: TARGET_SPAN, query: QUERY, host: HOST, agent: AGENT } = SPAN
const { absolute: ABSOLUTE, bad: BAD, path: PATH, pathless: PATHLESS } = TARGET_KIND
const { method: METHOD, pathEnd: PATH_END } = LINE
const QUESTION = 0x3f

export type RequestReader = {
  /** The request that was read last. */
  readonly request: ReadRequest
  /**
   * Reads what was asked for: method, target, host. False where that is no request.
   *
   * @param facts what the kernel tells of the line: LINE
   */
  readonly read: (bytes: Uint8Array, facts: Int32Array) => boolean
  /** The shape of the path that was read last; undefined where there is none. */
  readonly shape: (shaper: Shaper) => PathShape | undefined
  /** Hands the path that was read last to a learner. */
  readonly teach: (learner: PathLearner) => void
}

/** Makes the reader of requests, as one log writes them, whose spans are marked. */
export function requestReader(
  { scanner, caseInsensitive }: { readonly scanner: LineScanner; readonly caseInsensitive: boolean },
  spans: Spans,
  hit: MutableHit,
): RequestReader {
  const target = requestBuffer()
  const targets = targetReader({ escapes: scanner.escapes, decoded: scanner.targetDecoded, caseInsensitive })
  const request: ReadRequest = {
    bytes: target.host,
    spans,
    target,
    form: BAD,
    pathEnd: -1,
    writing: targets.writing,
    code: 0,
    // A header amid the log may change it. No getter: of an object with one every field is looked up by its name, 0.2 µs a line.
    hasAgent: scanner.byLine?.has('agent') === true ? () => spans[AGENT]! >= 0 : () => scanner.fields.has('agent'),
    split,
  }
  // Of a path that is known, nothing but the verdict is asked for: it is split on demand.
  let isSplit = false

  function read(bytes: Uint8Array, facts: Int32Array): boolean {
    const start = spans[TARGET_SPAN]!
    if (start < 0) return false
    request.bytes = bytes
    target.hostStart = -1
    target.queryStart = -1
    isSplit = false
    if (spans[HOST]! >= 0) setHost(bytes, spans[HOST]!, spans[HOST + 1]!, target)
    request.pathEnd = facts[PATH_END]!
    if (request.pathEnd < 0) request.form = targets.read(bytes, start, spans[TARGET_SPAN + 1]!, target)
    else takePath(bytes, start)
    if (request.form === BAD) return false
    setMethod(bytes, facts[METHOD]!)
    return true
  }

  /** What the kernel told of is a path, and needs no look at its bytes. */
  function takePath(bytes: Uint8Array, start: number): void {
    request.form = PATH
    target.rawBytes = bytes
    target.rawStart = start
    target.rawEnd = spans[TARGET_SPAN + 1]!
  }

  function split(): void {
    if (isSplit) return
    isSplit = true
    targets.split(target)
    if (spans[QUERY]! >= 0 && target.queryStart < 0) setQuery(request.bytes)
  }

  function setQuery(bytes: Uint8Array): void {
    target.queryBytes = bytes
    // Apache's %q brings its own question mark.
    target.queryStart = spans[QUERY]! + (bytes[spans[QUERY]!] === QUESTION ? 1 : 0)
    target.queryEnd = spans[QUERY + 1]!
  }

  function setMethod(bytes: Uint8Array, told: number): void {
    const start = spans[METHOD_SPAN]!
    target.methodBytes = start < 0 ? ASSUMED : bytes
    target.methodStart = Math.max(start, 0)
    target.methodEnd = start < 0 ? ASSUMED.length : spans[METHOD_SPAN + 1]!
    hit.method =
      told >= 0 ? indexOf<'method'>(told) : readMethod(target.methodBytes, target.methodStart, target.methodEnd)
  }

  // A line without a path leaves that of the line before in the buffer. The method is read last, so it tells.
  function hasPath(): boolean {
    return hit.method >= 0 && request.form !== PATHLESS
  }

  function shape(shaper: Shaper): PathShape | undefined {
    if (!hasPath()) return undefined
    split()
    return shaper.shapeOf(target)
  }

  function teach(learner: PathLearner): void {
    if (!hasPath()) return
    split()
    learner.take(target, request.form === ABSOLUTE)
  }

  return { request, read, shape, teach }
}

/** A format without a method logs what was asked for: GET is assumed, and `check` says so. */
const ASSUMED = new TextEncoder().encode('GET')
