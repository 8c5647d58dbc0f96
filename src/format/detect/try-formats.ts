import { NO_OFFSET, SPAN, SPANS_LENGTH, type LineScanner, type Spans } from '../../domain/contracts.ts'
import type { FirstBytes, NamedFormat } from '../named-format.ts'
import { startsWith } from '../scan/find-bytes.ts'
import { isLetter } from '../scan/split-request.ts'
import { isDecimal } from '../separated/clear-absent.ts'
import { CLF_TIME, isDigit } from '../time/read-time.ts'
import { doubtOf, hasClearDuration, isTime, NO_DOUBT, offsetOfLast, placeOfDoubt } from './doubt-of.ts'
import { howNear } from './how-near.ts'
import { noColumns, noteColumns, oddColumns, type ColumnsRead } from './odd-columns.ts'
import type { Layer } from './layers-of.ts'

const COLON = 0x3a
const DOT = 0x2e
const DASH = 0x2d
const SPACE = 0x20
const QUOTE = 0x22

const { time: TIME, duration: DURATION } = SPAN

/** A format that may be that of a log. */
export type Candidate = Pick<
  NamedFormat,
  'name' | 'hostInFront' | 'clientAsHost' | 'messages' | 'amidOthers' | 'endsInSeconds'
> & {
  readonly make: (first: FirstBytes) => LineScanner
}

/** What a format makes of the lines of a layer. */
export type Trial = {
  readonly candidate: Candidate
  readonly layer: Layer
  readonly scanner: LineScanner
  /** Lines that it was tried on. */
  tried: number
  /** Lines that are requests for it: those that it reads, and those that it should. */
  of: number
  fits: number
  /** Lines in whose host column stands a host, of those that it reads and of those that it should. */
  hosts: number
  hostsElsewhere: number
  /** 1 for each line that it reads. */
  readonly reads: Uint8Array
  /** Where each line that it should read stopped to fit, from 1; else 0. */
  readonly columns: Int32Array
  /** How near it came to each such line, as `howNear` says. */
  readonly nears: Int32Array
  /** The span of each such line that alone is not to be believed; NO_DOUBT where something else is wrong. */
  readonly doubts: Int8Array
  /** What its columns hold, on the lines that it reads. */
  readonly columnsRead: ColumnsRead
  /** Of the first line that it reads, minutes east of UTC. */
  offset: number
}

// A wrong format reads none of the first lines; so most formats are tried on these alone.
const FIRST_LINES = 50
const LEAST_SHARE = 0.9

// A format that takes nearly all lines for messages of its server is none that was found.
const LEAST_READ = 0.1
// The router of a platform is heard in one line of twenty, among those of the application; a single such line is one of these.
const LEAST_AMID = 0.04

/** True if a format reads nine lines of ten that are requests. */
export function readsEnough(trial: Trial): boolean {
  const { candidate, fits, of, layer } = trial
  const { lines, requests } = layer.sample
  const least = candidate.amidOthers === true ? LEAST_AMID * lines.length : LEAST_READ * requests
  return fits > 0 && fits >= LEAST_SHARE * of && fits >= least && oddColumns(trial.columnsRead).length === 0
}

/** True for formats that begin with a host only where hosts stand there in most lines. */
export function hasItsHosts({ candidate, fits, hosts, of, hostsElsewhere }: Trial): boolean {
  if (candidate.hostInFront !== true) return true
  return fits > 0 ? 2 * hosts > fits : 2 * hostsElsewhere > of
}

/**
 * Tries formats on the lines of a layer: on all of them only those that read one of the first, and where one reads all of
 * them, no other that misses the very first, which cannot be preferred to it any more.
 */
export function tryFormats(layer: Layer, candidates: readonly Candidate[]): readonly Trial[] {
  const trials = candidates.map((candidate) => trialOf(layer, candidate))
  for (const trial of trials) tryUpTo(trial, trial.candidate.amidOthers === true ? FIRST_LINES : 1)
  tryFitting(trials)
  if (trials.some((trial) => trial.fits === layer.sample.lines.length && readsEnough(trial) && hasItsHosts(trial)))
    return trials
  for (const trial of trials) tryUpTo(trial, FIRST_LINES)
  tryFitting(trials)
  return trials
}

/** Tries a format on the lines of a layer until it reads one. */
export function tryUntilOneFits(layer: Layer, candidate: Candidate): Trial {
  const trial = trialOf(layer, candidate)
  while (trial.fits === 0 && trial.tried < layer.sample.lines.length) tryUpTo(trial, trial.tried + 1)
  return trial
}

function tryFitting(trials: readonly Trial[]): void {
  for (const trial of trials) if (trial.fits > 0) tryUpTo(trial, Infinity)
}

/** Tries the others on all lines too: for a log that begins with lines of another kind. */
export function tryOthers(trials: readonly Trial[]): void {
  for (const trial of trials) tryUpTo(trial, Infinity)
}

