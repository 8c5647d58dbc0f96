import type { ByteReader } from '../byte-reader.ts'
import { TAIL_BYTES, type Marker } from './marker.ts'

const LF = 0x0a

/** Where what was read before may end, by the mark of the bytes before it. */
export type KnownEnds = {
  readonly at: ReadonlyMap<number, string>
  /** At the end of whatever line: each is marked, which is for a log that does not begin as it did. */
  readonly anywhere: ReadonlySet<string>
  /** Of the last line alone: at the start, where too few bytes stand before its end. */
  readonly line: string | undefined
}

/** Bytes on their way, with the marks of what has passed. */
export type Tap = {
  /** From here to the end, or to where what was read before ends. */
  readonly stretch: (known: KnownEnds) => ByteReader & { readonly isKnown: () => boolean }
  /** Up to here: bytes, bytes up to and with the last LF, the mark before that, and that of the last line alone. */
  readonly end: () => {
    readonly sizeBytes: number
    readonly wholeBytes: number
    readonly tail: string
    readonly line: string
  }
}

export function openTap(head: Uint8Array, reader: ByteReader, mark: Marker): Tap {
  let [sizeBytes, wholeBytes, tail, line] = [0, 0, '', '']
  let recent: Uint8Array = new Uint8Array(0)
  // Read, and not passed yet.
  let ahead = head

  async function readOn(into: Uint8Array, at: number, length: number): Promise<number> {
    if (ahead.length === 0) return reader.read(into, at, length)
    const taken = Math.min(ahead.length, length)
    into.set(ahead.subarray(0, taken), at)
    ahead = ahead.subarray(taken)
    return taken
  }

  /** How many of these bytes stand before the end of the last line that has one of the marks; 0: none has. */
  function knownOf(bytes: Uint8Array, known: KnownEnds): number {
    const window = Buffer.concat([recent, bytes])
    for (let end = lineEnd(window, window.length); end > recent.length; end = lineEnd(window, end - 1))
      if (isKnownEnd(window, end, known)) return end - recent.length
    return 0
  }

  function isKnownEnd(window: Buffer, end: number, known: KnownEnds): boolean {
    if (end >= TAIL_BYTES) return known.anywhere.has(mark(window.subarray(end - TAIL_BYTES, end)))
    return known.line !== undefined && known.line === markLine(window, end)
  }

  /** Of a line, or of as much of it as is told by the bytes before a position. */
  function markLine(window: Buffer, end: number): string {
    return mark(window.subarray(Math.max(lineEnd(window, end - 1), end - TAIL_BYTES), end))
  }

  function pass(bytes: Uint8Array): void {
    const window = Buffer.concat([recent, bytes])
    const lf = window.lastIndexOf(LF)
    if (lf >= recent.length) {
      wholeBytes = sizeBytes + lf + 1 - recent.length
      tail = mark(window.subarray(Math.max(0, lf + 1 - TAIL_BYTES), lf + 1))
      line = markLine(window, lf + 1)
    }
    recent = Uint8Array.from(window.subarray(Math.max(0, window.length - TAIL_BYTES)))
    sizeBytes += bytes.length
  }

  return {
    end: () => ({ sizeBytes, wholeBytes, tail, line }),
    stretch: (ends) => {
      const { at: tails, anywhere, line: last } = ends
      const positions = [...tails.keys()].filter((position) => position > sizeBytes).sort((a, b) => a - b)
      let isKnown = false
      return {
        isKnown: () => isKnown,
        close: () => Promise.resolve(),
        read: async (into, at, length) => {
          if (isKnown) return 0
          const [next = Infinity] = positions
          const bytes = into.subarray(at, at + (await readOn(into, at, Math.min(length, next - sizeBytes))))
          const known = anywhere.size > 0 || last !== undefined ? knownOf(bytes, ends) : 0
          if (known > 0) {
            ahead = Buffer.concat([bytes.subarray(known), ahead])
            pass(bytes.subarray(0, known))
            isKnown = true
            return known
          }
          pass(bytes)
          if (sizeBytes < next) return bytes.length
          positions.shift()
          isKnown = mark(recent) === tails.get(next)
          return bytes.length
        },
      }
    },
  }
}

/** The end of the last line that ends within so many bytes; 0: none does. */
function lineEnd(window: Buffer, bytes: number): number {
  return window.subarray(0, bytes).lastIndexOf(LF) + 1
}
