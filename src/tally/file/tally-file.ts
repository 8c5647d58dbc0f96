import type { DayIndex } from '../../domain/calendar.ts'
import type { CellSum, FateSum } from '../../domain/cell.ts'

/** Where counts of a tally come from: the state of a machine, or one pass over logs. */
type TallySource = {
  /** Random, 128 bits: two tallies with one of these are of the same machine. */
  readonly id: string
  /** Higher: later, with all that a lower one has. */
  readonly sequence: number
  /** When all of its logs were last looked through, in milliseconds since 1970. Null: one pass over logs. */
  readonly scanned: number | null
}

/** What decides how a line counts: tallies with another one have no common sum. Hashes stand for what the operator wrote. */
export type Fingerprint = {
  readonly timezone: string
  readonly since: string | null
  /** Identifier, and hash of what it matches and counts. By identifier. */
  readonly features: readonly (readonly [string, string])[]
  /** Of what is ignored, of the hosts of the service, and of whether case matters. */
  readonly paths: string
  /** Of the hosts that are named. */
  readonly referrers: string
  /** Period, dimensions and measures of each table. */
  readonly tables: readonly string[]
  /** Version of the program, and of the lists that ship with it. */
  readonly lists: string
}

/** A sum of a table, under its day; the first of its period where the tally is by period. */
export type TallyRow = CellSum & { readonly day: DayIndex }
export type TallyLines = FateSum

/** True counts of logs, with nobody in them; small ones are there too, so that they are never for publication. */
export type TallyFile = {
  readonly service: string
  readonly program: string
  /** By identifier. More than one: a sum. */
  readonly sources: readonly TallySource[]
  readonly fingerprint: Fingerprint
  /** `day`: every sum stands under its own day, whatever the period of its table. */
  readonly by: 'day' | 'period'
  /** Of each log that was found: the day of its newest line, and how many days it is silent at times. */
  readonly logs: readonly (readonly [number, number])[]
  /** Last day that a file may touch that was found and not read; −1: none. */
  readonly unreadThrough: number
  /** Last day that lines may be of where too many of a log do not fit; −1: none. */
  readonly malformedThrough: number
  /** First and last day between which lines of a log may have gone before they were read. */
  readonly gaps: readonly (readonly [number, number])[]
  /** Hour of the newest line, in hours since 1900; −1: none is dated. */
  readonly newestHour: number
  /** Formats that were read, and the fields that each lacks. */
  readonly formats: readonly (readonly [string, readonly string[]])[]
  /** Series and measure that a format could not give. */
  readonly leftOut: readonly (readonly [string, string])[]
  /** The web server leaves requests out of its log. */
  readonly isPartialLog: boolean
  /** First day from which a table, a measure or a feature was counted, or as it is now. By name. */
  readonly begun: readonly (readonly [string, number])[]
  readonly lines: readonly TallyLines[]
  readonly rows: readonly TallyRow[]
}

/** Why a text is no tally that may be taken. */
export type TallyFault = 'not-a-tally' | 'newer' | 'damaged'
