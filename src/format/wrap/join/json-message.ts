import type { Wrapper } from '../wrapper.ts'
import { copyTime } from '../write-time.ts'
import { findValues } from './find-values.ts'
import { writeJsonText } from './write-json-text.ts'

const QUOTE = 0x22
const KEYS = ['message', '@timestamp', 'timestamp'].map((key) => new TextEncoder().encode(key))
const spans = new Int32Array(2 * KEYS.length)

// {"@timestamp":"2026-03-10T08:31:24.655Z","message":"LINE",…}   Filebeat, Logstash; Vector writes `timestamp`
export const JSON_MESSAGE: Wrapper = {
  name: 'json-message',
  find: (bytes, start, end, found) => {
    if (!findValues(bytes, start, end, KEYS, spans)) return false
    const [lineStart, lineEnd] = spans
    if (lineStart! < 0 || bytes[lineStart! - 1] !== QUOTE) return false
    found.start = lineStart!
    found.end = lineEnd!
    const time = spans[2]! < 0 ? 4 : 2
    found.timeStart = spans[time]!
    found.timeEnd = spans[time + 1]!
    return true
  },
  write: writeJsonText,
  writeTime: copyTime,
}
