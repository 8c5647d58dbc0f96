import type { DayIndex, PeriodIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { CellSum, FateSum } from '../../domain/cell.ts'
import type { Placement } from '../../domain/placement.ts'
import type { WhyUnread } from '../../domain/why-unread.ts'

/** One generation of the content of a log. `mark`s are keyed hashes, offsets count bytes of the text. */
export type Stream = {
  /** 0: not kept yet. */
  readonly id: number
  /** Folder and live name of the log. */
  readonly log: string
  readonly firstLine: string
  /** Marks of the first 64, 128 … 4096 bytes, as far as they are consumed. */
  readonly prefixes: readonly string[]
  /** Where the next run begins: right after an LF. */
  readonly consumed: number
  /** Mark of the bytes just before that. */
  readonly tail: string
  readonly lines: number
  /** The most bytes that were ever seen of it. */
  readonly largest: number
  /** Name of the format it is read in; empty: not decided. */
  readonly format: string
  /** What the scanner of its format must know to read on. */
  readonly told: readonly number[]
  /** Lines that do not fit its format, of those that were read. */
  readonly misfits: number
  /** How its lines fit, and in which formats they were read, as JSON; empty: none was read. */
  readonly fit: string
  /** Of its lines, in hours since the first day of the calendar; −1: none is dated. */
  readonly oldestHour: number
  readonly newestHour: number
}

/** A log: all the streams that were ever written under one live name. */
export type LogRecord = {
  readonly name: string
  readonly lines: number
  /** Of its newest line; −1: none is dated. */
  readonly lastDay: number
  readonly format: string
}

/** Lines of a log that are meant to be requests and may be of a day, and those of them that do not fit its format. */
export type FitRow = { readonly log: string; readonly day: number; readonly lines: number; readonly misfits: number }

/** A sum for one cell of a table: of a period, or of a day that stands in none. */
export type CellRow = PeriodCell | DayCell
export type PeriodCell = CellSum & { readonly placed: 'period'; readonly period: PeriodIndex }
export type DayCell = CellSum & { readonly placed: Exclude<Placement, 'period'>; readonly day: DayIndex }

/** The day under which one sum a fate stands of all days whose counts are deleted. */
export const FORGOTTEN = indexOf<'day'>(-2)

/** Lines that are counted, under their placement: `feature` is empty in a period, too. */
export type FateRow = FateSum & { readonly placed: Placement }

export type QualityRow = { readonly month: PeriodIndex; readonly fate: string; readonly lines: number | null }

/** A version of the published dataset; each change is JSON. */
export type ReleaseRow = { readonly version: string; readonly created: string; readonly changes: readonly string[] }

/** First and last period of which a row of a feature was published. */
export type SpanRow = {
  readonly series: string
  readonly feature: string
  readonly first: PeriodIndex
  readonly last: PeriodIndex
}

/** A file that was found and not read: `since` in milliseconds since 1970. */
export type WaitingRow = { readonly path: string; readonly why: WhyUnread; readonly since: number }

/**
 * A stream that was read, and another of its log that was read before, with as many lines of the same hours;
 * of rows that were counted before, with no more lines, of no other hours.
 */
export type AlikeRow = {
  readonly stream: number
  readonly other: number
  readonly log: string
  readonly lines: number
  readonly oldestHour: number
  readonly newestHour: number
}

/** Bytes of a log that were seen and never read. */
export type LeftBehind = {
  readonly log: string
  readonly bytes: number
  readonly isOfArchive: boolean
  /** Hour of the last line that was read before, and of the first that was read after; −1: not known. */
  readonly from: number
  readonly to: number
}

export type RunRow = {
  readonly id: number
  readonly started: number
  readonly ended: number | null
  readonly files: number
  readonly lines: number
  readonly bytes: number
  readonly program: string
  readonly exitCode: number | null
}

/** Another machine, as far as its counts were taken. */
export type SourceRow = {
  /** Random, of its state. */
  readonly id: string
  /** The higher, the later. */
  readonly sequence: number
  /** The file that was taken last, as it stood. */
  readonly file: string
  /** When all of its logs were last looked through, in milliseconds since 1970; not later than it was taken, by the clock here. */
  readonly scanned: number
  readonly unreadThrough: number
  /** Of each of its logs, the day of the newest line, and how many days it is silent at times. */
  readonly logs: readonly (readonly [number, number])[]
}

/** What another machine has counted of a day for one cell. */
export type SourceCell = CellSum & { readonly day: DayIndex }
