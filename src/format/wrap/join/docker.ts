import type { Wrapper } from '../wrapper.ts'
import { copyTime } from '../write-time.ts'
import { findValues } from './find-values.ts'
import { writeJsonText } from './write-json-text.ts'

const BACKSLASH = 0x5c
const KEYS = ['log', 'stream', 'time'].map((key) => new TextEncoder().encode(key))
const STDERR_BYTES = 6
/** Where Docker cuts a line, in bytes; written as JSON a piece is no shorter. */
const PIECE_BYTES = 16384
const spans = new Int32Array(2 * KEYS.length)

// {"log":"LINE\n","stream":"stdout","time":"2026-03-10T08:31:24.655123456Z"}   lines over 16 KiB in pieces, all but the last without \n;
// Fluent Bit and others write whole lines without it.
export const DOCKER: Wrapper = {
  name: 'docker',
  find: (bytes, start, end, found) => {
    if (!findValues(bytes, start, end, KEYS, spans)) return false
    const [logStart, logEnd, streamStart, streamEnd, timeStart, timeEnd] = spans
    if (logStart! < 0 || streamStart! < 0 || bytes[logStart! - 1] !== 0x22) return false
    const hasLineEnd = endsInLineEnd(bytes, logStart!, logEnd!)
    found.isPiece = !hasLineEnd && logEnd! - logStart! >= PIECE_BYTES
    found.start = logStart!
    found.end = hasLineEnd ? logEnd! - 2 : logEnd!
    found.timeStart = timeStart!
    found.timeEnd = timeEnd!
    // `stdout` and `stderr`: the fourth letter tells them apart.
    const streamBytes = streamEnd! - streamStart!
    found.stream = streamBytes === STDERR_BYTES && bytes[streamStart! + 3] === 0x65 ? 1 : 0
    return true
  },
  write: writeJsonText,
  writeTime: copyTime,
}

/** True for `\n` at the end, if its backslash is not escaped itself. */
function endsInLineEnd(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 2 || bytes[end - 1] !== 0x6e) return false
  let at = end - 1
  while (at > start && bytes[at - 1] === BACKSLASH) at--
  return ((end - 1 - at) & 1) === 1
}
