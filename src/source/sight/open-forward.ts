import { skip, type ByteReader } from '../byte-reader.ts'

/** A text of which one place after the other is looked at. */
export type Forward = {
  /** What follows a position, until another is asked for. */
  readonly at: (position: number) => Promise<ByteReader>
  readonly close: () => Promise<void>
}

/**
 * Reads a text once for all places that are looked at in their order; from its start again only for one further back than is kept.
 *
 * @param keptBytes so much may have been read beyond the next place
 */
export function openForward(open: () => Promise<ByteReader>, keptBytes: number): Forward {
  let reader: ByteReader | undefined
  let reached = 0
  // What was read last: pieces are put together only where one goes back.
  let kept: Uint8Array[] = []

  const keptFrom = (): number => reached - kept.reduce((sum, { length }) => sum + length, 0)

  async function close(): Promise<void> {
    const closing = reader
    reader = undefined
    kept = []
    reached = 0
    await closing?.close()
  }

  function keep(piece: Uint8Array): void {
    kept.push(piece)
    reached += piece.length
    while (kept[0] !== undefined && keptFrom() + kept[0].length <= reached - keptBytes) kept.shift()
  }

  /** @returns what was read already behind a position */
  async function goTo(from: ByteReader, position: number): Promise<Uint8Array> {
    if (position < reached) return Buffer.concat(kept).subarray(position - keptFrom())
    kept = []
    reached += await skip(from, position - reached)
    return new Uint8Array(0)
  }

  return {
    close,
    at: async (position) => {
      if (position < keptFrom()) await close()
      const from = (reader ??= await open())
      let ahead = await goTo(from, position)
      return {
        close: () => Promise.resolve(),
        read: async (into, place, length) => {
          const again = ahead.subarray(0, length)
          into.set(again, place)
          ahead = ahead.subarray(again.length)
          if (again.length > 0) return again.length
          const bytes = await from.read(into, place, length)
          // A copy: the place that it is read into is used again.
          if (bytes > 0) keep(Uint8Array.from(into.subarray(place, place + bytes)))
          return bytes
        },
      }
    },
  }
}
