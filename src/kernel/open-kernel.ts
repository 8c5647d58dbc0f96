import {
  LINE_LENGTH,
  SPANS_LENGTH,
  type ByteMemo,
  type Kernel,
  type KernelPlan,
  type MemoSize,
  type PathMemo,
  type PatternSegment,
} from '../domain/contracts.ts'
import { KERNEL_CODE } from './kernel-code.ts'
import {
  LAYOUT,
  LINES_BYTES,
  MEMO_HEAD,
  MEMO_HEAD_BYTES,
  MEMO_SLOT_BYTES,
  SCRATCH_BYTES,
  TUPLE_BYTES,
} from './memory-layout.ts'
import { patternTables } from './pattern-tables.ts'
import { writeKeys, writeSteps } from './write-plan.ts'

const PAGE_BYTES = 0x1_0000
const [LINES] = LAYOUT.rooms
const NO_MEMO = 0

// Compiled once a process, 1 ms.
let code: WebAssembly.Module | undefined

/** How many paths are remembered, and by what patterns ask of their segments. */
type RememberedPaths = { readonly size: MemoSize; readonly patterns: readonly (readonly PatternSegment[])[] }

/** Opens a kernel with a memory of its own, with room for these memos, and for one of paths, and none beside. */
export function openKernel(memos: readonly MemoSize[], remembered?: RememberedPaths): Kernel {
  const opener = memoOpener(memos, remembered)
  const pages = Math.ceil(opener.endOfMemory / PAGE_BYTES)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  code ??= new WebAssembly.Module(Buffer.from(KERNEL_CODE, 'base64'))
  const { exports } = new WebAssembly.Instance(code, { env: { memory } })
  const bytes = new Uint8Array(memory.buffer)
  const paths = opener.openPaths(bytes, exports)
  let followed: KernelPlan | undefined
  return {
    bytes,
    ...(paths !== undefined && { paths }),
    spans: new Int32Array(memory.buffer, LAYOUT.spans, SPANS_LENGTH),
    rooms: [roomAt(bytes, 0), roomAt(bytes, 1), roomAt(bytes, 2)],
    hold: (from, start, end) => {
      if (from.buffer === memory.buffer) return from.byteOffset + start
      if (end - start > LINES_BYTES) return -1
      bytes.set(from.subarray(start, end), LINES)
      return LINES
    },
    follow: (plan, escape) => {
      if (plan === followed) return true
      followed = undefined
      if ('steps' in plan) {
        if (!writeSteps(bytes, plan)) return false
        exports.setSteps(plan.steps.length, plan.backslash, plan.hasRequest, escape)
      } else {
        if (!writeKeys(bytes, plan)) return false
        exports.setKeys(plan.spanOf.length, plan.hasMethod, escape)
      }
      followed = plan
      return true
    },
    consult: ({ paths, agents, referrers, hosts, firstFeature, writing }) => {
      const [path, agent, referrer] = [paths, agents, referrers].map((memo) => opener.placeOf(memo))
      const host = hosts === undefined ? NO_MEMO : opener.placeOf(hosts)
      if (path === undefined || agent === undefined || referrer === undefined || host === undefined) return false
      exports.consult(path, agent, referrer, host, firstFeature, writing)
      return true
    },
    readLine: exports.readLine,
    readOn: exports.readOn,
    takeTuples: tupleTaker(memory, exports),
    line: new Int32Array(memory.buffer, LAYOUT.line, LINE_LENGTH),
    keepHour: exports.keepHour,
    memories: bytes.subarray(LAYOUT.memos, opener.endOfMemory),
    openMemo: (size) => opener.open(size, bytes, exports),
  }
}

function roomAt(bytes: Uint8Array, room: 0 | 1 | 2): Uint8Array {
  return bytes.subarray(LAYOUT.rooms[room], LAYOUT.rooms[room] + LINES_BYTES)
}

type MemoOpener = {
  readonly endOfMemory: number
  readonly open: (size: MemoSize, bytes: Uint8Array, kernel: KernelExports) => ByteMemo
  readonly openPaths: (bytes: Uint8Array, kernel: KernelExports) => PathMemo | undefined
  /** Undefined: it was not opened here. */
  readonly placeOf: (memo: ByteMemo | PathMemo) => number | undefined
}

