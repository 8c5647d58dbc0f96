import type { Readable } from 'node:stream'
import { fill, type ByteReader } from '../byte-reader.ts'
import { cutLines, LINE_LIMIT, type Chunk } from '../cut-lines.ts'
import { openLog } from '../open-log.ts'
import { HEAD_BYTES, markHead, openMarker, type HeadMarks } from './marker.ts'
import { openTap, type KnownEnds, type Tap } from './tap.ts'

const LF = 0x0a
// What journalctl says of what follows: another time at each run.
const TOOL_MARK = Buffer.from('-- ')

/** A pipe: it is read once, and never from its middle. All positions count bytes of its text. */
export type Pipe = {
  /** Not one byte came. */
  readonly isEmpty: boolean
  /** What it is known by at its start; undefined: it has no line. */
  readonly marks: HeadMarks | undefined
  /**
   * Its whole lines. A chunk never goes beyond a place where what was read before ends: there `onKnown` is told so, with the
   * position and the mark of the bytes before it.
   */
  readonly lines: (known: KnownEnds, onKnown: OnKnown) => AsyncGenerator<Chunk, void, undefined>
  /** What it was, once all is read. */
  readonly end: Tap['end']
  readonly close: () => Promise<void>
}

type OnKnown = (position: number, tail: string) => void

/** Opens the text of a pipe, unpacked, and looks at its start. Leading NULs, and what a tool says first, are no part of it. */
export async function openPipe(stdin: Readable, key: Uint8Array): Promise<Pipe> {
  const mark = openMarker(key)
  const reader = await openLog({ stdin }, () => undefined)
  const { head, isEmpty } = await readHead(reader)
  const tap = openTap(head, reader, mark)
  return {
    isEmpty,
    marks: markHead(head, head.length < HEAD_BYTES ? head.lastIndexOf(LF) + 1 : 1, mark),
    lines: (known, onKnown) => linesOf(tap, known, onKnown),
    end: tap.end,
    close: reader.close,
  }
}

async function readHead(reader: ByteReader): Promise<{ readonly head: Buffer; readonly isEmpty: boolean }> {
  const head = Buffer.alloc(HEAD_BYTES)
  let length = 0
  let isEmpty = true
  while (length < HEAD_BYTES) {
    const read = await fill(reader, head, length, HEAD_BYTES - length)
    if (read === 0) break
    isEmpty = false
    length += read
    const text = textIn(head.subarray(0, length))
    head.copyWithin(0, text, length)
    length -= text
  }
  return { head: head.subarray(0, length), isEmpty }
}

/** Where the first line begins that is of the log itself. */
function textIn(head: Buffer): number {
  const text = head.findIndex((byte) => byte !== 0)
  if (text < 0) return head.length
  const lf = head.indexOf(LF, text)
  if (lf < 0 || !head.subarray(text).subarray(0, TOOL_MARK.length).equals(TOOL_MARK)) return text
  return lf + 1 + textIn(head.subarray(lf + 1))
}

async function* linesOf(tap: Tap, known: KnownEnds, onKnown: OnKnown): AsyncGenerator<Chunk, void, undefined> {
  for (;;) {
    const stretch = tap.stretch(known)
    yield* wholeLines(stretch, tap)
    if (!stretch.isKnown()) return
    const { sizeBytes, tail } = tap.end()
    onKnown(sizeBytes, tail)
  }
}

/** What follows the last LF belongs to the next run. A line that is too long is told before its end: as the last, it may have none. */
async function* wholeLines(stretch: ByteReader, tap: Tap): AsyncGenerator<Chunk, void, undefined> {
  let tooLong: Chunk | undefined
  for await (const chunk of cutLines(stretch)) {
    if (tooLong !== undefined) yield tooLong
    tooLong = chunk.tooLong ? chunk : undefined
    if (!chunk.tooLong && chunk.bytes[chunk.end - 1] === LF) yield chunk
  }
  const { sizeBytes, wholeBytes } = tap.end()
  if (tooLong !== undefined && sizeBytes - wholeBytes <= LINE_LIMIT) yield tooLong
}
