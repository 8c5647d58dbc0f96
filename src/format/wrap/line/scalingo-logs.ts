import type { LineWriter } from '../line-writer.ts'
import type { Wrapper } from '../wrapper.ts'
import { endOfWord, standsAs } from './read-header.ts'

const SPACE = 0x20
const OPENING = 0x5b
const CLOSING = 0x5d
const LETTER_T = 0x54
const DATE = 'dddd-dd-dd dd:dd:dd'
const DATE_BYTES = 10
const OFFSETS = [' +dddd', ' -dddd']
const OFFSET_BYTES = 6

// 2026-03-10 09:31:24.655123456 +0100 CET [web-1] LINE   `scalingo logs`, and archives of logs; the name of the zone may be missing
export const SCALINGO_LOGS: Wrapper = {
  name: 'scalingo-logs',
  find: (bytes, start, end, found) => {
    const offset = standsAs(DATE, bytes, start, end) ? endOfWord(bytes, start + DATE_BYTES + 1, end) : end
    if (!OFFSETS.some((front) => standsAs(front, bytes, offset, end))) return false
    const open = afterZone(bytes, offset + OFFSET_BYTES, end)
    if (open >= end || bytes[open] !== OPENING) return false
    const close = bytes.indexOf(CLOSING, open)
    if (close < 0 || close >= endOfWord(bytes, open, end)) return false
    found.timeStart = start
    found.timeEnd = offset + OFFSET_BYTES
    found.start = Math.min(bytes[close + 1] === SPACE ? close + 2 : close + 1, end)
    found.end = end
    return true
  },
  write: (bytes, start, end, out) => out.copy(bytes, start, end),
  writeTime: (bytes, start, end, out: LineWriter) => {
    out.copy(bytes, start, start + DATE_BYTES)
    out.put(LETTER_T)
    out.copy(bytes, start + DATE_BYTES + 1, end - OFFSET_BYTES)
    out.copy(bytes, end - OFFSET_BYTES + 1, end)
  },
}

/** Behind ` CET `, or a blank alone. */
function afterZone(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && (bytes[at] === SPACE || isCapital(bytes[at]!))) at++
  return at
}

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a
}
