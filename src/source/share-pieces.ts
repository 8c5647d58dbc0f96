import { readSync } from 'node:fs'
import { bufferOver, cutFrom, LINE_LIMIT, skipNuls, type Chunk } from './cut-lines.ts'
import { ProblemError } from '../domain/problem.ts'
import { logProblem } from './log-problem.ts'

/** Lines of a plain file that is open, from the start of one on. */
export type PlainRest = {
  readonly path: string
  /** The descriptor: after a rotation the path is another file's. */
  readonly file: number
  readonly from: number
  /** The size when it was looked at: what is written meanwhile is for another time. */
  readonly to: number
}

/** The same, for threads that read together: it may be sent from one to another. */
export type SharedPieces = PlainRest & {
  readonly pieceBytes: number
  /** One number in memory that they share: how many pieces were taken. */
  readonly taken: Int32Array
}

/** The lines that start in one piece of a file, wherever they end. */
export type Piece = {
  /** Which piece it is, from 0. */
  readonly position: number
  readonly bytes: number
  /** Its lines, as `readChunks` has them: overwritten by the next piece. */
  readonly chunks: readonly Chunk[]
}

/** Of the piece that follows, to find where a line ends. */
const LOOK_BYTES = 16_384
/** The LF before a piece, and a line that ends behind it. */
export const PIECE_ROOM = 1 + LINE_LIMIT + 2 * LOOK_BYTES
const LF = 10
/** More than there are pieces, and far from where adding 1 a thread turns it negative. */
const ALL_TAKEN = 2 ** 30

export function sharePieces(rest: PlainRest, pieceBytes: number): SharedPieces {
  return { ...rest, pieceBytes, taken: new Int32Array(new SharedArrayBuffer(4)) }
}

export function piecesIn({ from, to, pieceBytes }: SharedPieces): number {
  return Math.ceil((to - from) / pieceBytes)
}

/** No thread takes another piece: once those that were taken are read, the file may be closed. */
export function leavePieces({ taken }: SharedPieces): void {
  Atomics.store(taken, 0, ALL_TAKEN)
}

/**
 * Gives the pieces that no other thread takes, one a call. They are read at once: most logs are in memory, and a thread that
 * waits for another costs more.
 *
 * @param room where they are read to, PIECE_ROOM more than a piece
 * @returns undefined: all are taken
 * @throws ProblemError LOG_UNREADABLE and the like
 */
export function openPieces(shared: SharedPieces, room: Uint8Array): () => Piece | undefined {
  const { path, file, from, to, pieceBytes, taken } = shared
  const pieces = piecesIn(shared)
  const bytes = bufferOver(room)

  /** @returns how many bytes of the file came, fewer than asked for only at its end */
  function read(into: number, offset: number, length: number): number {
    const wanted = Math.min(length, to - offset)
    let filled = 0
    try {
      while (filled < wanted) {
        const more = readSync(file, bytes, into + filled, wanted - filled, offset + filled)
        if (more === 0) break
        filled += more
      }
    } catch (error) {
      throw new ProblemError(logProblem(path, error))
    }
    return filled
  }

  /** @param start of the first line; `filled`: where the bytes end, and what stands at `offset` comes next */
  function cut(start: number, filled: number, offset: number): readonly Chunk[] {
    if (start >= filled) return []
    const { chunks, tail, dropping } = cutFrom(bytes.subarray(0, filled), start)
    if (dropping || bytes[filled - 1] === LF) return chunks
    const last = endLine(tail, filled, offset)
    return last === undefined ? chunks : [...chunks, last]
  }

  /** The line that began at `start`; undefined: NULs up to the end of the file are none. */
  function endLine(begun: number, filled: number, offset: number): Chunk | undefined {
    let [start, end] = [begun, filled]
    for (let at = offset; ;) {
      const more = read(end, at, LOOK_BYTES)
      if (more === 0) return lastLine(start, end)
      const lf = bytes.subarray(end, end + more).indexOf(LF)
      const hasEnd = lf >= 0
      end += hasEnd ? lf + 1 : more
      start = Math.min(skipNuls(bytes, start), end)
      if (end - start - Number(hasEnd) > LINE_LIMIT) return { bytes, start, end: start, tooLong: true }
      if (hasEnd) return { bytes, start, end, tooLong: false }
      // NULs alone: what follows takes their place, however many there are.
      if (start === end) [start, end] = [filled, filled]
      at += more
    }
  }

  function lastLine(start: number, end: number): Chunk | undefined {
    return end > start ? { bytes, start, end, tooLong: false } : undefined
  }

  return () => {
    const position = Atomics.add(taken, 0, 1)
    if (position >= pieces) return undefined
    const offset = from + position * pieceBytes
    const length = Math.min(pieceBytes, to - offset)
    // A line starts behind an LF, and the first piece with one.
    const before = position === 0 ? 0 : 1
    const filled = read(0, offset - before, before + length)
    const start = before === 0 ? 0 : startBehind(bytes.subarray(0, filled).indexOf(LF))
    return { position, bytes: length, chunks: cut(start, filled, offset - before + filled) }
  }
}

/** Infinity: no line starts here. */
function startBehind(lf: number): number {
  return lf < 0 ? Infinity : lf + 1
}
