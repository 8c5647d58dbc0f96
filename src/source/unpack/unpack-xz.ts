import xz from 'xz-decompress'
import { piecesOf, type ByteReader } from '../byte-reader.ts'
import { damageOf, type Damage } from './damage.ts'

/** The text of all streams. */
export async function* unpackXz(stored: ByteReader): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const piece of new xz.XzReadableStream(ReadableStream.from(piecesOf(stored)))) yield piece
  } catch (error) {
    throw damageOf(error, codeOf(error))
  }
}

// The numbers of XZ Embedded: what it was not built to read, and input that ended too early.
const OPTIONS = [2, 3, 4, 6]
const CUT = 8

/** The package words the number; it trips over itself where the input ends between two of its reads. */
function codeOf(error: unknown): Damage {
  const number = error instanceof Error ? Number(error.message.slice(-1)) : NaN
  if (OPTIONS.includes(number)) return 'XZ_OPTIONS'
  return number === CUT || error instanceof TypeError ? 'XZ_CUT' : 'XZ_DATA'
}
