import type { LineWriter } from '../line-writer.ts'
import type { Wrapper } from '../wrapper.ts'

const ESC = 0x1b
const SPACE = 0x20
const BAR = 0x7c

// web-1  | LINE   perhaps with colours around the name, or within the line
export const COMPOSE: Wrapper = {
  name: 'compose',
  find: (bytes, start, end, found) => {
    const name = afterColours(bytes, start, end)
    let at = name
    while (at < end && isNameByte(bytes[at]!)) at++
    const spaces = at
    while (at < end && bytes[at] === SPACE) at++
    if (spaces === name || at === spaces || at >= end || bytes[at] !== BAR) return false
    at = afterColours(bytes, at + 1, end)
    found.start = at < end && bytes[at] === SPACE ? at + 1 : at
    found.end = end
    return true
  },
  write: writeWithoutColours,
}

function writeWithoutColours(bytes: Uint8Array, start: number, end: number, out: LineWriter): void {
  let from = start
  for (let at = start; at < end; at++) {
    if (bytes[at] !== ESC) continue
    const after = afterColours(bytes, at, end)
    if (after === at) continue
    out.copy(bytes, from, at)
    from = after
    at = after - 1
  }
  out.copy(bytes, from, end)
}

/** After the sequences `ESC [ … letter` at `from`; `from` itself if there is none. */
function afterColours(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at + 1 < end && bytes[at] === ESC && bytes[at + 1] === 0x5b) {
    let stop = at + 2
    while (stop < end && (bytes[stop]! < 0x40 || bytes[stop]! > 0x7e)) stop++
    if (stop >= end) break
    at = stop + 1
  }
  return at
}

function isNameByte(byte: number): boolean {
  const small = byte | SPACE
  const isAlphanumeric = (small >= 0x61 && small <= 0x7a) || (byte >= 0x30 && byte <= 0x39)
  return isAlphanumeric || byte === 0x2d || byte === 0x2e || byte === 0x5f
}
