/** Bytes that grow, and are written from the start again for each chunk. */
export type LineWriter = {
  readonly bytes: () => Uint8Array
  readonly length: () => number
  readonly put: (byte: number) => void
  readonly copy: (bytes: Uint8Array, start: number, end: number) => void
  /** Forgets what was written from `length` on. */
  readonly cut: (length: number) => void
}

const FIRST_BYTES = 4096

export function createLineWriter(): LineWriter {
  let held = new Uint8Array(FIRST_BYTES)
  let length = 0

  function ensure(more: number): void {
    if (length + more <= held.length) return
    const wider = new Uint8Array(Math.max(length + more, 2 * held.length))
    wider.set(held.subarray(0, length))
    held = wider
  }

  return {
    bytes: () => held,
    length: () => length,
    put: (byte) => {
      ensure(1)
      held[length++] = byte
    },
    // Lines of 30 to 300 bytes: a view and `set` cost more than this loop.
    copy: (bytes, start, end) => {
      if (end <= start) return
      ensure(end - start)
      for (let i = start; i < end; i++) held[length++] = bytes[i]!
    },
    cut: (to) => {
      length = to
    },
  }
}

/** The pieces of one line, kept until its end comes; the bytes of one that grows too long are given up. */
type LineKeeper = {
  readonly holds: () => boolean
  readonly keep: (bytes: Uint8Array, start: number, end: number) => void
  /** Hands the line to `out`, without a line end. False: it is too long, and is gone. */
  readonly release: (out: LineWriter) => boolean
}

/** Longest line, without its LF, as in the logs themselves. */
const LINE_LIMIT = 65536

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
