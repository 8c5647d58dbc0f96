import type { LineScanner, Peeler } from '../domain/contracts.ts'
import type { ReadLayout } from '../domain/problem/log-problems.ts'
import { layersOf, type Layer } from './detect/layers-of.ts'
import { messagesOf } from './detect/messages-of.ts'
import { rankTrials } from './detect/rank-trials.ts'
import {
  readsEnough,
  tryFormats,
  tryOthers,
  tryUntilOneFits,
  type Candidate,
  type Trial,
} from './detect/try-formats.ts'
import { unreadable, whyNone, type NotFound } from './detect/why-none.ts'
import { proposeLayout } from './layout/propose-layout.ts'
import { NAMED_FORMATS } from './named/list.ts'
import { CUSTOM_FORMAT, type FirstBytes, type ToldBefore } from './named-format.ts'
import { openPeeler } from './wrap/wrappings.ts'

/** What is wrapped around the lines of a log. */
export type Wrapped = {
  /** As `docker`, the outermost first; none if nothing is. */
  readonly wrappers: readonly string[]
  /**
   * Opens the peeler for one reading of the log, if one is needed.
   *
   * @param lastDay day number of the latest date that a date without a year may have
   */
  readonly open: (lastDay: number) => Peeler | undefined
}

/** Nothing is. */
export const UNWRAPPED: Wrapped = { wrappers: [], open: () => undefined }

/** The format of a log, and how many of its first lines it reads. */
export type FoundFormat = {
  readonly scanner: LineScanner
  readonly wrapped: Wrapped
  /** Lines that it reads, of those that are requests, in the sample. */
  readonly fits: number
  readonly of: number
  /** Of a layout that nobody named. */
  readonly layout?: ReadLayout
  /** Of the first line, minutes east of UTC; NO_OFFSET where it says none. */
  readonly offset: number
}

/** The lines hold no request to judge by, though a scanner may know what they are instead. */
type Quiet = { readonly quiet: Wrapped; readonly reader?: LineScanner }

/** No format is that of the log. Where all its lines are messages of a server, `reader` knows them as such. */
type None = NotFound & { readonly reader?: LineScanner; readonly wrapped?: Wrapped }

export type Detected = FoundFormat | None | Quiet

/**
 * Finds the named format that reads most of the first 1,000 lines of a log, and what is wrapped around them.
 *
 * @param before what a scanner of this log told
 */
export function detectFormat(first: FirstBytes, before?: ToldBefore): Detected {
  if (isUtf16(first)) return unreadable('utf-16')
  if (isGzip(first)) return unreadable('compressed')
  const layers = layersOf(first)
  const trials = layers.flatMap((layer) => tryFormats(layer, formatsFor(layer, before)))
  if (!trials.some(readsEnough)) tryOthers(trials)
  const ranked = rankTrials(trials)
  const best = ranked.find(readsEnough)
  return best === undefined ? (quietOf(layers) ?? layoutOr(noneOf(ranked, layers), layers)) : foundOf(best)
}

/** Nobody's layout, where nothing better is known of the lines than where they stop to fit. */
function layoutOr(none: None | Quiet, layers: readonly Layer[]): Detected {
  if ('quiet' in none || none.alike !== undefined) return none
  if (none.why !== undefined && none.why !== 'disbelieved' && none.why !== 'nothing-near') return none
  const found = layers
    .filter(({ withTime }) => !withTime)
    .flatMap(tryLayout)
    .sort((a, b) => b.trial.layer.wrappings.length - a.trial.layer.wrappings.length)
  const sure = found.find(({ trial }) => trial.fits >= NEARLY_ALL * trial.of)
  const [likely] = found
  if (sure !== undefined) return { ...foundOf(sure.trial), layout: sure.layout }
  return likely === undefined ? none : { ...none, layout: likely.layout }
}

const NEARLY_ALL = 0.99

type TriedLayout = { readonly trial: Trial; readonly layout: ReadLayout }

function tryLayout(layer: Layer): readonly TriedLayout[] {
  const { bytes, lines } = layer.sample
  const texts = lines.flatMap(({ start, end, isRequest }) => (isRequest ? [bytesAsText(bytes, start, end)] : []))
  const layout = proposeLayout(texts)
  if (layout === undefined) return []
  const { make, ...told } = layout
  const trials = tryFormats(layer, [{ name: CUSTOM_FORMAT, make }])
  return trials.flatMap((trial) => (readsEnough(trial) ? [{ trial, layout: told }] : []))
}

/** A character a byte. */
function bytesAsText(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + LONGEST_TEXT)))
}

const LONGEST_TEXT = 16_384

