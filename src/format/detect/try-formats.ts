import { NO_OFFSET, SPAN, SPANS_LENGTH, type LineScanner } from '../../domain/contracts.ts'
import type { FirstBytes } from '../named/named-format.ts'
import { hasFraction, isCredible, offsetOfLast } from './is-credible.ts'
import type { Layer } from './layers-of.ts'
import { isBeforeDash, looksLikeHost } from './looks-like-host.ts'

const { time: TIME } = SPAN

/** A format that may be that of a log. */
export type Candidate = {
  readonly name: string
  readonly make: (first: FirstBytes) => LineScanner
  /** As `NamedFormat.hostInFront`. */
  readonly hostInFront?: true
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
  /** Lines in whose host column stands a host. */
  hosts: number
  /** 1 for each line that it reads. */
  readonly reads: Uint8Array
  /** Where each line that it should read stopped to fit, from 1; else 0. */
  readonly columns: Int32Array
  /** How far into each such line it came: to its end, where only a value is not to be believed. */
  readonly reaches: Int32Array
  /** Of the first line that it reads, minutes east of UTC. */
  offset: number
}

// A wrong format reads none of the first lines; so most formats are tried on these alone.
const FIRST_LINES = 50
const LEAST_SHARE = 0.9

// A format that takes nearly all lines for messages of its server is none that was found.
const LEAST_READ = 0.1

/** True if a format reads nine lines of ten that are requests. */
export function readsEnough({ fits, of, layer }: Trial): boolean {
  return fits > 0 && fits >= LEAST_SHARE * of && fits >= LEAST_READ * layer.sample.requests
}

/** Tries formats on the lines of a layer: on all of them only those that read one of the first. */
export function tryFormats(layer: Layer, candidates: readonly Candidate[]): readonly Trial[] {
  const trials = candidates.map((candidate) => trialOf(layer, candidate))
  for (const trial of trials) tryUpTo(trial, FIRST_LINES)
  for (const trial of trials) if (trial.fits > 0) tryUpTo(trial, Infinity)
  return trials
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
    reads: new Uint8Array(sample.lines.length),
    columns: new Int32Array(sample.lines.length),
    reaches: new Int32Array(sample.lines.length),
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
  if (stopped < 0 && isCredible(scanner, bytes, spans) && tellsItsUnit(trial, bytes, spans)) {
    if (trial.fits === 0) trial.offset = offsetOfLast()
    trial.of++
    trial.fits++
    trial.reads[line] = 1
    if (looksLikeHost(bytes, spans) && !isIdent(trial, bytes, spans)) trial.hosts++
  } else if (isRequest && !(scanner.isNotRequest?.(bytes, start, end) ?? false)) {
    trial.of++
    trial.columns[line] = (stopped < 0 ? Math.max(spans[TIME]!, start) : stopped) - start + 1
    trial.reaches[line] = (stopped < 0 ? end + 1 : stopped) - start + 1
  }
}

/** Seconds at the end of a line are told from microseconds by their fraction alone. */
const WITH_FRACTION: readonly string[] = ['combined_time', 'combined_upstream']

function tellsItsUnit({ candidate }: Trial, bytes: Uint8Array, spans: Int32Array): boolean {
  return !WITH_FRACTION.includes(candidate.name) || hasFraction(bytes, spans)
}

function isIdent({ candidate }: Trial, bytes: Uint8Array, spans: Int32Array): boolean {
  return candidate.name.startsWith('vhost_') && isBeforeDash(bytes, spans)
}
