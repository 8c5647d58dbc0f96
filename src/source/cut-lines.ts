import { fill, type ByteReader } from './byte-reader.ts'

/**
 * Whole lines: `bytes[start…end)` ends right after an LF, unless the file ends without one.
 *
 * Hint: the bytes are overwritten as soon as the next chunk is asked for. Read them at once, and keep none.
 */
export type Chunk = {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  /** Here stood one line of more than 65,536 bytes. Its bytes are gone: `start` is `end`. */
  readonly tooLong: boolean
}

/** One of a text, and the place in it where what follows begins; of a line that is too long, where its first bytes end. */
export type CutChunk = Chunk & { readonly endsAt: number }

/** Longest line, without its LF and without NULs at its start. */
export const LINE_LIMIT = 65536

/** 256 KiB and 4 MiB took the same time, measured on 445 MB; detection wants its thousand lines in the first chunk. */
export const READ_BYTES = 1048576

const LF = 10
const BOM = [0xef, 0xbb, 0xbf]

/**
 * Cuts bytes into chunks of whole lines. Two buffers take turns: while one is with the consumer, the other is filled.
 * Memory stays at these two however long a line is, and however long the hole of NULs that copytruncate leaves.
 *
 * @param rooms these two, each for a read and the longest line
 */
export async function* cutLines(
  reader: ByteReader,
  readBytes: number = READ_BYTES,
  rooms: Rooms = [new Uint8Array(LINE_LIMIT + readBytes), new Uint8Array(LINE_LIMIT + readBytes)],
): AsyncGenerator<CutChunk, void, undefined> {
  let [bytes, other] = [bufferOver(rooms[0]), bufferOver(rooms[1])]
  let filled = await fill(reader, bytes, 0, Math.max(readBytes, BOM.length))
  let start = BOM.every((byte, position) => position < filled && bytes[position] === byte) ? BOM.length : 0
  let dropping = false
  // Of the first byte of `bytes`, in the text.
  let place = 0
  for (;;) {
    const cut = cutFilled(bytes.subarray(0, filled), start, dropping)
    const tail = bytes.copy(other, 0, cut.tail, filled)
    const ahead = fill(reader, other, tail, readBytes)
    // The error is thrown when its turn comes. Until then it must not count as one that nobody handles.
    ahead.catch(() => undefined)
    for (const chunk of cut.chunks) yield { ...chunk, endsAt: place + chunk.end }
    const read = await ahead
    place += cut.tail
    if (read === 0) {
      if (tail > 0) yield { bytes: other, start: 0, end: tail, tooLong: false, endsAt: place + tail }
      return
    }
    ;[bytes, other] = [other, bytes]
    filled = tail + read
    start = 0
    dropping = cut.dropping
  }
}

/** Where lines are read to, in turns. */
export type Rooms = readonly [Uint8Array, Uint8Array]

export function bufferOver({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

type Cut = {
  readonly chunks: readonly Chunk[]
  /** Where the line begins whose end was not read yet. */
  readonly tail: number
  /** The rest of a line that is too long comes next. */
  readonly dropping: boolean
}

function cutFilled(bytes: Buffer, from: number, dropping: boolean): Cut {
  if (!dropping) return cutFrom(bytes, from)
  const lf = bytes.indexOf(LF, from)
  return lf === -1 ? { chunks: [], tail: bytes.length, dropping } : cutFrom(bytes, lf + 1)
}

/** The lines of `bytes` from the start of one on. */
export function cutFrom(bytes: Buffer, from: number): Cut {
  const chunks: Chunk[] = []
  for (let start = from; ;) {
    // 1. lines that fit
    const line = skipFitting(bytes, start)
    if (line > start) chunks.push({ bytes, start, end: line, tooLong: false })
    // 2. what is left may still become a line that fits
    const text = skipNuls(bytes, line)
    if (bytes.length - line <= LINE_LIMIT) return { chunks, tail: text, dropping: false }
    // 3. NULs made it long, perhaps they alone
    if (text > line) {
      start = text
      continue
    }
    // 4. too long
    chunks.push({ bytes, start: line, end: line, tooLong: true })
    const lf = bytes.indexOf(LF, line + LINE_LIMIT)
    if (lf === -1) return { chunks, tail: bytes.length, dropping: true }
    start = lf + 1
  }
}

/** The start of the first line that does not end within the limit. One step every 64 KiB, not one a line. */
function skipFitting(bytes: Buffer, from: number): number {
  for (let line = from; ;) {
    const lf = bytes.lastIndexOf(LF, line + LINE_LIMIT)
    if (lf < line) return line
    line = lf + 1
  }
}

export function skipNuls(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at] === 0) at += 1
  return at
}
