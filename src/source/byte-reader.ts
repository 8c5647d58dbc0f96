/** Bytes in order, at the pace of who asks. */
export type ByteReader = {
  /** Puts at most `length` bytes into `into`, from `at` on. @returns how many; 0 is the end */
  readonly read: (into: Uint8Array, at: number, length: number) => Promise<number>
  /** Also in the middle, also while a read is under way. */
  readonly close: () => Promise<void>
}

/** Reads on until `length` bytes have come, so that what is read together never depends on the pace of a pipe; fewer only at the end. */
export async function fill(reader: ByteReader, into: Uint8Array, at: number, length: number): Promise<number> {
  let filled = 0
  while (filled < length) {
    const read = await reader.read(into, at + filled, length - filled)
    if (read === 0) break
    filled += read
  }
  return filled
}

const SKIPPED_BYTES = 1_048_576

/** @returns how many bytes were passed: fewer only where it ends before */
export async function skip(reader: ByteReader, count: number): Promise<number> {
  const skipped = Buffer.allocUnsafeSlow(SKIPPED_BYTES)
  let at = 0
  while (at < count) {
    const bytes = await reader.read(skipped, 0, Math.min(SKIPPED_BYTES, count - at))
    if (bytes === 0) break
    at += bytes
  }
  return at
}

/** A reader of bytes that come in pieces of any length. */
export function readerOfPieces(pieces: AsyncIterable<Uint8Array>, close: () => Promise<void>): ByteReader {
  const iterator = pieces[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  return {
    close,
    read: async (into, at, length) => {
      while (rest.length === 0) {
        const next = await iterator.next()
        if (next.done === true) return 0
        rest = next.value
      }
      const taken = Math.min(length, rest.length)
      into.set(rest.subarray(0, taken), at)
      rest = rest.subarray(taken)
      return taken
    },
  }
}

/** 256 KiB of an archive are about 2.5 MB of log. */
const PIECE_BYTES = 262144

/** The same bytes in pieces, each with memory of its own. */
export async function* piecesOf(
  reader: ByteReader,
  pieceBytes: number = PIECE_BYTES,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (;;) {
    const piece = Buffer.allocUnsafeSlow(pieceBytes)
    const read = await reader.read(piece, 0, pieceBytes)
    if (read === 0) return
    yield piece.subarray(0, read)
  }
}