function trialOf(layer: Layer, candidate: Candidate): Trial {
  const { sample } = layer
  return {
    candidate,
    layer,
    scanner: candidate.make(sample),
    tried: 0,
    of: 0,
    fits: 0,
    hosts: 0,
    hostsElsewhere: 0,
    reads: new Uint8Array(sample.lines.length),
    columns: new Int32Array(sample.lines.length),
    nears: new Int32Array(sample.lines.length),
    doubts: new Int8Array(sample.lines.length),
    columnsRead: noColumns(),
    offset: NO_OFFSET,
  }
}

const spans = new Int32Array(SPANS_LENGTH)

function tryUpTo(trial: Trial, most: number): void {
  const end = Math.min(most, trial.layer.sample.lines.length)
  while (trial.tried < end) tryLine(trial, trial.tried++)
}

function tryLine(trial: Trial, line: number): void {
  const { scanner, layer } = trial
  const { bytes, lines } = layer.sample
  const { start, end, isRequest } = lines[line]!
  spans.fill(-1)
  const stopped = scanner.scan(bytes, start, end, spans)
  const doubt = stopped < 0 ? doubtIn(trial, bytes, spans) : NO_DOUBT
  if (stopped < 0 && doubt === NO_DOUBT) {
    if (trial.fits === 0) trial.offset = offsetOfLast()
    trial.of++
    trial.fits++
    trial.reads[line] = 1
    if (isHost(trial, bytes)) trial.hosts++
    if (hasNamelessColumns(scanner)) noteColumns(trial.columnsRead, bytes, spans)
  } else if (isRequest && !(scanner.isNotRequest?.(bytes, start, end) ?? false)) {
    trial.of++
    trial.columns[line] = placeOfMisfit(trial, line, stopped, doubt) - start + 1
    trial.nears[line] = howNear(scanner, { bytes, start, end }, stopped, doubt, spans)
    trial.doubts[line] = doubt
    if (isHost(trial, bytes)) trial.hostsElsewhere++
  }
}

/** Formats of the family of `common`: in all others a key, a label or a header says what a value is. */
function hasNamelessColumns({ readTime }: LineScanner): boolean {
  return readTime === CLF_TIME.read
}

/** A time that is none tells more than where the line ends by it. */
function placeOfMisfit({ scanner, layer }: Trial, line: number, stopped: number, doubt: number): number {
  const { bytes, lines } = layer.sample
  if (doubt !== NO_DOUBT) return placeOfDoubt(doubt, bytes, lines[line]!.start, spans)
  return spans[TIME]! >= 0 && !isTime(scanner, bytes, spans) ? Math.min(spans[TIME]!, stopped) : stopped
}

function isHost(trial: Trial, bytes: Uint8Array): boolean {
  return looksLikeHost(bytes, spans) && !isIdent(trial, bytes)
}

function doubtIn({ candidate: { endsInSeconds }, scanner }: Trial, bytes: Uint8Array, spans: Int32Array): number {
  const doubt = doubtOf(scanner, bytes, spans)
  // A blank after the agent, and nothing more: so ends a line of `combined` where someone left a blank.
  if (endsInSeconds === 'always' && spans[DURATION]! < 0) return DURATION
  if (doubt !== NO_DOUBT) return doubt
  if (endsInSeconds !== undefined && !hasClearDuration(bytes, spans)) return DURATION
  return isNoHost(scanner, bytes, spans[HOST]!, spans[HOST + 1]!) ? HOST : NO_DOUBT
}

/** A number, as of the second duration of a list, or a text with a quote, where no key says that it is a host. */
function isNoHost({ escapes }: LineScanner, bytes: Uint8Array, from: number, to: number): boolean {
  if (from < 0 || (escapes !== 'backslash' && escapes !== 'none')) return false
  return isDecimal(bytes, from, to) || bytes.subarray(from, to).includes(QUOTE)
}

function isIdent({ candidate }: Trial, bytes: Uint8Array): boolean {
  return candidate.clientAsHost === true && isBeforeDash(bytes, spans)
}

const { host: HOST } = SPAN
const LOCALHOST = 'localhost'

/**
 * True if the host that was found is a name, with a dot and letters behind the last, or `localhost`: no address, no version.
 * It may have a port.
 */
function looksLikeHost(bytes: Uint8Array, spans: Spans): boolean {
  const from = spans[HOST]!
  if (from < 0) return false
  let end = from
  let label = from
  for (; end < spans[HOST + 1]! && bytes[end] !== COLON; end++) {
    if (bytes[end] === DOT) label = end + 1
    else if (!isNameByte(bytes[end]!)) return false
  }
  return (
    (label > from && label < end && isLetter(bytes[label]!)) ||
    (end - from === LOCALHOST.length && startsWith(bytes, from, end, LOCALHOST))
  )
}

function isNameByte(byte: number): boolean {
  return isLetter(byte) || isDigit(byte) || byte === DASH || byte === 0x5f || byte >= 0x80
}

/** True if `-` stands in the column after the host, which is how an ident column would read as a virtual host. */
function isBeforeDash(bytes: Uint8Array, spans: Spans): boolean {
  const end = spans[HOST + 1]!
  return spans[HOST]! >= 0 && bytes[end + 1] === DASH && bytes[end + 2] === SPACE
}
