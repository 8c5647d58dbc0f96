import { createHmac } from 'node:crypto'

/** Bytes that a log is known by at its start. */
export const HEAD_BYTES = 4096
/** Bytes before a position that it is known by. */
export const TAIL_BYTES = 256
const SHORTEST_PREFIX = 64

/** A keyed hash of bytes of a log, 128 bits: without the key it confirms nothing about a line. */
export type Marker = (bytes: Uint8Array) => string

export function openMarker(key: Uint8Array): Marker {
  return (bytes) => createHmac('sha256', key).update(bytes).digest('base64url').slice(0, 22)
}

/** What a log is known by at its start: leading NULs are no part of it. */
export type HeadMarks = {
  /** Of the first whole line, or of as much of it as there is room for. */
  readonly firstLine: string
  /** Of the first 64, 128 … 4096 bytes, as far as there are so many. */
  readonly prefixes: readonly string[]
}

/** @returns undefined where there is no whole line */
export function markHead(head: Uint8Array, wholeBytes: number, mark: Marker): HeadMarks | undefined {
  if (wholeBytes === 0) return undefined
  const lf = head.indexOf(0x0a)
  return {
    firstLine: mark(head.subarray(0, lf < 0 ? head.length : lf + 1)),
    prefixes: prefixLengths(head.length).map((length) => mark(head.subarray(0, length))),
  }
}

/** The lengths of the prefixes that are marked of so many bytes. */
export function prefixLengths(bytes: number): readonly number[] {
  const lengths: number[] = []
  for (let length = SHORTEST_PREFIX; length <= Math.min(bytes, HEAD_BYTES); length *= 2) lengths.push(length)
  return lengths
}
