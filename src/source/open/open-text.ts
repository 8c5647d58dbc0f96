import { createReadStream, fstatSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { isatty, ReadStream } from 'node:tty'
import type { ByteReader } from '../byte-reader.ts'
import { decodeStored } from '../unpack/decode-stored.ts'
import { noting, openDescriptor, storedFile, storedStream, type OnRead } from './open-stored.ts'
import { storedPipe } from './stored-pipe.ts'
import { refuseTar } from '../unpack/refuse-tar.ts'
import { compressionOf, LONGEST_MAGIC, type Compression } from '../unpack/compression-of.ts'

export type TextOrigin = {
  /** `-` is stdin. */
  readonly path: string
  /** A regular file, at its start. */
  readonly file?: FileHandle
  /** Whether the system's own programs unpack it. */
  readonly external: boolean
  /** How many times its own size an archive may unpack to. */
  readonly unpackLimit?: number | undefined
}

/** The text of a log, read and unpacked in this thread. */
export async function openText({ path, file, external, unpackLimit }: TextOrigin, onRead: OnRead): Promise<ByteReader> {
  if (file === undefined) return decodeStored(path, openStream(path, await openDescriptor(path), onRead), unpackLimit)
  const compression = external ? await compressionOfFile(file) : undefined
  if (compression === undefined) return decodeStored(path, storedFile(path, file, onRead), unpackLimit)
  const { runUnpacker } = await import('../unpack/run-unpacker.ts')
  const swelling = { limit: unpackLimit, storedBytes: (await file.stat()).size }
  return refuseTar(path, runUnpacker(compression, path, file, onRead, swelling))
}

/** A pipe and a terminal are read without blocking: a thread that waits in a read cannot be ended. */
function openStream(path: string, fd: number, onRead: OnRead): ByteReader {
  const stats = fstatSync(fd)
  if (stats.isFIFO() || stats.isSocket()) return noting(path, onRead, storedPipe(fd))
  const stream = isatty(fd) ? new ReadStream(fd) : createReadStream('', { fd, highWaterMark: 262144 })
  return storedStream(path, stream, onRead)
}

/** What a regular file is compressed with. It is read on from its start afterwards. */
export async function compressionOfFile(file: FileHandle): Promise<Compression | undefined> {
  const head = new Uint8Array(LONGEST_MAGIC)
  const { bytesRead } = await file.read(head, 0, LONGEST_MAGIC, 0)
  return compressionOf(head.subarray(0, bytesRead))
}
