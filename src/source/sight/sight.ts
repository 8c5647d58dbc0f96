import type { ByteReader } from '../byte-reader.ts'
import type { Chunk } from '../cut-lines.ts'
import type { LogChunk } from '../open-log.ts'
import type { HeadMarks } from './marker.ts'

/** A text that was looked at, from one of its lines on: what it is known by if it begins there. Positions count from that line. */
export type SightedText = {
  readonly marks: HeadMarks | undefined
  readonly sizeBytes: number
  /** Up to and with the last LF: what follows belongs to the next run. */
  readonly wholeBytes: number
  /** The marks of the bytes before positions that were asked for. */
  readonly tails: ReadonlyMap<number, string>
  /** The text from the first byte on. */
  readonly text: () => Promise<ByteReader>
  /** Whether what was read is what was looked at. */
  readonly isUnchanged: () => Promise<boolean>
}

/** A log that was looked at, so that it is known again, and read from any line on. All positions count bytes of its text. */
export type Sight = SightedText & {
  /** Of an archive: what it is as a file, so that it need not be unpacked again. */
  readonly archiveKey: string | undefined
  /** The first whole lines, about 1 MiB of them: they tell of the format. */
  readonly head: () => Promise<Chunk>
  /** The end of the last line that ends within `most` bytes after `from`; of the first, if none does. */
  readonly cut: (from: number, most: number) => Promise<number>
  readonly lines: (from: number, to: number) => AsyncGenerator<LogChunk, void, undefined>
  /** What follows a line that ends here, less leading NULs: `start` is where it begins. */
  readonly from: (position: number, positionsOf: PositionsOf) => Promise<SightedText & { readonly start: number }>
  /** The mark of the bytes before a position that was cut at. */
  readonly tailAt: (position: number) => Promise<string>
  /**
   * Returns once the disk has what was written of it, where the file system can tell: Linux keeps lines in memory for half a
   * minute, and a log that lost some when the power failed would be another than the one that was counted.
   */
  readonly persist: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Which positions of a log are of interest, by what it is known by. */
export type PositionsOf = (marks: HeadMarks) => readonly number[]
