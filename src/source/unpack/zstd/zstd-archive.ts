import { fill, piecesOf, readerOfPieces, type ByteReader } from '../../byte-reader.ts'
import { damage } from '../damage.ts'

/** The frames and blocks of an archive (RFC 8878), as they stand there. What is cut off throws ZSTD_CUT. */
export type ZstdArchive = {
  /** Steps over skippable frames, into the next frame with text. @returns false at the end */
  readonly findFrame: () => Promise<boolean>
  readonly takeFrameHeader: () => Promise<FrameHeader>
  readonly takeBlock: () => Promise<{ readonly bytes: Uint8Array; readonly isLast: boolean }>
  readonly take: (length: number) => Promise<Uint8Array>
}

export type FrameHeader = {
  /** With the magic. */
  readonly bytes: Uint8Array
  /** 0: it has none. */
  readonly checksumBytes: 0 | 4
  readonly contentSize: bigint | undefined
}

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd]
const SKIPPABLE_MAGIC = 0x184d2a50
const RLE_BLOCK = 1

/** What the zstd tool takes without `--long`. A flipped bit must not ask for 2 GB of memory. */
const WINDOW_LIMIT_BYTES = 134217728n

export function openZstd(stored: ByteReader): ZstdArchive {
  const reader = readerOfPieces(piecesOf(stored), stored.close)

  async function takeUpTo(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, await fill(reader, bytes, 0, length))
  }

  async function take(length: number): Promise<Uint8Array> {
    const bytes = await takeUpTo(length)
    if (bytes.length < length) throw damage('ZSTD_CUT')
    return bytes
  }

  async function skip(length: number): Promise<void> {
    for (let left = length; left > 0; left -= 65536) await take(Math.min(left, 65536))
  }

  return {
    take,
    findFrame: async () => {
      for (;;) {
        const magic = await takeUpTo(4)
        if (magic.length === 0) return false
        if (magic.length < 4) throw damage('ZSTD_CUT')
        if (magic.every((byte, position) => byte === MAGIC[position])) return true
        if ((numberOf(magic) & ~0xfn) !== BigInt(SKIPPABLE_MAGIC)) throw damage('ZSTD_DATA')
        await skip(Number(numberOf(await take(4))))
      }
    },
    takeFrameHeader: async () => {
      const [descriptor = 0] = await take(1)
      const rest = await take(restBytes(descriptor))
      return readFrameHeader(descriptor, rest)
    },
    takeBlock: async () => {
      const header = await take(3)
      const word = Number(numberOf(header))
      const content = await take(((word >> 1) & 3) === RLE_BLOCK ? 1 : word >> 3)
      return { bytes: Buffer.concat([header, content]), isLast: (word & 1) === 1 }
    },
  }
}

// A descriptor: 2 bits size of the content size, single segment, unused, reserved, checksum, 2 bits size of the dictionary's id.

function restBytes(descriptor: number): number {
  const windowBytes = isSingleSegment(descriptor) ? 0 : 1
  return windowBytes + dictionaryBytes(descriptor) + contentSizeBytes(descriptor)
}

function readFrameHeader(descriptor: number, rest: Uint8Array): FrameHeader {
  const sizeBytes = contentSizeBytes(descriptor)
  const size = numberOf(rest.subarray(rest.length - sizeBytes)) + (sizeBytes === 2 ? 256n : 0n)
  const contentSize = sizeBytes === 0 ? undefined : size
  if (windowBytes(descriptor, rest[0] ?? 0, size) > WINDOW_LIMIT_BYTES) throw damage('ZSTD_WINDOW')
  const bytes = Uint8Array.of(...MAGIC, descriptor, ...rest)
  return { bytes, checksumBytes: (descriptor & 4) === 0 ? 0 : 4, contentSize }
}

function windowBytes(descriptor: number, written: number, contentSize: bigint): bigint {
  if (isSingleSegment(descriptor)) return contentSize
  const base = 1n << BigInt(10 + (written >> 3))
  return base + (base >> 3n) * BigInt(written & 7)
}

function isSingleSegment(descriptor: number): boolean {
  return (descriptor & 32) !== 0
}

function dictionaryBytes(descriptor: number): number {
  return [0, 1, 2, 4][descriptor & 3] ?? 0
}

function contentSizeBytes(descriptor: number): number {
  return [isSingleSegment(descriptor) ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
}

/** Little-endian. */
function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n)
}
