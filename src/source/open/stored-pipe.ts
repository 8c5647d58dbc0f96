import { Socket, type OnReadOpts, type SocketConstructorOpts } from 'node:net'
import type { ByteReader } from '../byte-reader.ts'

/** What a pipe of Linux holds, so that one read empties it; sixteen of them, one of which is being filled. */
const SLOT_BYTES = 65_536
const SLOTS = 16

/**
 * The bytes of a pipe, into the same few buffers again and again: Node's streams take a new one for each read, which cost a tenth of
 * the processor time of a count. Nothing blocks: a thread that waits in a read cannot be ended.
 */
export function storedPipe(fd: number): ByteReader {
  const slots = Buffer.allocUnsafeSlow(SLOTS * SLOT_BYTES)
  const lengths = new Int32Array(SLOTS)
  let filled = 0
  let taken = 0
  let takenOfSlot = 0
  let isEnded = false
  let failure: Error | undefined
  let wake = (): void => undefined
  const isFull = (): boolean => filled - taken === SLOTS - 1

  function end(): void {
    isEnded = true
    wake()
  }

  // The constructor takes `onread` as `connect` does; its types do not say so.
  const options: SocketConstructorOpts & { readonly onread: OnReadOpts } = {
    ...{ fd, readable: true, writable: false },
    onread: {
      buffer: () => {
        const start = (filled % SLOTS) * SLOT_BYTES
        return slots.subarray(start, start + SLOT_BYTES)
      },
      callback: (bytes) => {
        lengths[filled % SLOTS] = bytes
        filled += 1
        wake()
        return !isFull()
      },
    },
  }
  const socket = new Socket(options)
  socket.once('end', end).once('close', end)
  socket.once('error', (error) => {
    failure = error
    end()
  })
  socket.resume()

  return {
    close: () => {
      socket.destroy()
      return Promise.resolve()
    },
    read: async (into, at, length) => {
      while (filled === taken && !isEnded) await new Promise<void>((resolve) => (wake = resolve))
      if (filled === taken) {
        if (failure !== undefined) throw failure
        return 0
      }
      const slot = taken % SLOTS
      const slotLength = lengths[slot] ?? 0
      const start = slot * SLOT_BYTES + takenOfSlot
      const bytes = Math.min(length, slotLength - takenOfSlot)
      into.set(slots.subarray(start, start + bytes), at)
      takenOfSlot += bytes
      if (takenOfSlot === slotLength) {
        const wasFull = isFull()
        taken += 1
        takenOfSlot = 0
        if (wasFull) socket.resume()
      }
      return bytes
    },
  }
}
