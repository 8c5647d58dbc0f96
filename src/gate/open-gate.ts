import {
  LINE,
  LINE_LENGTH,
  NONE_LEFT as NONE,
  SPAN,
  SPANS_LENGTH,
  type FeatureMatcher,
  type Kernel,
  type LineScanner,
} from '../domain/contracts.ts'
import type { PathLearner } from '../domain/contracts/path-learner.ts'
import { FATE, REASON, speaksOfTheFormat, type ReasonIndex } from '../domain/fate.ts'
import type { FeatureIndex } from '../domain/feature.ts'
import type { Hit } from '../domain/hit.ts'
import { decodingClassifier, unescaping } from './coding/decoding-classifier.ts'
import { isForeignTarget, judgeRequest, namesOtherHost, nearFeature, type RequestRules } from './judge-request.ts'
import { blankHit, clearHit } from './mutable-hit.ts'
import { dayReader } from './read/read-day.ts'
import { lineSummer, quickReader, type QuickReader } from './quick-reader.ts'
import { BAD_STATUS, isDash, readCount, readSize, readStatus, statusClassOf, TOO_LARGE } from './read/read-status.ts'
import { durationReader } from './read/read-duration.ts'
import { fromReader } from './read/read-from.ts'
import { requestReader } from './request-reader.ts'
import type { PathShape, Shaper } from './shape/create-shaper.ts'

export type GateOptions = RequestRules & {
  readonly scanner: LineScanner
  /** Reads most lines of most formats in a fraction of the time; the scanner reads the rest, and all without one. */
  readonly kernel?: Kernel
  /** True for a line that is no request at all; asked only of lines that do not fit. */
  readonly isNotRequest: (bytes: Uint8Array, start: number, end: number) => boolean
  /** IANA zones: in which a day is a day, and of times that are written without one. */
  readonly serviceZone: string
  readonly logZone: string
  readonly caseInsensitive: boolean
  /** Lines that are alike may come as one Hit: nobody asks the gate about a line, but where it is malformed. */
  readonly areSummed?: boolean
  /** Durations are read; where requests came from is found out; a time without an hour is none. Else none of it costs anything. */
  readonly asks?: { readonly durations: boolean; readonly flows: boolean; readonly hours: boolean }
}

export type Gate = {
  /**
   * Turns each line of `bytes[start…end)` into one Hit, or those that are alike, where they may be summed. The last line may lack its line end only at the end of a file.
   *
   * @param onHit is handed the same Hit and the same line each time, filled anew
   */
  readonly readLines: (bytes: Uint8Array, start: number, end: number, onHit: HitTaker) => void
}

export type HitTaker = (hit: Hit, line: LineAtHand) => void

/** The line that a Hit was made of, until the next is read: what may be asked of it, and leaves the gate for who asks alone. */
export type LineAtHand = {
  /** How many lines of the log its Hit stands for: of a row that counts several requests one, of lines that were summed as many. */
  readonly rows: (hit: Hit) => number
  /** Where a malformed one stopped to fit: bytes from 1. */
  readonly column: () => number
  /** The shape of its path; undefined where it has none. */
  readonly shape: (shaper: Shaper) => PathShape | undefined
  /** Hands its path to a learner: `comptage init` alone has one (ADR 32). */
  readonly teach: (learner: PathLearner) => void
  /** The answer was that there is no such page, 404 or 410. */
  readonly isMissing: () => boolean
  /** The client went away before the answer, 499 or 460. */
  readonly isGone: () => boolean
  /** A column of the log names a host that is none of the known ones. */
  readonly isForeign: () => boolean
  /** Its target names one: of a line that no feature takes, this is why. */
  readonly isForeignTarget: () => boolean
  /** The feature whose path was asked for and answered, by no robot, as another matcher tells. */
  readonly near: (matcher: FeatureMatcher) => FeatureIndex
}

// Own constants: an imported one is loaded anew at each use, which cost a tenth of the whole run.
const { time: TIME, status: STATUS, bytes: BYTES, request: REQUEST, target: TARGET } = SPAN
const { start: LINE_START, end: LINE_END, lf: LINE_LF, isSameHour: IS_SAME_HOUR, code: CODE, size: SIZE } = LINE
const NONE_LEFT = NONE
const MALFORMED = FATE.malformed
const NO_STATUS = BAD_STATUS
/** In one row: nine million such come to a sum that no counter holds exactly. A moment of time in the wrong column is above it. */
const MOST_REQUESTS = 1_000_000_000
// Of a line that the kernel did not read.
const NO_FACTS = new Int32Array(LINE_LENGTH).fill(-1)

