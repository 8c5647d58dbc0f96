import type { FileHandle } from 'node:fs/promises'
import { errnoOf, ProblemError } from '../../domain/problem.ts'
import type { ByteReader } from '../byte-reader.ts'
import { cutLines } from '../cut-lines.ts'
import { logProblem } from '../log-problem.ts'
import { isTar, tarProblem } from '../unpack/refuse-tar.ts'
import { HEAD_BYTES, markHead, TAIL_BYTES, type Marker } from './marker.ts'
import type { PositionsOf, Sight } from './sight.ts'

const LF = 0x0a

const BLOCK_BYTES = 1048576

/** Looks at a file that is not compressed: at its start, and where it is asked to; the rest is not read. */
export async function sightPlain(
  path: string,
  file: FileHandle,
  mark: Marker,
  positionsOf: PositionsOf,
): Promise<Sight> {
  const stored = storedAt(path, file)
  const fileBytes = await stored.size()
  // What copytruncate leaves behind when the writer does not append: no byte of the log.
  const hole = await skipNuls(stored.read, fileBytes)
  const sizeBytes = fileBytes - hole
  const read = (from: number, length: number): Promise<Uint8Array> => stored.read(hole + from, length)
  const wholeBytes = await lineEndBefore(read, sizeBytes, 0)
  const { head, ...marked } = await markText(read, { sizeBytes, wholeBytes }, mark, positionsOf)
  if (isTar(head)) throw tarProblem(path)

  async function isUnchanged(): Promise<boolean> {
    if ((await stored.size()) < fileBytes) return false
    const again = await read(0, head.length)
    return again.length === head.length && again.every((byte, i) => byte === head[i])
  }

  async function from(position: number, wanted: PositionsOf): ReturnType<Sight['from']> {
    const start = position + (await skipNuls(readFrom(read, position), sizeBytes - position))
    const sizes = { sizeBytes: sizeBytes - start, wholeBytes: Math.max(0, wholeBytes - start) }
    const { marks, tails } = await markText(readFrom(read, start), sizes, mark, wanted)
    const text = (): Promise<ByteReader> => Promise.resolve(textBetween(read, start, sizeBytes))
    return { start, ...sizes, marks, tails, text, isUnchanged }
  }

  async function cut(from: number, most: number): Promise<number> {
    if (wholeBytes - from <= most) return wholeBytes
    const end = await lineEndBefore(read, from + most, from)
    // A line that is longer than all that: the rest in one go.
    return end > from ? end : wholeBytes
  }

  return {
    archiveKey: undefined,
    sizeBytes,
    wholeBytes,
    ...marked,
    tailAt: (position) => tailAt(read, position, mark),
    cut,
    from,
    head: async () => {
      const bytes = await read(0, Math.min(wholeBytes, BLOCK_BYTES))
      const end = bytes.lastIndexOf(LF) + 1
      return { bytes, start: 0, end: end > 0 ? end : bytes.length, tooLong: false }
    },
    // Most runs find some hundred lines.
    lines: async function* (from, to) {
      const rest = { path, file: file.fd, to: hole + to }
      for await (const chunk of cutLines(textBetween(read, from, to), Math.min(BLOCK_BYTES, to - from)))
        yield chunk.tooLong ? chunk : { ...chunk, rest: { ...rest, from: hole + from + chunk.endsAt } }
    },
    text: () => Promise.resolve(textBetween(read, 0, sizeBytes)),
    isUnchanged,
    persist: () => persist(file),
    close: () => file.close(),
  }
}

async function persist(file: FileHandle): Promise<void> {
  try {
    await file.datasync()
  } catch (error) {
    // A file system that cannot, or a disk that fails: the log is there to be read all the same.
    if (errnoOf(error) === undefined) throw error
  }
}

type Read = (from: number, length: number) => Promise<Uint8Array>

function readFrom(read: Read, start: number): Read {
  return (from, length) => read(start + from, length)
}

async function markText(
  read: Read,
  { sizeBytes, wholeBytes }: Pick<Sight, 'sizeBytes' | 'wholeBytes'>,
  mark: Marker,
  positionsOf: PositionsOf,
): Promise<Pick<Sight, 'marks' | 'tails'> & { readonly head: Uint8Array }> {
  const head = await read(0, Math.min(sizeBytes, HEAD_BYTES))
  const marks = markHead(head, wholeBytes, mark)
  const tails = new Map<number, string>()
  for (const position of marks === undefined ? [] : positionsOf(marks))
    if (position <= sizeBytes) tails.set(position, await tailAt(read, position, mark))
  return { head, marks, tails }
}

async function tailAt(read: Read, position: number, mark: Marker): Promise<string> {
  return mark(await read(Math.max(0, position - TAIL_BYTES), Math.min(position, TAIL_BYTES)))
}

// Most files begin with a line: a short look tells.
async function skipNuls(read: Read, fileBytes: number): Promise<number> {
  for (let at = 0; at < fileBytes;) {
    const block = await read(at, Math.min(at === 0 ? HEAD_BYTES : BLOCK_BYTES, fileBytes - at))
    const text = block.findIndex((byte) => byte !== 0)
    if (text >= 0) return at + text
    if (block.length === 0) break
    at += block.length
  }
  return fileBytes
}

/** The end of the last line that ends at `end` or before it; `from`: none. */
async function lineEndBefore(read: Read, end: number, from: number): Promise<number> {
  for (let stop = end; stop > from;) {
    // The last line of most logs is short.
    const start = Math.max(from, stop - (stop === end ? HEAD_BYTES : BLOCK_BYTES))
    const lf = (await read(start, stop - start)).lastIndexOf(LF)
    if (lf >= 0) return start + lf + 1
    stop = start
  }
  return from
}

function textBetween(read: Read, from: number, to: number): ByteReader {
  let at = from
  return {
    close: () => Promise.resolve(),
    read: async (into, place, length) => {
      const bytes = await read(at, Math.min(length, to - at))
      into.set(bytes, place)
      at += bytes.length
      return bytes.length
    },
  }
}

/** The bytes of an open file, from any place on. */
type StoredAt = {
  readonly size: () => Promise<number>
  /** Fewer bytes than asked for only at the end. */
  readonly read: (from: number, length: number) => Promise<Uint8Array>
}

function storedAt(path: string, file: FileHandle): StoredAt {
  const tell = (error: unknown): never => {
    throw new ProblemError(logProblem(path, error))
  }
  return {
    size: () => file.stat().then(({ size }) => size, tell),
    read: async (from, length) => {
      const bytes = Buffer.allocUnsafeSlow(length)
      let filled = 0
      while (filled < length) {
        const { bytesRead } = await file.read(bytes, filled, length - filled, from + filled).catch(tell)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return bytes.subarray(0, filled)
    },
  }
}
