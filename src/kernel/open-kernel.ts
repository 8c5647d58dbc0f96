import { LINE_LENGTH, SPANS_LENGTH, type ByteMemo, type Kernel, type MemoSize } from '../domain/contracts.ts'
import { KERNEL_CODE } from './kernel-code.ts'
import { LAYOUT, LINES_BYTES, MEMO_HEAD, MEMO_HEAD_BYTES, MEMO_SLOT_BYTES, SCRATCH_BYTES } from './layout.ts'
import { writeKeys, writeSteps } from './write-plan.ts'

const PAGE_BYTES = 0x1_0000
const LINES = LAYOUT.lines

// Compiled once a process, 1 ms.
let code: WebAssembly.Module | undefined

/** Opens a kernel with a memory of its own, with room for these memos and none beside. */
export function openKernel(memos: readonly MemoSize[]): Kernel {
  const opener = memoOpener(memos)
  const pages = Math.ceil(opener.endOfMemory / PAGE_BYTES)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  code ??= new WebAssembly.Module(Buffer.from(KERNEL_CODE, 'base64'))
  const { exports } = new WebAssembly.Instance(code, { env: { memory } })
  const bytes = new Uint8Array(memory.buffer)
  return {
    bytes,
    spans: new Int32Array(memory.buffer, LAYOUT.spans, SPANS_LENGTH),
    hold: (from, start, end) => {
      if (end - start > LINES_BYTES) return -1
      bytes.set(from.subarray(start, end), LINES)
      return LINES
    },
    follow: (plan) => {
      if ('steps' in plan) {
        if (!writeSteps(bytes, plan)) return false
        exports.setSteps(plan.steps.length, plan.backslash, plan.hasRequest)
      } else {
        if (!writeKeys(bytes, plan)) return false
        exports.setKeys(plan.spanOf.length, plan.hasMethod)
      }
      return true
    },
    readLine: exports.readLine,
    line: new Int32Array(memory.buffer, LAYOUT.line, LINE_LENGTH),
    keepHour: exports.keepHour,
    openMemo: (size) => opener.open(size, bytes, exports),
  }
}

type MemoOpener = {
  readonly endOfMemory: number
  readonly open: (size: MemoSize, bytes: Uint8Array, kernel: KernelExports) => ByteMemo
}

/** Hands out the rooms for these memos, each once. */
function memoOpener(sizes: readonly MemoSize[]): MemoOpener {
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
