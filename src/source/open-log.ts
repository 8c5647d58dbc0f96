import { stat, type FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { ByteReader } from './byte-reader.ts'
import { cutLines, READ_BYTES, type Chunk, type Rooms } from './cut-lines.ts'
import type { Compression } from './unpack/compression-of.ts'
import { decodeStored } from './unpack/decode-stored.ts'
import { openFile, storedStream, type OnRead } from './open/open-stored.ts'
import { compressionOfFile, openText } from './open/open-text.ts'
import type { PlainRest } from './share-pieces.ts'
import { hasRoomForThread } from './addresses.ts'
import { readInThread } from './thread/read-in-thread.ts'

export type LogInput =
  | {
      readonly path: string
      /** Archives are unpacked by the system's own programs. */
      readonly decompress?: 'internal' | 'external'
      /** How many times its own size it may unpack to. */
      readonly unpackLimit?: number
    }
  | { readonly stdin: Readable }

/** `plain`: the text is what is stored in this file. */
export type LogText = ByteReader & { readonly plain?: Omit<PlainRest, 'from'> }

/** `rest`: where what follows stands, in a plain file, which is open until the next chunk is asked for. */
export type LogChunk = Chunk & { readonly rest?: PlainRest }

// Node 20 runs no TypeScript, so the sources themselves, as in tests, have no thread to start.
const KNOWS_THREADS = !import.meta.url.endsWith('.ts')

/**
 * The lines of one log, unpacked, in chunks of about 1 MiB. Leaving the loop early closes the file.
 *
 * Throws a ProblemError (`LOG_…`, UNPACKER_MISSING), for a damaged archive after the lines that stood before the damage: what
 * was counted of them is not to be published.
 *
 * @param options.onRead told how many more bytes were read, as stored: they add up to the file's size
 * @param options.rooms where the lines are read to, as `cutLines` has them
 */
export async function* readChunks(
  input: LogInput,
  options: { readonly onRead?: (bytes: number) => void; readonly rooms?: Rooms } = {},
): AsyncGenerator<LogChunk, void, undefined> {
  const { plain, ...reader } = await openLog(input, options.onRead ?? (() => undefined))
  try {
    for await (const chunk of cutLines(reader, READ_BYTES, options.rooms))
      yield plain === undefined || chunk.tooLong ? chunk : { ...chunk, rest: { ...plain, from: chunk.endsAt } }
  } finally {
    await reader.close()
  }
}

/**
 * The text of a log. Archives and pipes are read in a thread of their own, ahead of who counts: a pipe brings 64 KiB at a
 * time, and waits while nobody takes them. Plain files and gzip have no use for it: Node reads and unpacks 1 MiB beside the
 * counting anyway.
 */
export function openLog(input: LogInput, onRead: OnRead): Promise<LogText> {
  return 'stdin' in input ? openStdin(input.stdin, onRead) : openPath(input, onRead)
}

async function openStdin(stdin: Readable, onRead: OnRead): Promise<ByteReader> {
  const isProcess = stdin === process.stdin && !process.stdin.isTTY && hasThread()
  return isProcess
    ? readInThread({ path: '-', external: false }, onRead)
    : decodeStored('-', storedStream('-', stdin, onRead), undefined)
}

async function openPath(
  { path, decompress, unpackLimit }: Extract<LogInput, { readonly path: string }>,
  onRead: OnRead,
): Promise<LogText> {
  if (await isStream(path)) {
    const stream = { path, external: false, unpackLimit }
    return hasThread() ? readInThread(stream, onRead) : openText(stream, onRead)
  }
  const external = decompress === 'external'
  const file = await openFile(path)
  const compression = await compressionOf(file)
  const isAhead = isUnpackedAhead(compression, external)
  // Looked at before it is opened for reading: where that throws, the file is closed.
  const plain = compression === undefined && (await plainOf(path, file))
  const text = await (isAhead ? readInThread : openText)({ path, file, external, unpackLimit }, onRead)
  return plain ? { ...text, plain } : text
}

function hasThread(): boolean {
  return KNOWS_THREADS && hasRoomForThread()
}

function isUnpackedAhead(compression: Compression | undefined, external: boolean): boolean {
  return compression !== undefined && (external || compression !== 'gzip') && hasThread()
}

// What cannot be looked at is read to its end by whoever opened it.
function plainOf(path: string, file: FileHandle): Promise<LogText['plain']> {
  return file.stat().then(
    ({ size }) => ({ path, file: file.fd, to: size }),
    () => undefined,
  )
}

/** A named pipe or a device. What cannot be looked at cannot be opened either, and opening says why. */
async function isStream(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined)
  return stats !== undefined && !stats.isFile() && !stats.isDirectory()
}

// What cannot be read, as a folder, is read as text, and reading says why.
function compressionOf(file: FileHandle): Promise<Compression | undefined> {
  return compressionOfFile(file).catch(() => undefined)
}
