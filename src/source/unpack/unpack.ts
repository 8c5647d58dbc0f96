import { readerOfPieces, type ByteReader } from '../byte-reader.ts'
import { ProblemError } from '../../domain/problem.ts'
import { damageProblem } from '../log-problem.ts'
import type { Compression } from './compression-of.ts'

type Unpack = (stored: ByteReader) => AsyncGenerator<Uint8Array, void, undefined>

// Loaded when the first archive of its kind comes: most runs need none, and each takes 7–13 ms.
const UNPACKS: Readonly<Record<Compression, () => Promise<Unpack>>> = {
  gzip: async () => (await import('./unpack-gzip.ts')).unpackGzip,
  zstd: async () => (await import('./unpack-zstd.ts')).unpackZstd,
  xz: async () => (await import('./unpack-xz.ts')).unpackXz,
  bzip2: async () => (await import('./unpack-bzip2.ts')).unpackBzip2,
}

/** The text of an archive. It ends, or it throws LOG_DAMAGED: what came before that is not to be counted. */
export async function unpack(
  path: string,
  compression: Compression,
  stored: ByteReader,
  limit: number | undefined,
): Promise<ByteReader> {
  const unpackStored = await UNPACKS[compression]()
  let storedBytes = 0
  const counted: ByteReader = {
    close: stored.close,
    read: async (into, at, length) => {
      const bytes = await stored.read(into, at, length)
      storedBytes += bytes
      return bytes
    },
  }
  const swelling = { limit, storedBytes: () => storedBytes }
  return readerOfArchive(path, unpackStored(counted), stored.close, swelling)
}

type Swelling = {
  /** How many times what was read of an archive it may have given. */
  readonly limit: number | undefined
  readonly storedBytes: () => number
}

/**
 * A log whose lines differ in their second alone, a hundred a second, gives 250 times its size by gzip and 2,900 by zstd; zeros,
 * 1,028 and 30,000. So more than this of text tells, too: 62 days of one line a second.
 */
const USUAL_LIMIT = 1000
const FREE_BYTES = 1_073_741_824

/** @param closeStored ends whatever read the pieces wait for */
export function readerOfArchive(
  path: string,
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  closeStored: () => Promise<void>,
  { limit = USUAL_LIMIT, storedBytes }: Swelling,
): ByteReader {
  const { read } = readerOfPieces(pieces, closeStored)
  let textBytes = 0
  return {
    read: async (into, at, length) => {
      const bytes = await read(into, at, length).catch((error: unknown) => {
        throw damageProblem(path, error)
      })
      textBytes += bytes
      if (textBytes > Math.max(FREE_BYTES, limit * storedBytes()))
        throw new ProblemError({ code: 'LOG_SWELLS', path, times: Math.floor(textBytes / storedBytes()), limit })
      return bytes
    },
    close: async () => {
      await closeStored()
      // A decoder that is left half-way may say that the end is missing: nobody asked for it.
      await pieces.return().catch((error: unknown) => void damageProblem(path, error))
    },
  }
}