function noneOf(ranked: readonly Trial[], layers: readonly Layer[]): None | Quiet {
  const messages = ranked.some(({ fits }) => fits > 0) ? undefined : messagesOf(ranked)
  if (messages?.isSure === true) return { quiet: wrappedAs(messages.trial.layer), reader: messages.scanner }
  const none = whyNone(ranked, layers, messages)
  if (messages === undefined || none.why !== 'messages') return none
  return { ...none, reader: messages.scanner, wrapped: wrappedAs(messages.trial.layer) }
}

/**
 * Finds what is wrapped around a log whose format is known: that of which it reads enough, else most, lines. Most alone would do for
 * all but `MESSAGE=` of a journal, which `combined` takes for a host: the entry that the first lines cut in two makes one more of them.
 *
 * Where it reads none, `messages` is what is wrapped around lines that are all messages of its server.
 *
 * @returns undefined if there is nothing to tell it by
 */
export function detectWrapper(
  first: FirstBytes,
  make: Candidate['make'],
): FoundFormat | Quiet | { readonly messages: Wrapped } | undefined {
  const layers = layersOf(first)
  const ranked = rankLayers(layers, { name: '', make })
  const best = ranked.find(readsEnough) ?? ranked[0]
  if (best !== undefined && best.fits > 0) return foundOf(best)
  const messages = ranked.find(({ of, layer }) => of === 0 && layer.sample.requests > 0)
  return quietOf(layers) ?? (messages && { messages: wrappedAs(messages.layer) })
}

function rankLayers(layers: readonly Layer[], candidate: Candidate): readonly Trial[] {
  const [only, ...others] = layers
  // Nothing looks wrapped, so nothing is compared: a thousand lines take 10 ms of the start.
  if (only !== undefined && others.length === 0) return [tryUntilOneFits(only, candidate)]
  const trials = layers.flatMap((layer) => tryFormats(layer, [candidate]))
  if (!trials.some(readsEnough)) tryOthers(trials)
  return rankTrials(trials)
}

function formatsFor({ withTime }: Layer, before: ToldBefore | undefined): readonly Candidate[] {
  return NAMED_FORMATS.filter(
    ({ onlyByName, timeOfWrapper }) => onlyByName !== true && (!withTime || timeOfWrapper === true),
  ).map((format) =>
    format.name === before?.format ? { ...format, make: (first) => format.make(first, before.told) } : format,
  )
}

function foundOf({ candidate, layer, scanner: tried, fits, of, offset }: Trial): FoundFormat {
  // One that tried the lines may remember the last header, which is not that of the first line; but none whose lines the kernel reads
  // without it, as JSON, for which one takes 20 ms to make.
  const scanner = tried.kernelPlan === undefined ? candidate.make(layer.sample) : tried
  return { scanner, wrapped: wrappedAs(layer), fits, of, offset }
}

function wrappedAs({ wrappings, withTime }: Layer): Wrapped {
  const [outer, ...within] = wrappings
  return {
    wrappers: wrappings.map(({ name }) => name),
    open: (lastDay) => (outer === undefined ? undefined : openPeeler([outer, ...within], { withTime, lastDay })),
  }
}

/** The innermost layer with lines, none of which is meant to be a request. */
function quietOf(layers: readonly Layer[]): Quiet | undefined {
  const [quiet] = layers
    .filter(({ wrappings, sample }) => sample.requests === 0 && (sample.lines.length > 0 || wrappings.length === 0))
    .sort((a, b) => b.wrappings.length - a.wrappings.length)
  return quiet === undefined ? undefined : { quiet: wrappedAs(quiet) }
}

/** So many letters tell. */
const LETTERS = 8

/** True for text of two bytes a letter, as PowerShell writes it where nobody asks for another: every other byte is 0. */
function isUtf16({ bytes, start, end }: FirstBytes): boolean {
  const from = hasMark(bytes, start) ? start + 2 : start
  const to = Math.min(end, from + 2 * LETTERS)
  return to - from === 2 * LETTERS && (isHalfZero(bytes, from, 1) || isHalfZero(bytes, from, 0))
}

/** Of what was unpacked before: it was packed twice. */
function isGzip({ bytes, start }: FirstBytes): boolean {
  return bytes[start] === 0x1f && bytes[start + 1] === 0x8b && bytes[start + 2] === 8
}

function hasMark(bytes: Uint8Array, start: number): boolean {
  const [first, second] = [bytes[start], bytes[start + 1]]
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

function isHalfZero(bytes: Uint8Array, from: number, zero: 0 | 1): boolean {
  for (let i = 0; i < 2 * LETTERS; i += 2) {
    if (bytes[from + i + zero] !== 0 || bytes[from + i + 1 - zero] === 0) return false
  }
  return true
}
