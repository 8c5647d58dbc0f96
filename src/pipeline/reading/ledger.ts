import type { Field } from '../../domain/contracts.ts'
import { CLIENT, recordOf, REFERRER } from '../../domain/dictionary.ts'
import { FATE, FATES, isMisfit, REASONS, type Fate, type Reason } from '../../domain/fate.ts'
import { hourOf, type Hit } from '../../domain/hit.ts'
import type { LineAtHand } from '../../gate/index.ts'
import {
  joinFits,
  NO_DAY_FITS,
  openFitBook,
  openHourBook,
  type DayFits,
  type HourlyUses,
} from '../../timeline/index.ts'

/** The first line of a file that does not fit its format. */
type FirstMisfit = {
  readonly line: number
  readonly column: number
  readonly reason: Reason
  /** Formats that read the first lines, of which the one that was named reads none. */
  readonly instead?: readonly string[]
}

/** What became of the lines of one file, or of all. `fates` adds up to `linesRead`, `malformed` to the fate of that name. */
export type LedgerEntry = {
  readonly linesRead: number
  readonly fates: Readonly<Record<Fate, number>>
  readonly malformed: Readonly<Record<Reason, number>>
}

export type FileLedger = LedgerEntry & { readonly file: string }

/** Where every line ends in exactly one fate. */
export type Ledger = { readonly total: LedgerEntry; readonly files: readonly FileLedger[] }

/**
 * What parts of one file come to, which may be told in any order: whether it is read as it should be, and `--ledger`. What is published
 * is counted beside it, by day and feature.
 */
export type PartSums = {
  /** @param position without a gap in the end */
  readonly add: (position: number, part: LinePart) => void
  readonly lines: () => number
  readonly entry: () => LedgerEntry
  /** Lines that speak against the format, and the first of them. */
  readonly misfits: () => Misfits
  /** How the lines fit, by day. */
  readonly fits: () => DayFits
  readonly uses: () => HourlyUses
  /** Lines that count and name a host which is none of the service's. */
  readonly foreign: () => number
  /** Lines that no feature takes, since their target names such a host. */
  readonly foreignTargets: () => number
  /** What some line had, of the fields that lines of a log may have or not and that a measure needs. */
  readonly had: () => readonly Field[]
  /** Days × 24 + hour of the latest dated line; −1: there is none. */
  readonly newestHour: () => number
}

export type Misfits = { readonly lines: number; readonly first: FirstMisfit | undefined }

/** Counts lines that stand together, until they are handed over. */
export type LineCounter = {
  readonly note: (hit: Hit, of: Pick<LineAtHand, 'column' | 'isForeign' | 'isForeignTarget' | 'rows'>) => void
  readonly noteTooLong: () => void
  /** What was counted since it was asked for last; it is not counted any more. */
  readonly handOver: () => LinePart
}

/** What became of lines that stand together, as it goes from one thread to another. `first.line` counts from 1 in them. */
export type LinePart = {
  readonly linesRead: number
  /** As they stand in the log: fewer where a row counts several requests. */
  readonly rows: number
  readonly fates: Float64Array
  readonly reasons: Float64Array
  readonly misfits: number
  readonly first: FirstMisfit | undefined
  readonly fits: DayFits
  readonly uses: HourlyUses
  readonly foreign: number
  readonly foreignTargets: number
  /** Of `hadIn`. */
  readonly had: number
  readonly newestHour: number
}

// Own constants: an imported one is loaded anew at each use.
const MALFORMED = FATE.malformed
const COUNTED = FATE.counted
const { unmatched: UNMATCHED, method: METHOD } = FATE
const NOT_A_REQUEST = FATE['not-a-request']
const NO_REFERRER = REFERRER.none
const UNKNOWN_CLIENT = CLIENT.unknown
const UNDATED = -1

export function countLines(): LineCounter {
  const fates = new Float64Array(FATES.length)
  const reasons = new Float64Array(REASONS.length)
  let linesRead = 0
  let rows = 0
  let misfits = 0
  let foreign = 0
  let foreignTargets = 0
  let had = 0
  let newestHour = -1
  let first: FirstMisfit | undefined
  const fits = openFitBook()
  let uses = openHourBook()

  function noteMalformed(hit: Hit, { column }: Pick<LineAtHand, 'column'>): void {
    reasons[hit.reason] = (reasons[hit.reason] ?? 0) + hit.lines
    const isOne = isMisfit(hit)
    fits.note(hit.day, isOne, hit.lines)
    if (!isOne) return
    misfits += hit.lines
    first ??= { line: rows, column: column(), reason: REASONS[hit.reason] ?? 'bad-line' }
  }

  function noteUse(hit: Hit, of: Pick<LineAtHand, 'isForeign'>): void {
    uses.note(hourOf(hit), hit.feature, hit.lines)
    if (of.isForeign()) foreign += hit.lines
  }

  return {
    note: (hit, of) => {
      linesRead += hit.lines
      rows += of.rows(hit)
      newestHour = Math.max(newestHour, hourOf(hit))
      had |= hadIn(hit)
      fates[hit.fate] = (fates[hit.fate] ?? 0) + hit.lines
      if (hit.fate === COUNTED) noteUse(hit, of)
      if ((hit.fate === UNMATCHED || hit.fate === METHOD) && of.isForeignTarget()) foreignTargets += hit.lines
      if (hit.fate === MALFORMED) noteMalformed(hit, of)
      else if (hit.fate !== NOT_A_REQUEST) fits.note(hit.day, false, hit.lines)
    },
    noteTooLong: () => {
      linesRead++
      rows++
      fits.note(UNDATED, false, 1)
      fates[FATE['too-long']] = (fates[FATE['too-long']] ?? 0) + 1
    },
    handOver: () => {
      const part = {
        ...{ linesRead, rows, misfits, first, foreign, foreignTargets, had, newestHour },
        fates: fates.slice(),
        reasons: reasons.slice(),
        fits: fits.fits(),
        uses: uses.uses(),
      }
      fits.clear()
      uses = openHourBook()
      fates.fill(0)
      reasons.fill(0)
      linesRead = 0
      rows = 0
      misfits = 0
      foreign = 0
      foreignTargets = 0
      had = 0
      newestHour = -1
      first = undefined
      return part
    },
  }
}

