import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { ProblemError } from '../domain/problem.ts'
import { readerOfPieces, type ByteReader } from './byte-reader.ts'
import { logProblem } from './log-problem.ts'

/** The bytes of an input as they are stored, compressed or not. Throws what the operator can be told. */
export async function openStored(
  path: string,
  stdin: Readable | undefined,
  onRead: (bytes: number) => void,
): Promise<ByteReader> {
  const tell = (error: unknown): never => {
    throw new ProblemError(logProblem(path, error))
  }
  const { read, close } = stdin === undefined ? await openFile(path).catch(tell) : openStream(stdin)
  return {
    close,
    read: async (into, at, length) => {
      const bytes = await read(into, at, length).catch(tell)
      onRead(bytes)
      return bytes
    },
  }
}

async function openFile(path: string): Promise<ByteReader> {
  const handle = await open(path)
  return {
    close: () => handle.close(),
    // No position: a named pipe has none.
    read: async (into, at, length) => (await handle.read(into, at, length, null)).bytesRead,
  }
}

function openStream(stream: Readable): ByteReader {
  // Destroying ends a read that waits for a writer; the iterator's own `return` would wait with it.
  return readerOfPieces(stream, () => {
    stream.destroy()
    return Promise.resolve()
  })
}
