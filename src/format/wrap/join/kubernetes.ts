import { endOfIso, endOfWord } from '../line/read-header.ts'
import type { Wrapper } from '../wrapper.ts'
import { copyTime } from '../write-time.ts'

const SPACE = 0x20
const COLON = 0x3a
const PARTIAL = 0x50
const STREAM = new TextEncoder().encode(' stdout ')
/** Where `stdout` and `stderr` differ. */
const [OUT_AT, ERR_BYTES] = [4, [0x65, 0x72, 0x72]]

// 2026-03-10T08:31:24.655123456Z stdout F LINE   CRI; `P`: the line goes on
export const KUBERNETES: Wrapper = {
  name: 'kubernetes',
  find: (bytes, start, end, found) => {
    const timeEnd = endOfIso(bytes, start, end)
    if (timeEnd < 0) return false
    const stream = streamAt(bytes, timeEnd, end)
    const tag = timeEnd + STREAM.length
    const isFull = bytes[tag] === 0x46
    if (stream === undefined || tag >= end || (!isFull && bytes[tag] !== PARTIAL)) return false
    if (tag + 1 < end && bytes[tag + 1] !== SPACE && bytes[tag + 1] !== COLON) return false
    found.timeStart = start
    found.timeEnd = timeEnd
    found.start = Math.min(endOfWord(bytes, tag, end) + 1, end)
    found.end = end
    found.stream = stream
    found.isPiece = !isFull
    return true
  },
  write: (bytes, start, end, out) => out.copy(bytes, start, end),
  writeTime: copyTime,
}

function streamAt(bytes: Uint8Array, at: number, end: number): 0 | 1 | undefined {
  if (at + STREAM.length > end) return undefined
  const isError = bytes[at + OUT_AT] === ERR_BYTES[0]
  for (let i = 0; i < STREAM.length; i++) {
    const isName = i >= OUT_AT && i < OUT_AT + ERR_BYTES.length
    if (bytes[at + i] !== (isError && isName ? ERR_BYTES[i - OUT_AT] : STREAM[i])) return undefined
  }
  return isError ? 1 : 0
}
