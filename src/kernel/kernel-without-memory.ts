import { LINE_LENGTH, SPANS_LENGTH, type ByteMemo, type Kernel, type MemoSize } from '../domain/contracts.ts'
import { LINES_BYTES } from './memory-layout.ts'

const NONE = new Uint8Array(0)

/**
 * In place of a kernel where the system gives no memory to WebAssembly: it follows no plan, so that scanner and gate read each line,
 * as the reference does. Slower, to the same figures.
 */
export function kernelWithoutMemory(): Kernel {
  return {
    bytes: NONE,
    spans: new Int32Array(SPANS_LENGTH).fill(-1),
    rooms: [new Uint8Array(LINES_BYTES), new Uint8Array(LINES_BYTES), new Uint8Array(LINES_BYTES)],
    hold: () => -1,
    follow: () => false,
    consult: () => false,
    readLine: () => -1,
    readOn: () => -1,
    takeTuples: () => undefined,
    line: new Int32Array(LINE_LENGTH),
    keepHour: () => undefined,
    memories: NONE,
    openMemo: memoOf,
  }
}

function memoOf({ mostEntries, arenaBytes }: MemoSize): ByteMemo {
  const kept = new Map<string, number>()
  let length = 0

  function clear(): void {
    kept.clear()
    length = 0
  }

  return {
    find: (bytes, start, end, kind = 0) => kept.get(keyOf(bytes, start, end, kind)) ?? -1,
    keep: (bytes, start, end, value, kind = 0) => {
      if (end - start > arenaBytes) return
      if (kept.size >= mostEntries || length + end - start > arenaBytes) clear()
      kept.set(keyOf(bytes, start, end, kind), value)
      length += end - start
    },
    clear,
  }
}

function keyOf({ buffer, byteOffset }: Uint8Array, start: number, end: number, kind: number): string {
  return String.fromCharCode(kind) + Buffer.from(buffer, byteOffset).toString('latin1', start, end)
}