/** Hands out the rooms for these memos, each once. */
function memoOpener(memos: readonly MemoSize[], remembered: RememberedPaths | undefined): MemoOpener {
  const sizes = remembered === undefined ? memos : [remembered.size, ...memos]
  let end: number = LAYOUT.memos
  const places = new Map<ByteMemo | PathMemo, number>()
  const free = sizes.map((size) => {
    const start = end
    end += bytesOf(size)
    return { size, start }
  })
  const tables = remembered && patternTables(remembered.patterns, end)

  function open<M extends ByteMemo | PathMemo>(size: MemoSize, bytes: Uint8Array, memoAt: (start: number) => M): M {
    const position = free.findIndex((room) => bytesOf(room.size) === bytesOf(size))
    const [room] = position < 0 ? [] : free.splice(position, 1)
    if (room === undefined) throw new RangeError('the kernel has no room for this memo')
    writeHead(bytes, room.start, size)
    const memo = memoAt(room.start)
    places.set(memo, room.start)
    return memo
  }

  return {
    endOfMemory: tables?.end ?? end,
    open: (size, bytes, kernel) => open(size, bytes, (start) => byteMemo(start, bytes, kernel)),
    openPaths: (bytes, kernel) => {
      tables?.write(bytes, kernel)
      return remembered && open(remembered.size, bytes, (start) => pathMemo(start, bytes, kernel))
    },
    placeOf: (memo) => places.get(memo),
  }
}

function tupleTaker({ buffer }: WebAssembly.Memory, { takeTuples }: KernelExports): Kernel['takeTuples'] {
  const words = new Uint32Array(buffer)
  const sums = new Float64Array(buffer)
  const tuple = { verdict: 0, code: 0, method: 0, agent: 0, referrer: 0, lines: 0, bytes: 0 }
  return (take) => {
    const last = LAYOUT.tuples + takeTuples() * TUPLE_BYTES
    for (let at = LAYOUT.tuples; at < last; at += TUPLE_BYTES) {
      const word = at / 4
      const asked = words[word] ?? 0
      const use = words[word + 1] ?? 0
      tuple.verdict = asked & 0xffff
      tuple.code = (asked >>> 16) & 0x3ff
      tuple.method = asked >>> 26
      tuple.agent = use & 0xffff
      tuple.referrer = use >>> 16
      tuple.lines = words[word + 2] ?? 0
      tuple.bytes = sums[at / 8 + 2] ?? 0
      take(tuple)
    }
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

function byteMemo(memo: number, memory: Uint8Array, { findInMemo, keepInMemo, clearMemo }: KernelExports): ByteMemo {
  return {
    find: (bytes, start, end, kind = 0) => {
      const at = bring(memory, bytes, start, end)
      return at < 0 ? -1 : findInMemo(memo, at, at + end - start, kind)
    },
    keep: (bytes, start, end, value, kind = 0) => {
      const at = bring(memory, bytes, start, end)
      if (at >= 0) keepInMemo(memo, at, at + end - start, kind, value)
    },
    clear: () => {
      clearMemo(memo)
    },
  }
}

function pathMemo(memo: number, memory: Uint8Array, { findPath, keepPath }: KernelExports): PathMemo {
  return {
    find: (bytes, start, end, method, writing) => {
      const at = bring(memory, bytes, start, end)
      return at < 0 ? -1 : findPath(memo, at, at + end - start, method, writing)
    },
    keep: (bytes, start, end, method, writing, value) => {
      const at = bring(memory, bytes, start, end)
      if (at >= 0) keepPath(memo, at, at + end - start, method, writing, value)
    },
  }
}

/** Brings bytes from elsewhere into the memory. @returns where they stand; −1: they are too many */
function bring(memory: Uint8Array, bytes: Uint8Array, start: number, end: number): number {
  if (bytes === memory) return start
  if (end - start > SCRATCH_BYTES) return -1
  memory.set(bytes.subarray(start, end), LAYOUT.scratch)
  return LAYOUT.scratch
}
