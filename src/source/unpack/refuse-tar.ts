import { ProblemError } from '../../domain/problem.ts'
import type { ByteReader } from '../byte-reader.ts'

/** Behind the name of its first file and what is said of it; a NUL ends it, or two spaces and one: no word of a log. */
const MAGIC = /^ustar(?: {2})?\0/
const MAGIC_AT = 257
const HEAD_BYTES = MAGIC_AT + 8

/** Many files in one: their names and lengths stand between their lines. */
export function isTar(head: Uint8Array): boolean {
  return MAGIC.test(Buffer.from(head.subarray(MAGIC_AT, HEAD_BYTES)).toString('latin1'))
}

/** The same bytes, none of which come where they are a tar. */
export function refuseTar(path: string, { read, close }: ByteReader): ByteReader {
  const head = new Uint8Array(HEAD_BYTES)
  let seen = 0
  return {
    close,
    read: async (into, at, length) => {
      const bytes = await read(into, at, length)
      if (seen === HEAD_BYTES) return bytes
      const more = into.subarray(at, at + Math.min(bytes, HEAD_BYTES - seen))
      head.set(more, seen)
      seen += more.length
      if (isTar(head)) throw tarProblem(path)
      return bytes
    },
  }
}

export function tarProblem(path: string): ProblemError {
  return new ProblemError({ code: 'LOG_COMPRESSION_UNKNOWN', path, kind: 'tar' })
}
