import { LINE_LENGTH, SPANS_LENGTH, type Kernel, type MemoSize } from '../domain/contracts.ts'
import { KERNEL_CODE } from './kernel-code.ts'
import { LAYOUT, LINES_BYTES } from './layout.ts'
import { memoOpener } from './memo-opener.ts'
import { writeKeys } from './write-keys.ts'
import { writeSteps } from './write-steps.ts'

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