/** @param next the position of the first */
export function addUpParts(next = 0): PartSums {
  const fates = new Float64Array(FATES.length)
  const reasons = new Float64Array(REASONS.length)
  let linesRead = 0
  let misfits = 0
  let foreign = 0
  let foreignTargets = 0
  let had = 0
  let newestHour = -1
  // Days of undated lines and the number of a line ask for the order. Parts that came too early wait.
  const early = new Map<number, LinePart>()
  let rowsBefore = 0
  let fits = NO_DAY_FITS
  const uses = openHourBook()
  let first: FirstMisfit | undefined

  function follow(part: LinePart): void {
    if (first === undefined && part.first !== undefined) first = { ...part.first, line: rowsBefore + part.first.line }
    fits = joinFits(fits, part.fits)
    rowsBefore += part.rows
    next++
  }

  return {
    add: (position, part) => {
      linesRead += part.linesRead
      misfits += part.misfits
      foreign += part.foreign
      foreignTargets += part.foreignTargets
      had |= part.had
      newestHour = Math.max(newestHour, part.newestHour)
      addTo(fates, part.fates)
      addTo(reasons, part.reasons)
      uses.add(part.uses)
      early.set(position, part)
      for (let ready = early.get(next); ready !== undefined; ready = early.get(next)) {
        early.delete(next)
        follow(ready)
      }
    },
    lines: () => linesRead,
    entry: () => entryOf(linesRead, fates, reasons),
    misfits: () => ({ lines: misfits, first }),
    fits: () => fits,
    uses: uses.uses,
    foreign: () => foreign,
    foreignTargets: () => foreignTargets,
    had: () => fieldsOf(had),
    newestHour: () => newestHour,
  }
}

/** What a bit of `had` stands for. */
const MAY_HAVE = ['referrer', 'bytes', 'duration', 'agent'] as const

function hadIn({ referrer, bytes, duration, client }: Hit): number {
  const isReferred = referrer >= 0 && referrer !== NO_REFERRER
  const isNamed = client >= 0 && client !== UNKNOWN_CLIENT
  return (isReferred ? 1 : 0) | (bytes > 0 ? 2 : 0) | (duration >= 0 ? 4 : 0) | (isNamed ? 8 : 0)
}

function fieldsOf(had: number): readonly Field[] {
  return MAY_HAVE.filter((_, bit) => (had & (1 << bit)) !== 0)
}

function addTo(sums: Float64Array, counts: Float64Array): void {
  for (const [position, count] of counts.entries()) sums[position] = (sums[position] ?? 0) + count
}

function entryOf(linesRead: number, fates: Float64Array, reasons: Float64Array): LedgerEntry {
  return { linesRead, fates: byWord(FATES, fates), malformed: byWord(REASONS, reasons) }
}

/** The ledger of several files: each, and their sum. */
export function ledgerOf(files: readonly FileLedger[]): Ledger {
  const sum = <W extends string>(words: readonly W[], of: (file: FileLedger) => Readonly<Record<W, number>>) =>
    byWord(
      words,
      words.map((word) => files.reduce((lines, file) => lines + of(file)[word], 0)),
    )
  return {
    total: {
      linesRead: files.reduce((lines, file) => lines + file.linesRead, 0),
      fates: sum(FATES, (file) => file.fates),
      malformed: sum(REASONS, (file) => file.malformed),
    },
    files,
  }
}

export function commonestFate({ fates }: LedgerEntry): Fate | undefined {
  const requests = FATES.filter((fate) => fate !== 'not-a-request')
  // Beside a header row a single row that does not fit is what tells.
  return [...requests, 'not-a-request' as const].toSorted((a, b) => fates[b] - fates[a])[0]
}

function byWord<W extends string>(words: readonly W[], values: ArrayLike<number>): Readonly<Record<W, number>> {
  return recordOf(words, (position) => values[position] ?? 0)
}
