import { randomBytes } from 'node:crypto'
import type { Chunk } from './cut-lines.ts'
import { HEAD_BYTES, openMarker, prefixLengths } from './sight/marker.ts'

const HASH = 0x23
const LF = 0x0a

/** Of this process alone: the marks are compared with each other, and kept nowhere. */
const mark = openMarker(randomBytes(32))

/**
 * Keyed marks of the first 64, 128 … 4096 bytes of a log, as far as there are so many: the text itself goes no further. None
 * where there is no line, since what names the columns is the same in many logs.
 */
export function markBeginning({ bytes, start, end }: Chunk): readonly string[] {
  const head = bytes.subarray(start, Math.min(end, start + HEAD_BYTES))
  return hasLine(head) ? prefixLengths(head.length).map((length) => mark(head.subarray(0, length))) : []
}

function hasLine(head: Uint8Array): boolean {
  return head.some((byte, at) => byte !== HASH && byte !== LF && (at === 0 || head[at - 1] === LF))
}
