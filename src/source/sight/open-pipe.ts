import type { Readable } from 'node:stream'
import { fill, type ByteReader } from '../byte-reader.ts'
import { cutLines, type Chunk } from '../cut-lines.ts'
import { openLog } from '../open/open-log.ts'
import { HEAD_BYTES, markHead, openMarker, type HeadMarks } from './marker.ts'
import { openTap, type Tap } from './tap.ts'

const LF = 0x0a

/** A pipe: it is read once, and never from its middle. All positions count bytes of its text. */
export type Pipe = {
  /** Not one byte came. */
  readonly isEmpty: boolean
  /** What it is known by at its start; undefined: it has no line. */
  readonly marks: HeadMarks | undefined
  /**
   * Its whole lines. A chunk never goes beyond a position at which the bytes before it have the mark that is given: there
   * `onKnown` is told that all before it was read before.
   */
  readonly lines: (
    tails: ReadonlyMap<number, string>,
    onKnown: (position: number) => void,
  ) => AsyncGenerator<Chunk, void, undefined>
  /** What it was, once all is read. */
  readonly end: Tap['end']
  readonly close: () => Promise<void>
}

/** Opens the text of a pipe, unpacked, and looks at its start. Leading NULs are no part of it. */
export async function openPipe(stdin: Readable, key: Uint8Array): Promise<Pipe> {
  const mark = openMarker(key)
  const reader = await openLog({ stdin }, () => undefined)
  const head = await readHead(reader)
  const tap = openTap(head, reader, mark)
  return {
    isEmpty: head.length === 0,
    marks: markHead(head, head.length < HEAD_BYTES ? head.lastIndexOf(LF) + 1 : 1, mark),
    lines: (tails, onKnown) => linesOf(tap, tails, onKnown),
    end: tap.end,
    close: reader.close,
  }
}

async function readHead(reader: ByteReader): Promise<Buffer> {
  const head = Buffer.alloc(HEAD_BYTES)
  let length = 0
  while (length < HEAD_BYTES) {
    const read = await fill(reader, head, length, HEAD_BYTES - length)
    if (read === 0) break
    length += read
    const text = head.subarray(0, length).findIndex((byte) => byte !== 0)
    const nuls = text < 0 ? length : text
    head.copyWithin(0, nuls, length)
    length -= nuls
  }
  return head.subarray(0, length)
}

async function* linesOf(
  tap: Tap,
  tails: ReadonlyMap<number, string>,
  onKnown: (position: number) => void,
): AsyncGenerator<Chunk, void, undefined> {
  for (;;) {
    const stretch = tap.stretch(tails)
    for await (const chunk of cutLines(stretch))
      // What follows the last LF belongs to the next run.
      if (chunk.tooLong || chunk.bytes[chunk.end - 1] === LF) yield chunk
    if (!stretch.isKnown()) return
    onKnown(tap.end().sizeBytes)
  }
}
