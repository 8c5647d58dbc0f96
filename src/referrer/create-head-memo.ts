import { endsHead } from './find-host.ts'

const LONGEST_HEAD_BYTES = 128

/**
 * The last head (scheme and authority) that was the service's own. Most referrers of a service are its own pages: 56 ns
 * instead of 130. Heads from outside are not kept: they change from line to line, and copying one costs 70 ns.
 */
type HeadMemo = {
  /** True if the referrer has the head that is kept. */
  readonly has: (bytes: Uint8Array, start: number, end: number) => boolean
  readonly keep: (bytes: Uint8Array, start: number, headEnd: number) => void
}

export function createHeadMemo(): HeadMemo {
  const head = new Uint8Array(LONGEST_HEAD_BYTES)
  let length = 0

  return {
    has(bytes, start, end) {
      const headEnd = start + length
      if (length === 0 || headEnd > end || (headEnd < end && !endsHead(bytes[headEnd]!))) return false
      // From the right: heads differ in their last bytes, and all begin alike.
      for (let i = length - 1; i >= 0; i--) if (bytes[start + i] !== head[i]) return false
      return true
    },
    keep(bytes, start, headEnd) {
      if (headEnd - start > LONGEST_HEAD_BYTES) return
      length = headEnd - start
      for (let i = 0; i < length; i++) head[i] = bytes[start + i]!
    },
  }
}
