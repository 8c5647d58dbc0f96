import { ProblemError } from '../../domain/problem.ts'
import { fill, type ByteReader } from '../byte-reader.ts'
import { compressionOf, LONGEST_MAGIC, unknownCompressionOf } from './compression-of.ts'
import { refuseTar } from './refuse-tar.ts'
import { unpack } from './unpack.ts'

/** Undoes the compression that the first bytes tell of, whatever the file is called. What it throws for, it closes. */
export async function decodeStored(
  path: string,
  stored: ByteReader,
  unpackLimit: number | undefined,
): Promise<ByteReader> {
  try {
    return await decode(path, stored, unpackLimit)
  } catch (error) {
    await stored.close()
    throw error
  }
}

async function decode(path: string, stored: ByteReader, unpackLimit: number | undefined): Promise<ByteReader> {
  const first = new Uint8Array(LONGEST_MAGIC)
  const head = first.subarray(0, await fill(stored, first, 0, LONGEST_MAGIC))
  const compression = compressionOf(head)
  const kind = unknownCompressionOf(head)
  if (kind !== undefined) throw new ProblemError({ code: 'LOG_COMPRESSION_UNKNOWN', path, kind })
  const whole = withHead(head, stored)
  return refuseTar(path, compression === undefined ? whole : await unpack(path, compression, whole, unpackLimit))
}

function withHead(head: Uint8Array, stored: ByteReader): ByteReader {
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
