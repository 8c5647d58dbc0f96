import type { Peeler } from '../../domain/contracts.ts'
import { createLineKeeper, createLineWriter } from './line-writer.ts'
import { nothingFound, type PeelOptions, type Wrapper } from './wrapper.ts'

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20

/** Makes a peeler of a wrapper that stands around each line by itself. */
export function createPeeler(wrapper: Wrapper, { withTime, lastDay }: PeelOptions): Peeler {
  const { name, find, write, writeTime } = wrapper
  const out = createLineWriter()
  const asides = createLineMarks()
  const kept = [createLineKeeper(), createLineKeeper()] as const
  const found = nothingFound()
  let lines = 0
  let tooLong = 0

  /** Peels the line `bytes[from…to)`, which `hasEnd` or is the last of its file. */
  function peelLine(bytes: Uint8Array, from: number, to: number, hasEnd: boolean): void {
    const end = to > from && bytes[to - 1] === CR ? to - 1 : to
    let start = from
    while (start < end && bytes[start] === 0) start++
    if (find(bytes, start, end, found)) return takeFound(bytes, hasEnd)
    out.copy(bytes, from, to)
    if (hasEnd) out.put(LF)
    lines++
  }

  function takeFound(bytes: Uint8Array, hasEnd: boolean): void {
    const before = out.length()
    const keeper = kept[found.stream]
    const isFirst = !keeper.holds()
    if (withTime && isFirst && writeTime !== undefined && found.timeStart >= 0) {
      writeTime(bytes, found.timeStart, found.timeEnd, out, lastDay)
      out.put(SPACE)
    }
    write(bytes, found.start, found.end, out)
    if (isFirst && !found.isPiece) return endLine(hasEnd)
    keeper.keep(out.bytes(), before, out.length())
    out.cut(before)
    if (!found.isPiece) release(found.stream, hasEnd)
  }

  function release(stream: 0 | 1, hasEnd: boolean): void {
    found.stream = stream
    if (kept[stream].release(out)) endLine(hasEnd)
    else tooLong++
  }

  function endLine(hasEnd: boolean): void {
    if (hasEnd) out.put(LF)
    if (found.stream === 1) asides.mark(lines)
    lines++
  }

  function releaseAll(): void {
    for (const stream of [0, 1] as const) {
      if (!kept[stream].holds()) continue
      // What came before it has no line end only if it is torn too.
      if (out.length() > 0 && out.bytes()[out.length() - 1] !== LF) out.put(LF)
      release(stream, false)
    }
  }

  return {
    name,
    peel: (bytes, start, end, isLast) => {
      out.cut(0)
      asides.clear()
      lines = 0
      tooLong = 0
      for (let at = start; at < end;) {
        const lf = bytes.indexOf(LF, at)
        const stop = lf < 0 || lf >= end ? end : lf
        peelLine(bytes, at, stop, stop < end)
        at = stop + 1
      }
      if (isLast) releaseAll()
      return { bytes: out.bytes(), start: 0, end: out.length(), tooLong }
    },
    isAside: asides.has,
  }
}

/** Remembers some of the lines of a buffer, by their numbers. They are marked in order. */
type LineMarks = {
  readonly clear: () => void
  readonly mark: (line: number) => void
  readonly has: (line: number) => boolean
}

const FIRST_MARKS = 64

function createLineMarks(): LineMarks {
  let marks = new Int32Array(FIRST_MARKS)
  let length = 0
  return {
    clear: () => {
      length = 0
    },
    mark: (line) => {
      if (length === marks.length) {
        const wider = new Int32Array(2 * length)
        wider.set(marks)
        marks = wider
      }
      marks[length++] = line
    },
    has: (line) => {
      let [low, high] = [0, length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (marks[middle]! < line) low = middle + 1
        else high = middle
      }
      return low < length && marks[low] === line
    },
  }
}
