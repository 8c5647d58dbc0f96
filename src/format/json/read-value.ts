import { endOfBare, endOfString, skipNested, trimmed } from './find-ends.ts'

const OPEN_OBJECT = 0x7b
const OPEN_ARRAY = 0x5b

/** Marks the string that begins at `at`; gives where it ends, its quote included. */
export function readString(
  mark: number,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  marks: Int32Array,
): number {
  const stop = endOfString(bytes, view, at, end)
  if (mark >= 0 && marks[mark]! < 0 && stop < end) {
    marks[mark] = at
    marks[mark + 1] = stop
  }
  return stop + 1
}

/**
 * What nobody asked for in an object or array; a number, a word, a list without brackets, or nothing. `null` is as good
 * as nothing.
 */
export function readOther(
  mark: number,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  closer: number,
  marks: Int32Array,
  mostDepth: number,
): number {
  if (bytes[at] === OPEN_OBJECT || bytes[at] === OPEN_ARRAY) return skipNested(bytes, view, at, end, mostDepth)
  const stop = endOfBare(bytes, at, end, closer)
  if (mark >= 0 && marks[mark]! < 0) {
    const last = trimmed(bytes, at, stop)
    marks[mark] = at
    marks[mark + 1] = isNull(bytes, at, last) ? at : last
  }
  return stop
}

function isNull(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 4 && bytes[start] === 0x6e && bytes[start + 1] === 0x75 && bytes[start + 2] === 0x6c
}
