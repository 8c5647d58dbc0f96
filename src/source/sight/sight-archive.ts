import { stat } from 'node:fs/promises'
import { fill, skip, type ByteReader } from '../byte-reader.ts'
import { cutLines, type Chunk } from '../cut-lines.ts'
import { openLog, type LogInput } from '../open-log.ts'
import { fileKeyOf } from './file-key.ts'
import { HEAD_BYTES, markHead, TAIL_BYTES, type HeadMarks, type Marker } from './marker.ts'
import { openForward } from './open-forward.ts'
import type { PositionsOf, Sight } from './sight.ts'

type Archive = Extract<LogInput, { readonly path: string }>

const BLOCK_BYTES = 1048576
const LF = 0x0a

/**
 * Looks at a compressed file by unpacking all of it, so that nothing is ever counted of one that does not end well; it is
 * unpacked again to be read, and for the places in it that are looked at.
 *
 * @param archiveKey of the file that has this name: it is unchanged while it has
 * @throws ProblemError LOG_DAMAGED
 */
export async function sightArchive(
  archive: Archive,
  archiveKey: string,
  mark: Marker,
  positionsOf: PositionsOf,
): Promise<Sight> {
  const scan = await scanAll(archive, mark, positionsOf)
  const { hole, sizeBytes, wholeBytes } = scan
  const isUnchanged = async (): Promise<boolean> => (await keyNow(archive.path)) === archiveKey
  const places = openForward(() => textBetween(archive, 0, hole + sizeBytes), BLOCK_BYTES)
  const textFrom = (from: number): Promise<ByteReader> => textBetween(archive, hole + from, hole + sizeBytes)
  return {
    ...scan,
    archiveKey,
    head: () => Promise.resolve(scan.first),
    // In one go: half of an archive is never counted.
    cut: () => Promise.resolve(wholeBytes),
    tailAt: () => Promise.resolve(scan.endTail),
    lines: (from, to) => linesBetween(archive, hole + from, hole + to),
    text: () => textFrom(0),
    from: async (position, wanted) => {
      const text = await places.at(hole + position)
      const { marks, tails, hole: nuls } = await scanText(text, mark, wanted, 'what is wanted')
      const start = position + nuls
      const sizes = { sizeBytes: sizeBytes - start, wholeBytes: Math.max(0, wholeBytes - start) }
      return { start, ...sizes, marks, tails, text: () => textFrom(start), isUnchanged }
    },
    isUnchanged,
    // One that is lost in part does not end well, and is not counted again.
    persist: () => Promise.resolve(),
    close: places.close,
  }
}

async function keyNow(path: string): Promise<string | undefined> {
  const stats = await stat(path, { bigint: true }).catch(() => undefined)
  return stats === undefined ? undefined : fileKeyOf(stats)
}

type Scan = Pick<Sight, 'marks' | 'sizeBytes' | 'wholeBytes' | 'tails'> & {
  readonly first: Chunk
  readonly hole: number
  readonly endTail: string
}

/** `what is wanted`: no more than that, so that sizes are not told. */
type Extent = 'all' | 'what is wanted'

async function scanAll(archive: Archive, mark: Marker, positionsOf: PositionsOf): Promise<Scan> {
  const reader = await openLog(archive, () => undefined)
  try {
    return await scanText(reader, mark, positionsOf, 'all')
  } finally {
    await reader.close()
  }
}

/** One pass over the text. A window of it is kept: the bytes before it that a tail may need, then a block. */
async function scanText(reader: ByteReader, mark: Marker, positionsOf: PositionsOf, extent: Extent): Promise<Scan> {
  const window = Buffer.allocUnsafeSlow(TAIL_BYTES + BLOCK_BYTES)
  const text = openTextScan(mark, positionsOf)
  let [hole, kept] = [0, 0]
  for (
    let length = await fill(reader, window, 0, BLOCK_BYTES);
    length > 0;
    length = await fill(reader, window, kept, BLOCK_BYTES)
  ) {
    const nuls = text.isEmpty() ? countNuls(window, length) : 0
    hole += nuls
    window.copyWithin(0, nuls, kept + length)
    if (nuls === length) continue
    text.take(window.subarray(0, kept + length - nuls), kept)
    if (extent !== 'all' && text.isMarked()) break
    const rest = Math.min(TAIL_BYTES, kept + length - nuls)
    window.copyWithin(0, kept + length - nuls - rest, kept + length - nuls)
    kept = rest
  }
  return { ...text.scan(), hole }
}

function countNuls(bytes: Uint8Array, length: number): number {
  const text = bytes.subarray(0, length).findIndex((byte) => byte !== 0)
  return text < 0 ? length : text
}

type TextScan = {
  readonly isEmpty: () => boolean
  /** Whether all positions that are wanted have been passed. */
  readonly isMarked: () => boolean
  /** @param before so many of these bytes were taken already */
  readonly take: (window: Buffer, before: number) => void
  readonly scan: () => Omit<Scan, 'hole'>
}

function openTextScan(mark: Marker, positionsOf: PositionsOf): TextScan {
  const tails = new Map<number, string>()
  let first = Buffer.alloc(0)
  let marks: HeadMarks | undefined
  let positions: readonly number[] = []
  let [sizeBytes, wholeBytes, endTail] = [0, 0, '']

  function markFirst(): void {
    marks = markHead(first.subarray(0, HEAD_BYTES), 1, mark)
    positions = marks === undefined ? [] : positionsOf(marks)
  }

  return {
    isEmpty: () => sizeBytes === 0,
    isMarked: () => marks !== undefined && positions.every((position) => position <= sizeBytes),
    take: (window, before) => {
      if (sizeBytes === 0) first = Buffer.from(window)
      const start = sizeBytes - before
      sizeBytes = start + window.length
      const tailAt = (position: number): string =>
        mark(window.subarray(Math.max(0, position - TAIL_BYTES - start), position - start))
      const lf = window.lastIndexOf(LF)
      if (marks === undefined && lf >= 0) markFirst()
      for (const position of positions)
        if (position > start + before && position <= sizeBytes) tails.set(position, tailAt(position))
      if (lf < before) return
      wholeBytes = start + lf + 1
      endTail = tailAt(wholeBytes)
    },
    scan: () => {
      const end = first.lastIndexOf(LF) + 1
      const head = { bytes: first, start: 0, end: end > 0 ? end : first.length, tooLong: false }
      return { marks, sizeBytes, wholeBytes, tails, first: head, endTail }
    },
  }
}

async function* linesBetween(archive: Archive, from: number, to: number): AsyncGenerator<Chunk, void, undefined> {
  const text = await textBetween(archive, from, to)
  try {
    yield* cutLines(text)
  } finally {
    await text.close()
  }
}

async function textBetween(archive: Archive, from: number, to: number): Promise<ByteReader> {
  const reader = await openLog(archive, () => undefined)
  try {
    let at = await skip(reader, from)
    return {
      close: reader.close,
      read: async (into, place, length) => {
        const bytes = at < to ? await reader.read(into, place, Math.min(length, to - at)) : 0
        at += bytes
        return bytes
      },
    }
  } catch (error) {
    await reader.close()
    throw error
  }
}
