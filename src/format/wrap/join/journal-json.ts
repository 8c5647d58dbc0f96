import { isDigit } from '../../time/read-time.ts'
import type { LineWriter } from '../line-writer.ts'
import type { Wrapper } from '../wrapper.ts'
import { writeEpoch } from '../write-time.ts'
import { findValues } from './find-values.ts'
import { writeJsonText } from './write-json-text.ts'

const SPACE = 0x20
const QUOTE = 0x22
const LF = 0x0a
const LIST = 0x5b
const KEYS = ['MESSAGE', '__REALTIME_TIMESTAMP'].map((key) => new TextEncoder().encode(key))
const spans = new Int32Array(2 * KEYS.length)

// {"MESSAGE":"LINE",…}   journalctl -o json; a MESSAGE that is not UTF-8 is a list of its bytes
export const JOURNAL_JSON: Wrapper = {
  name: 'journald-json',
  find: (bytes, start, end, found) => {
    if (!findValues(bytes, start, end, KEYS, spans)) return false
    const [lineStart, lineEnd, timeStart, timeEnd] = spans
    if (lineStart! < 0 || (bytes[lineStart! - 1] !== QUOTE && bytes[lineStart!] !== LIST)) return false
    found.start = lineStart!
    found.end = lineEnd!
    found.timeStart = timeStart!
    found.timeEnd = timeEnd!
    return true
  },
  write: (bytes, start, end, out) => {
    if (bytes[start] === LIST && bytes[start - 1] !== QUOTE) writeNumbers(bytes, start, end, out)
    else writeJsonText(bytes, start, end, out)
  },
  writeTime: writeEpoch,
}

/** Writes the bytes whose numbers stand in a list. */
function writeNumbers(bytes: Uint8Array, start: number, end: number, out: LineWriter): void {
  let number = -1
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (isDigit(byte)) number = Math.max(number, 0) * 10 + byte - 0x30
    else if (number >= 0) {
      out.put(number === LF ? SPACE : number)
      number = -1
    }
  }
}
