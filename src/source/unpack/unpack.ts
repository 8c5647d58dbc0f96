import { readerOfPieces, type ByteReader } from '../byte-reader.ts'
import { damageProblem } from '../log-problem.ts'
import type { Compression } from './compression-of.ts'

type Unpack = (stored: ByteReader) => AsyncGenerator<Uint8Array, void, undefined>

// Loaded when the first archive of its kind comes: most runs need none, and each takes 7–13 ms.
const UNPACKS: Readonly<Record<Compression, () => Promise<Unpack>>> = {
  gzip: async () => (await import('./unpack-gzip.ts')).unpackGzip,
  zstd: async () => (await import('./zstd/unpack-zstd.ts')).unpackZstd,
  xz: async () => (await import('./unpack-xz.ts')).unpackXz,
  bzip2: async () => (await import('./unpack-bzip2.ts')).unpackBzip2,
}

/** The text of an archive. It ends, or it throws LOG_DAMAGED: what came before that is not to be counted. */
export async function unpack(path: string, compression: Compression, stored: ByteReader): Promise<ByteReader> {
  const unpackStored = await UNPACKS[compression]()
  return readerOfArchive(path, unpackStored(stored), stored.close)
}

/** @param closeStored ends whatever read the pieces wait for */
export function readerOfArchive(
  path: string,
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  closeStored: () => Promise<void>,
): ByteReader {
  const { read } = readerOfPieces(pieces, closeStored)
  return {
    read: (into, at, length) =>
      read(into, at, length).catch((error: unknown) => {
        throw damageProblem(path, error)
      }),
    close: async () => {
      await closeStored()
      // A decoder that is left half-way may say that the end is missing: nobody asked for it.
      await pieces.return().catch((error: unknown) => void damageProblem(path, error))
    },
  }
}
