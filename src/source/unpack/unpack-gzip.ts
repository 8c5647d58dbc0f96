import { createGunzip } from 'node:zlib'
import { piecesOf, type ByteReader } from '../byte-reader.ts'
import { damage } from './damage.ts'

/**
 * Of the archive, and of its text. A thread of zlib unpacks the next piece while one of text is counted; at the end of a
 * piece of the archive it waits. With 256 KiB it waited 0.3 s in 445 MB; 2 and 4 MiB took as long as 1.
 */
const PIECE_BYTES = 1048576

/**
 * The text of all members, also of those behind zeros: Node's own stream ends silently where zeros begin, which
 * tapes and block devices write between members.
 */
export async function* unpackGzip(stored: ByteReader): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = openPieces(stored)
  while (await skipZeros(pieces)) yield* unpackMembers(pieces)
}

/** An archive as it is stored, in pieces. What a member left over of its last one can be put back. */
type Pieces = {
  /** @returns undefined at the end */
  readonly take: () => Promise<Uint8Array | undefined>
  readonly putBack: (rest: Uint8Array) => void
}

function openPieces(stored: ByteReader): Pieces {
  const pieces = piecesOf(stored, PIECE_BYTES)
  let left: Uint8Array | undefined
  return {
    putBack: (rest) => {
      left = rest
    },
    take: async () => {
      const taken = left
      left = undefined
      if (taken !== undefined) return taken
      const next = await pieces.next()
      return next.done === true ? undefined : next.value
    },
  }
}

/** @returns whether anything follows */
async function skipZeros(pieces: Pieces): Promise<boolean> {
  for (;;) {
    const piece = await pieces.take()
    if (piece === undefined) return false
    const at = piece.findIndex((byte) => byte !== 0)
    if (at === -1) continue
    pieces.putBack(piece.subarray(at))
    return true
  }
}

/** Members that follow one another. What stands behind them is put back. */
async function* unpackMembers(pieces: Pieces): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES })
  const ended = new Promise<void>((resolve) => {
    gunzip.once('end', resolve).once('close', resolve)
  })
  let fed = 0
  let last: Uint8Array = new Uint8Array(0)
  // One piece at a time, so that what the members leave over is the end of that piece.
  const feed = async (): Promise<void> => {
    for (let piece = await pieces.take(); piece !== undefined; piece = await pieces.take()) {
      last = piece
      fed += piece.length
      await Promise.race([ended, new Promise((resolve) => gunzip.write(last, resolve))])
      // Zeros behind a member end the stream; it takes what is left of the piece for done.
      if (gunzip.destroyed || gunzip.readableEnded || gunzip.bytesWritten < fed) return
    }
    gunzip.end()
  }
  const feeding = feed().catch((error: unknown) => gunzip.destroy(toError(error)))
  try {
    yield* gunzip
    await feeding
    const left = fed - gunzip.bytesWritten
    if (left > 0) pieces.putBack(last.subarray(last.length - left))
  } catch (error) {
    // The first member has the magic, or it was no gzip: it is what follows a member that has none.
    throw error instanceof Error && error.message === 'incorrect header check' ? damage('GZIP_BEHIND') : error
  } finally {
    gunzip.destroy()
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('not an error')
}
