import type { LineWriter } from './line-writer.ts'

/** What one kind of collector writes around a line, and how it is undone. */
export type Wrapper = {
  /** As `docker`, for the operator. */
  readonly name: string
  /** Finds what is wrapped in the line `bytes[start…end)`, line end excluded; false where this is not around it. */
  readonly find: (bytes: Uint8Array, start: number, end: number, found: FoundParts) => boolean
  /** Writes the wrapped bytes as the server wrote them. An LF within becomes a space: what was one line stays one. */
  readonly write: (bytes: Uint8Array, start: number, end: number, out: LineWriter) => void
  /** Writes the wrapper's time in ISO, if it has one; without a zone, if it says none. */
  readonly writeTime?: TimeWriter
}

/** @param lastDay day number of the latest date that a date without a year may have */
type TimeWriter = (bytes: Uint8Array, start: number, end: number, out: LineWriter, lastDay: number) => void

/** Where the parts of a wrapped line are. One is filled anew for each line. */
export type FoundParts = {
  start: number
  end: number
  /** −1: this line has no time. */
  timeStart: number
  timeEnd: number
  /** 1: the program wrote it to its stderr. */
  stream: 0 | 1
  /** The line goes on in a later piece of the same stream. */
  isPiece: boolean
}

export function nothingFound(): FoundParts {
  return { start: 0, end: 0, timeStart: -1, timeEnd: -1, stream: 0, isPiece: false }
}

/** How a peeler is wanted: with the wrapper's time and a space before each line, for formats that have none. */
export type PeelOptions = {
  readonly withTime: boolean
  /** Day number of the latest date that a date without a year may have. */
  readonly lastDay: number
}
