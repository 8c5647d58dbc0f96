import type { DurationUnit, Escapes, Field, FormatCaution, WrittenTime } from '../domain/contracts.ts'

/** How far a value reaches. */
export const SHAPE = {
  /** To the first next literal. */
  text: 0,
  /** To the first quote that no backslash precedes. */
  quoted: 1,
  /** Digits, `-`, or nothing. */
  number: 2,
  /** As `text`; where a line can be read in two ways, digits or `-` only. */
  status: 3,
  /** The time: a fixed number of bytes where that is known, else as `text`. */
  time: 4,
  /** A list with `, ` or ` : ` between its values: to the first next literal that is not one of these. */
  list: 5,
  /** May hold the next literal itself: the last reading that fits the rest of the line. */
  greedy: 6,
  /** As `greedy`, but the first reading: what follows may hold spaces too. */
  lazy: 7,
  /** Digits, dots and `-`, or nothing. */
  decimal: 8,
  /** Decimals with `, ` or ` : ` between them. */
  decimals: 9,
  /** Three decimals with a space between them; any negative one: absent. */
  three: 10,
  /** Digits after a sign; after `+` the request was still running: bytes are those up to then, a duration is absent. */
  running: 11,
  /** Spaces, perhaps none. */
  spaces: 12,
  /** To the end of the line, quotes included. */
  tail: 13,
  /** To the end of the line, no quote before it. */
  bare: 14,
  /** Letters, digits and `_`. */
  word: 15,
  /** Neither spaces nor quotes. */
  token: 16,
} as const
export type VariableShape = (typeof SHAPE)[keyof typeof SHAPE]

/** Reads a time span; false: not a time. */
export type TimeReader = (bytes: Uint8Array, start: number, end: number, time: WrittenTime) => boolean

/** How a time is written: its reader, its width in bytes (0: varies), whether the line says a zone. */
export type TimeForm = {
  readonly read: TimeReader
  readonly width: number
  readonly zone: 'offset' | 'UTC' | 'local'
  /** A strftime pattern says how it looks, and no other reader knows. */
  readonly isPattern?: true
  /** `DD/Mon/YYYY:` at the front tells a time from a user name in brackets. */
  readonly clf: boolean
}

/** Text as it stands, a variable (of a field, or passed over), or a strftime pattern that is not compiled yet. */
export type Unplaced = { readonly literal: string } | { readonly variable: Variable } | { readonly pattern: string }

/** One piece of a format string. Columns count from 1. */
export type FormatPiece = Unplaced & { readonly column: number }

export type Variable = {
  readonly field?: Field
  readonly shape: VariableShape
  readonly time?: TimeForm
  /** Only with field `duration`. */
  readonly unit?: DurationUnit
  /** Preferred over another variable of the same field; the higher wins. */
  readonly rank?: number
  readonly caution?: FormatCaution
  readonly decoded?: boolean
  readonly dashIsZero?: boolean
  /** Only with field `target`: where it has no `?`, a `-` was written after it for the query that is not there. */
  readonly dashAfter?: boolean
}

/** A format string, taken apart. */
export type ParsedFormat = {
  readonly pieces: readonly FormatPiece[]
  readonly escapes: Escapes
  readonly forgeable: boolean
}
