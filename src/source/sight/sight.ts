import type { ByteReader } from '../byte-reader.ts'
import type { Chunk } from '../cut-lines.ts'
import type { HeadMarks } from './marker.ts'

/** A log that was looked at, so that it is known again, and read from any line on. All positions count bytes of its text. */
export type Sight = {
  /** Of an archive: what it is as a file, so that it need not be unpacked again. */
  readonly archiveKey: string | undefined
  readonly marks: HeadMarks | undefined
  readonly sizeBytes: number
  /** Up to and with the last LF: what follows belongs to the next run. */
  readonly wholeBytes: number
  /** The marks of the bytes before positions that were asked for. */
  readonly tails: ReadonlyMap<number, string>
  /** The first whole lines, about 1 MiB of them: they tell of the format. */
  readonly head: () => Promise<Chunk>
  /** The end of the last line that ends within `most` bytes after `from`; of the first, if none does. */
  readonly cut: (from: number, most: number) => Promise<number>
  readonly lines: (from: number, to: number) => AsyncGenerator<Chunk, void, undefined>
  /** Its text from the first byte on. */
  readonly text: () => Promise<ByteReader>
  /** The mark of the bytes before a position that was cut at. */
  readonly tailAt: (position: number) => Promise<string>
  /** Whether what was read is what was looked at. */
  readonly isUnchanged: () => Promise<boolean>
  readonly close: () => Promise<void>
}

/** Which positions of a log are of interest, by what it is known by. */
export type PositionsOf = (marks: HeadMarks) => readonly number[]
