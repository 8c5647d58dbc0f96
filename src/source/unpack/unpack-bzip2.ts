import bitIterator, { type Bits } from 'unbzip2-stream/lib/bit_iterator.js'
import bzip2 from 'unbzip2-stream/lib/bzip2.js'
import { piecesOf, type ByteReader } from '../byte-reader.ts'
import { damageOf } from './damage.ts'

/**
 * The text of all streams, a block of at most 900 kB at a time (runs of one byte in it may make it 46 MB).
 *
 * The package's own stream would unpack the last megabyte of an archive at once, whatever it grows to.
 */
export async function* unpackBzip2(stored: ByteReader): AsyncGenerator<Uint8Array, void, undefined> {
  const archive = await openBits(stored)
  while (await archive.gather(4)) {
    const scratch = new Int32Array(100000 * archive.read((bits) => bzip2.header(bits)))
    for (let crc: number | null = 0; crc !== null;) {
      // More than a block takes.
      await archive.gather(25000 + scratch.length)
      const text = collectBytes()
      const before: number = crc
      crc = archive.read((bits) => bzip2.decompress(bits, text.add, scratch, scratch.length, before))
      yield* text.pieces()
    }
  }
}

type BitArchive = {
  /** Reads on until so many bytes wait, or the archive ends. @returns whether any waits */
  readonly gather: (bytes: number) => Promise<boolean>
  readonly read: <T>(read: (bits: Bits) => T) => T
}

/** The decoder takes bits when it likes, and cannot wait: what it may take must have come before. */
async function openBits(stored: ByteReader): Promise<BitArchive> {
  const pieces = piecesOf(stored)
  const waiting: Uint8Array[] = []
  let received = 0
  let ended = false

  async function pull(): Promise<void> {
    const next = await pieces.next()
    ended = next.done === true
    if (next.done === true) return
    waiting.push(next.value)
    received += next.value.length
  }

  await pull()
  const bits = bitIterator(() => waiting.shift())
  return {
    gather: async (bytes) => {
      while (!ended && received - bits.bytesRead < bytes) await pull()
      return received > bits.bytesRead
    },
    read: (read) => {
      try {
        return read(bits)
      } catch (error) {
        throw damageOf(error, bits.bytesRead < received ? 'BZIP2_DATA' : 'BZIP2_CUT')
      }
    },
  }
}

const PIECE_BYTES = 1048576

/** Bytes that come one by one, in pieces. */
function collectBytes(): { readonly add: (byte: number) => void; readonly pieces: () => readonly Uint8Array[] } {
  const full: Uint8Array[] = []
  let piece = Buffer.allocUnsafeSlow(PIECE_BYTES)
  let length = 0
  return {
    add: (byte) => {
      if (length === PIECE_BYTES) {
        full.push(piece)
        piece = Buffer.allocUnsafeSlow(PIECE_BYTES)
        length = 0
      }
      piece[length] = byte
      length += 1
    },
    pieces: () => [...full, piece.subarray(0, length)],
  }
}
