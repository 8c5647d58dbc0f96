import { constants, open as openNumber } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { ProblemError } from '../../domain/problem.ts'
import { readerOfPieces, type ByteReader } from '../byte-reader.ts'
import { logProblem } from '../log-problem.ts'

const STDIN = 0

/** Is told how many more bytes were read, as stored. */
export type OnRead = (bytes: number) => void

// A thread that waits for the writer of a named pipe could not be ended, and the program neither.
const READ_AT_ONCE = constants.O_RDONLY | constants.O_NONBLOCK

/** Throws what the operator can be told. */
export function openFile(path: string): Promise<FileHandle> {
  return open(path, READ_AT_ONCE).catch(tell(path))
}

/** The number of an open file, for what is no regular file. */
export function openDescriptor(path: string): Promise<number> {
  return path === '-' ? Promise.resolve(STDIN) : promisify(openNumber)(path, READ_AT_ONCE).catch(tell(path))
}

/** The bytes of a file as they are stored, compressed or not; closing closes the file. */
export function storedFile(path: string, file: FileHandle, onRead: OnRead): ByteReader {
  return noting(path, onRead, {
    close: () => file.close(),
    // No position: a named pipe has none.
    read: async (into, at, length) => (await file.read(into, at, length, null)).bytesRead,
  })
}

/** The same of a stream. */
export function storedStream(path: string, stream: Readable, onRead: OnRead): ByteReader {
  // Destroying ends a read that waits for a writer; the iterator's own `return` would wait with it.
  const close = (): Promise<void> => {
    stream.destroy()
    return Promise.resolve()
  }
  return noting(path, onRead, readerOfPieces(stream, close))
}

/** Tells of what is read, and why nothing is. */
export function noting(path: string, onRead: OnRead, { read, close }: ByteReader): ByteReader {
  return {
    close,
    read: async (into, at, length) => {
      const bytes = await read(into, at, length).catch(tell(path))
      onRead(bytes)
      return bytes
    },
  }
}

function tell(path: string): (error: unknown) => never {
  return (error) => {
    throw new ProblemError(logProblem(path, error))
  }
}
