import type { ByteMemo, MemoSize } from '../domain/contracts.ts'
import { LAYOUT, MEMO_HEAD, MEMO_HEAD_BYTES, MEMO_SLOT_BYTES, SCRATCH_BYTES } from './layout.ts'

export type MemoOpener = {
  readonly endOfMemory: number
  readonly open: (size: MemoSize, bytes: Uint8Array, kernel: KernelExports) => ByteMemo
}

/** Hands out the rooms for these memos, each once. */
export function memoOpener(sizes: readonly MemoSize[]): MemoOpener {
  let end: number = LAYOUT.memos
  const free = sizes.map((size) => {
    const start = end
    end += bytesOf(size)
    return { size, start }
  })
  return {
    endOfMemory: end,
    open: (size, bytes, kernel) => {
      const position = free.findIndex((room) => bytesOf(room.size) === bytesOf(size))
      const [room] = position < 0 ? [] : free.splice(position, 1)
      if (room === undefined) throw new RangeError('the kernel has no room for this memo')
      writeHead(bytes, room.start, size)
      return memoAt(room.start, bytes, kernel)
    },
  }
}

function bytesOf({ mostEntries, arenaBytes }: MemoSize): number {
  const all = MEMO_HEAD_BYTES + slotsOf(mostEntries) * MEMO_SLOT_BYTES + arenaBytes
  // Aligned; and what is compared may be looked at 15 bytes too far.
  return Math.ceil((all + 16) / 16) * 16
}

/** A third of them filled at most, so that probes are few. */
function slotsOf(mostEntries: number): number {
  return 1 << Math.ceil(Math.log2(3 * mostEntries))
}

function writeHead(bytes: Uint8Array, start: number, { mostEntries, arenaBytes }: MemoSize): void {
  const head = new Uint32Array(bytes.buffer, start, MEMO_HEAD_BYTES / 4)
  const slots = slotsOf(mostEntries)
  head[MEMO_HEAD.mask] = slots - 1
  head[MEMO_HEAD.shift] = 32 - Math.log2(slots)
  head[MEMO_HEAD.mostEntries] = mostEntries
  head[MEMO_HEAD.arena] = start + MEMO_HEAD_BYTES + slots * MEMO_SLOT_BYTES
  head[MEMO_HEAD.arenaBytes] = arenaBytes
}

function memoAt(memo: number, memory: Uint8Array, { findInMemo, keepInMemo, clearMemo }: KernelExports): ByteMemo {
  /** Brings bytes from elsewhere into the memory. */
  function bring(bytes: Uint8Array, start: number, end: number): void {
    memory.set(bytes.subarray(start, end), LAYOUT.scratch)
  }

  return {
    find: (bytes, start, end) => {
      if (bytes === memory) return findInMemo(memo, start, end)
      if (end - start > SCRATCH_BYTES) return -1
      bring(bytes, start, end)
      return findInMemo(memo, LAYOUT.scratch, LAYOUT.scratch + end - start)
    },
    keep: (bytes, start, end, value) => {
      if (bytes === memory) {
        keepInMemo(memo, start, end, value)
        return
      }
      if (end - start > SCRATCH_BYTES) return
      bring(bytes, start, end)
      keepInMemo(memo, LAYOUT.scratch, LAYOUT.scratch + end - start, value)
    },
    clear: () => {
      clearMemo(memo)
    },
  }
}