const LF = 0x0a
const CR = 0x0d
const BRACE = 0x7b

/**
 * Opens the gate: the only place that sees an address, a user, a query, a referrer, an agent or a raw path. It lets
 * out integers that index closed dictionaries, and keeps nothing of a line itself; the classifiers that it asks remember
 * some agents and paths for their own sake, bounded and in memory (docs/privacy.md).
 */
export function openGate(options: GateOptions): Gate {
  const { scanner, serviceZone, logZone } = options
  const isNotRequest = noRequestOf(options)
  const quick = quickReader(scanner, options.kernel)
  const spans = quick?.spans ?? new Int32Array(SPANS_LENGTH).fill(-1)
  const rules: RequestRules = {
    ...options,
    agents: decodingClassifier(scanner, options.agents),
    referrers: { ...options.referrers, classify: unescaping(scanner, options.referrers.classify) },
    ...(options.asks?.durations === true && { readDuration: durationReader(scanner) }),
    ...(options.asks?.flows === true && { readFrom: fromReader(options) }),
  }
  const hit = blankHit()
  const asked = requestReader(options, spans, hit)
  const { request } = asked
  const days = dayReader(scanner, serviceZone, logZone, quick)
  const summer = lineSummer(options, rules, quick?.kernel, { setKept: days.setKept, writing: request.writing })
  const misfit = misfitReader(scanner)
  const { count } = scanner
  const needsHour = options.asks?.hours === true
  const noStatus = scanner.statusDash === 'no-status'
  let stopped = 0
  let lineStart = 0

  function readLines(bytes: Uint8Array, start: number, end: number, onHit: HitTaker): void {
    const held = quick?.hold(bytes, start, end) ?? -1
    if (quick === undefined || held < 0) readPlainly(bytes, start, end, onHit)
    else readHeld(quick, held, held + end - start, onHit)
  }

  function readPlainly(bytes: Uint8Array, start: number, end: number, onHit: HitTaker): void {
    for (let at = start; at < end;) {
      const lf = bytes.indexOf(LF, at)
      const stop = lf < 0 || lf >= end ? end : lf
      const last = openLine(bytes, at, stop)
      readLine(bytes, last, scanner.scan(bytes, lineStart, last, spans), NO_FACTS, stop === end)
      onHit(hit, lineAtHand)
      at = stop + 1
    }
  }

  function readHeld({ kernel }: QuickReader, start: number, end: number, onHit: HitTaker): void {
    const { bytes, line } = kernel
    const tell = (summed: Hit): void => {
      onHit(summed, ofSums)
    }
    const isSummed = summer?.begin() ?? false
    for (let at = start; at < end;) {
      clearHit(hit)
      const quickly = isSummed ? kernel.readOn(at, end) : kernel.readLine(at, end)
      if (quickly === NONE_LEFT) break
      // Lines without a date are of the days around them: what stands before them comes before them.
      if (isSummed && (quickly >= 0 || line[IS_SAME_HOUR] === 0)) summer?.tell(tell)
      lineStart = line[LINE_START]!
      const last = line[LINE_END]!
      const stop = line[LINE_LF]!
      // What the kernel cannot read, a careful reading may.
      readLine(bytes, last, quickly < 0 ? quickly : scanner.scan(bytes, lineStart, last, spans), line, stop === end)
      if (isSummed && hit.fate === MALFORMED) summer?.tell(tell)
      onHit(hit, lineAtHand)
      at = stop + 1
    }
    if (isSummed) summer?.tell(tell)
  }

  /** Finds where the line starts; gives where it ends. */
  function openLine(bytes: Uint8Array, from: number, to: number): number {
    clearHit(hit)
    const end = to > from && bytes[to - 1] === CR ? to - 1 : to
    lineStart = from
    // What copytruncate leaves behind when the writer does not append.
    while (lineStart < end && bytes[lineStart] === 0) lineStart++
    return end
  }

  function readLine(bytes: Uint8Array, end: number, at: number, facts: Int32Array, isTorn: boolean): void {
    stopped = at < 0 && count !== undefined ? takeCount(bytes, count) : at
    if (stopped >= 0) readMisfit(bytes, end)
    else {
      const reason = readFields(bytes, facts)
      if (reason === undefined) {
        hit.fate = judgeRequest(rules, request, hit)
        summer?.learn(request)
      } else {
        hit.fate = MALFORMED
        hit.reason = reason
      }
    }
    // A torn line that does not fit was cut, whatever else is wrong with it.
    if (isTorn && hit.fate === MALFORMED && speaksOfTheFormat(hit.reason)) hit.reason = REASON.cut
  }

  function readMisfit(bytes: Uint8Array, end: number): void {
    const isNone = isNotRequest(bytes, lineStart, end)
    hit.fate = isNone ? FATE['not-a-request'] : MALFORMED
    if (isNone) return
    hit.reason = misfit(bytes[lineStart])
    // As many as it stands for do not fit.
    if (count !== undefined) takeCount(bytes, count)
  }

  /** @returns −1, or the place where no count stands: then the row does not fit */
  function takeCount(bytes: Uint8Array, { start, end }: NonNullable<LineScanner['count']>): number {
    const requests = readCount(bytes, start, end)
    if (requests < 1 || requests > MOST_REQUESTS) return Math.max(start, lineStart)
    hit.lines = requests
    return -1
  }

  /** Reads every field that can be read; gives the first reason why the line is malformed. */
  function readFields(bytes: Uint8Array, facts: Int32Array): ReasonIndex | undefined {
    request.bytes = bytes
    const hasTime = days.read(bytes, spans[TIME]!, spans[TIME + 1]!, hit)
    const code = facts[CODE]!
    request.code = code >= 0 ? code : readStatus(bytes, spans[STATUS]!, spans[STATUS + 1]!)
    const isUnknown = noStatus && isDash(bytes, spans[STATUS]!, spans[STATUS + 1]!)
    if (request.code !== NO_STATUS && !isUnknown) hit.status = statusClassOf(request.code)
    const size = facts[SIZE]!
    const sent = size >= 0 ? size : readSize(bytes, spans[BYTES]!, spans[BYTES + 1]!, scanner.bytesDash === 'zero')
    hit.bytes = Math.max(sent, -1)
    const hasRequest = asked.read(bytes, facts)
    if (!hasTime || (needsHour && hit.hour < 0)) return badField(TIME, REASON['bad-time'])
    if (request.code === NO_STATUS) return badField(STATUS, REASON['bad-status'])
    if (!hasRequest) return badField(spans[REQUEST]! < 0 ? TARGET : REQUEST, REASON['bad-request'])
    if (sent === TOO_LARGE) return badField(BYTES, misfit(bytes[lineStart]))
    return isUnknown ? badField(STATUS, REASON['no-status']) : undefined
  }

  function badField(span: number, reason: ReasonIndex): ReasonIndex {
    stopped = Math.max(spans[span]!, lineStart)
    return reason
  }

  const lineAtHand: LineAtHand = {
    rows: count === undefined ? ({ lines }) => lines : () => 1,
    column: () => stopped - lineStart + 1,
    shape: asked.shape,
    teach: asked.teach,
    isMissing: () => request.code === 404 || request.code === 410,
    isGone: () => request.code === 499 || request.code === 460,
    isForeign: () => namesOtherHost(rules.knownHosts, request),
    isForeignTarget: () => isForeignTarget(rules.knownHosts, request),
    near: (matcher) => nearFeature(rules, request, hit, matcher),
  }
  // Only lines that name no host but the service's are summed.
  const ofSums: LineAtHand = { ...lineAtHand, isForeign: () => false, isForeignTarget: () => false }
  return { readLines }
}

/** Why a line does not fit, by its first byte: of JSON among text, and of text among JSON, something else than a broken line is told. */
function misfitReader({ misfit = 'bad-line' }: LineScanner): (first: number | undefined) => ReasonIndex {
  const other = misfit === 'bad-json' ? REASON['is-text'] : REASON['is-json']
  const isJson = misfit === 'bad-json'
  return (first) => ((first === BRACE) === isJson ? REASON[misfit] : other)
}

/** True for a line that is no request in any log, or in one of this format. */
function noRequestOf({ scanner, isNotRequest }: GateOptions): GateOptions['isNotRequest'] {
  const ofFormat = scanner.isNotRequest
  if (ofFormat === undefined) return isNotRequest
  return (bytes, start, end) => isNotRequest(bytes, start, end) || ofFormat(bytes, start, end)
}
