import type { LineWriter } from './line-writer.ts'

/** The pieces of one line, kept until its end comes; the bytes of one that grows too long are given up. */
export type LineKeeper = {
  readonly holds: () => boolean
  readonly keep: (bytes: Uint8Array, start: number, end: number) => void
  /** Hands the line to `out`, without a line end. False: it is too long, and is gone. */
  readonly release: (out: LineWriter) => boolean
}

/** Longest line, without its LF, as in the logs themselves. */
const LINE_LIMIT = 65536
const FIRST_BYTES = 4096

export function createLineKeeper(): LineKeeper {
  let held = new Uint8Array(FIRST_BYTES)
  let length = 0
  let isHeld = false
  return {
    holds: () => isHeld,
    keep: (bytes, start, end) => {
      isHeld = true
      const wanted = length + end - start
      if (wanted > LINE_LIMIT) {
        length = LINE_LIMIT + 1
        return
      }
      if (wanted > held.length) {
        const wider = new Uint8Array(Math.min(LINE_LIMIT, Math.max(wanted, 2 * held.length)))
        wider.set(held.subarray(0, length))
        held = wider
      }
      for (let i = start; i < end; i++) held[length++] = bytes[i]!
    },
    release: (out) => {
      const fits = length <= LINE_LIMIT
      if (fits) out.copy(held, 0, length)
      length = 0
      isHeld = false
      return fits
    },
  }
}
