import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ProblemError } from '../domain/problem.ts'
import { fill, piecesOf, readerOfPieces, type ByteReader } from './byte-reader.ts'
import { damageProblem } from './log-problem.ts'

/** Measured: 520 MB/s of text out of gzip. Node's own 16 KiB would take sixteen times as many turns of the event loop. */
const PIECE_BYTES = 262144

const GZIP = [0x1f, 0x8b]
const UNKNOWN = [
  { kind: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { kind: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { kind: 'bzip2', magic: [0x42, 0x5a, 0x68] },
] as const
const LONGEST_MAGIC = 6

/** Undoes the compression that the first bytes tell of, whatever the file is called. */
export async function decodeStored(path: string, stored: ByteReader): Promise<ByteReader> {
  const first = new Uint8Array(LONGEST_MAGIC)
  const head = first.subarray(0, await fill(stored, first, 0, LONGEST_MAGIC))
  const unknown = UNKNOWN.find(({ magic }) => startsWith(head, magic))
  if (unknown !== undefined) throw new ProblemError({ code: 'LOG_COMPRESSION_UNKNOWN', path, kind: unknown.kind })
  return startsWith(head, GZIP) ? gunzipped(path, head, stored) : plain(head, stored)
}

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, position) => head[position] === byte)
}

function plain(head: Uint8Array, stored: ByteReader): ByteReader {
  let rest = head
  return {
    close: stored.close,
    read: async (into, at, length) => {
      if (rest.length === 0) return stored.read(into, at, length)
      const taken = Math.min(length, rest.length)
      into.set(rest.subarray(0, taken), at)
      rest = rest.subarray(taken)
      return taken
    },
  }
}

function gunzipped(path: string, head: Uint8Array, stored: ByteReader): ByteReader {
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES })
  // An error of either end comes out of `gunzip` when it is read.
  pipeline(Readable.from(piecesOf(head, stored, PIECE_BYTES)), gunzip, () => undefined)
  const { read } = readerOfPieces(gunzip, stored.close)
  return {
    read: (into, at, length) =>
      read(into, at, length).catch((error: unknown) => {
        throw damageProblem(path, error)
      }),
    close: () => {
      gunzip.destroy()
      return stored.close()
    },
  }
}
