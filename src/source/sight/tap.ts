import type { ByteReader } from '../byte-reader.ts'
import { TAIL_BYTES, type Marker } from './marker.ts'

const LF = 0x0a

/** Bytes on their way, with the marks of what has passed. */
export type Tap = {
  /** From here to the end, or to the first position that has the mark given for it. */
  readonly stretch: (tails: ReadonlyMap<number, string>) => ByteReader & { readonly isKnown: () => boolean }
  /** Up to here: bytes, bytes up to and with the last LF, and the mark before that. */
  readonly end: () => { readonly sizeBytes: number; readonly wholeBytes: number; readonly tail: string }
}

export function openTap(head: Uint8Array, reader: ByteReader, mark: Marker): Tap {
  let [sizeBytes, wholeBytes, tail] = [0, 0, '']
  let recent: Uint8Array = new Uint8Array(0)

  async function readOn(into: Uint8Array, at: number, length: number): Promise<number> {
    const left = head.length - sizeBytes
    if (left <= 0) return reader.read(into, at, length)
    const taken = Math.min(left, length)
    into.set(head.subarray(sizeBytes, sizeBytes + taken), at)
    return taken
  }

  function pass(bytes: Uint8Array): void {
    const window = Buffer.concat([recent, bytes])
    const lf = window.lastIndexOf(LF)
    if (lf >= recent.length) {
      wholeBytes = sizeBytes + lf + 1 - recent.length
      tail = mark(window.subarray(Math.max(0, lf + 1 - TAIL_BYTES), lf + 1))
    }
    recent = Uint8Array.from(window.subarray(Math.max(0, window.length - TAIL_BYTES)))
    sizeBytes += bytes.length
  }

  return {
    end: () => ({ sizeBytes, wholeBytes, tail }),
    stretch: (tails) => {
      const positions = [...tails.keys()].filter((position) => position > sizeBytes).sort((a, b) => a - b)
      let isKnown = false
      return {
        isKnown: () => isKnown,
        close: () => Promise.resolve(),
        read: async (into, at, length) => {
          if (isKnown) return 0
          const [next = Infinity] = positions
          const bytes = await readOn(into, at, Math.min(length, next - sizeBytes))
          pass(into.subarray(at, at + bytes))
          if (sizeBytes < next) return bytes
          positions.shift()
          isKnown = mark(recent) === tails.get(next)
          return bytes
        },
      }
    },
  }
}
