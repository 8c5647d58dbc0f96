import type { LineScanner, Peeler } from '../domain/contracts.ts'
import { layersOf, type Layer } from './detect/layers-of.ts'
import { nearestOf, rankTrials, twoTogether } from './detect/rank-trials.ts'
import { readsEnough, tryFormats, tryOthers, type Candidate, type Trial } from './detect/try-formats.ts'
import { NAMED_FORMATS } from './named/list.ts'
import type { FirstBytes, NamedFormat } from './named/named-format.ts'
import { openPeeler } from './wrap/open-peeler.ts'

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

export type Found = {
  readonly scanner: LineScanner
  readonly wrapped: Wrapped
  /** Lines that it reads, of those that are requests, in the sample. */
  readonly fits: number
  readonly of: number
  /** Of the first line, minutes east of UTC; NO_OFFSET where it says none. */
  readonly offset: number
}

/** No format reads nine lines of ten: the nearest, and where a line stops to fit it (`column` from 1, in bytes). */
type NotFound = {
  readonly nearest: string
  readonly fits: number
  readonly of: number
  readonly line: number
  readonly column: number
  /** Two formats that together read nine lines of ten. */
  readonly together?: readonly [string, string]
  /** Formats that read them all, but that nobody can tell apart by the lines. */
  readonly alike?: readonly string[]
}

/** The lines hold no request to judge by. */
export type Quiet = { readonly quiet: Wrapped }

export type Detected = Found | NotFound | Quiet

/** Finds the named format that reads most of the first 1,000 lines of a log, and what is wrapped around them. */
export function detectFormat(first: FirstBytes): Detected {
  const layers = layersOf(first)
  const trials = layers.flatMap((layer) => tryFormats(layer, formatsFor(layer)))
  if (!trials.some(readsEnough)) tryOthers(trials)
  const ranked = rankTrials(trials)
  const best = ranked.find(readsEnough)
  return best === undefined ? (quietOf(layers) ?? notFound(ranked, layers)) : foundOf(best)
}

/**
 * Finds what is wrapped around a log whose format is known: that of which it reads most lines.
 *
 * @returns undefined if it reads none
 */
export function detectWrapper(first: FirstBytes, make: Candidate['make']): Found | Quiet | undefined {
  const layers = layersOf(first)
  const trials = layers.flatMap((layer) => tryFormats(layer, [{ name: '', make }]))
  if (!trials.some(readsEnough)) tryOthers(trials)
  const [best] = rankTrials(trials)
  return best === undefined || best.fits === 0 ? quietOf(layers) : foundOf(best)
}

function formatsFor({ withTime }: Layer): readonly NamedFormat[] {
  return NAMED_FORMATS.filter(
    ({ onlyByName, timeOfWrapper }) => onlyByName !== true && (!withTime || timeOfWrapper === true),
  )
}

function foundOf({ candidate, layer, fits, of, offset }: Trial): Found {
  // The scanner that tried the lines may remember the last header, which is not that of the first line.
  return { scanner: candidate.make(layer.sample), wrapped: wrappedAs(layer), fits, of, offset }
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

function notFound(ranked: readonly Trial[], layers: readonly Layer[]): NotFound {
  const nearest = nearestOf(ranked)
  if (nearest === undefined) throw new Error('some format needs no host in front')
  const { candidate, layer, fits, of, columns } = nearest
  const failed = columns.findIndex((column) => column > 0)
  const together = twoTogether(ranked)
  const alike = formatsAlike(layers)
  return {
    nearest: candidate.name,
    fits,
    of,
    line: (layer.sample.lines[failed]?.position ?? -1) + 1,
    column: columns[failed] ?? 0,
    ...(together === undefined ? {} : { together }),
    ...(alike.length === 0 ? {} : { alike }),
  }
}

function formatsAlike(layers: readonly Layer[]): readonly string[] {
  const formats = NAMED_FORMATS.filter(({ onlyByName }) => onlyByName === true)
  const reading = layers.flatMap((layer) => tryFormats(layer, formats)).filter(readsEnough)
  return [...new Set(reading.map(({ candidate }) => candidate.name))]
}
