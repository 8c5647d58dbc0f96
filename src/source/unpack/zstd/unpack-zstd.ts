import { Decompress } from 'fzstd'
import type { ByteReader } from '../../byte-reader.ts'
import { damage, damageOf } from '../damage.ts'
import { createXxhash64 } from './xxhash64.ts'
import { openZstd, type FrameHeader, type ZstdArchive } from './zstd-archive.ts'

/**
 * The text of all frames. fzstd (180 MB/s) takes damaged bytes for text. So frames and blocks are walked through here,
 * which tells whether they are whole, and each frame must have the size and the checksum that it states.
 *
 * Hint: a frame that states neither (`zstd --no-check` in a pipe) may be damaged, and nobody can tell.
 */
export async function* unpackZstd(stored: ByteReader): AsyncGenerator<Uint8Array, void, undefined> {
  const archive = openZstd(stored)
  while (await archive.findFrame()) yield* unpackFrame(archive)
}

async function* unpackFrame(archive: ZstdArchive): AsyncGenerator<Uint8Array, void, undefined> {
  const header = await archive.takeFrameHeader()
  const decode = openDecoder()
  const proof = openProof(header)
  decode(header.bytes, false)
  for (let isLast = false; !isLast;) {
    const block = await archive.takeBlock()
    isLast = block.isLast
    const pieces = decode(block.bytes, false)
    const checksum = isLast ? await archive.take(header.checksumBytes) : undefined
    // A frame of less than 18 bytes comes out at its end alone.
    if (checksum !== undefined) pieces.push(...decode(checksum, true))
    for (const piece of pieces) {
      proof.add(piece)
      yield piece
    }
    if (checksum !== undefined) proof.conclude(checksum)
  }
}

type Decode = (bytes: Uint8Array, isLast: boolean) => Uint8Array[]

function openDecoder(): Decode {
  let pieces: Uint8Array[] = []
  const decoder = new Decompress((piece) => pieces.push(piece))
  return (bytes, isLast) => {
    pieces = []
    try {
      decoder.push(bytes, isLast)
    } catch (error) {
      throw damageOf(error, 'ZSTD_DATA')
    }
    return pieces
  }
}

type Proof = { readonly add: (piece: Uint8Array) => void; readonly conclude: (checksum: Uint8Array) => void }

/** Whether what came out of a frame is what it states. */
function openProof({ contentSize, checksumBytes }: FrameHeader): Proof {
  const hash = createXxhash64()
  let size = 0n
  return {
    add: (piece) => {
      size += BigInt(piece.length)
      if (checksumBytes > 0) hash.update(piece)
    },
    conclude: (checksum) => {
      if (contentSize !== undefined && contentSize !== size) throw damage('ZSTD_SIZE')
      // The lower half of the hash.
      const digest = hash.digest()
      const isOther = checksum.some((byte, position) => BigInt(byte) !== ((digest >> BigInt(8 * position)) & 0xffn))
      if (isOther) throw damage('ZSTD_CHECKSUM')
    },
  }
}
