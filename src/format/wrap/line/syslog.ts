import { isDigit, monthOf } from '../../time/read-time.ts'
import { writeDate } from '../write-time.ts'
import type { Wrapper } from '../wrapper.ts'
import { afterPriority, afterTag, standsAs } from './read-header.ts'
import { writeSyslog } from './write-syslog.ts'

const SPACE = 0x20
const DOT = 0x2e
const CLOCK = ' dd:dd:dd'
const TIME_BYTES = 15

// <134>Mar 10 09:31:24 lb1 nginx[812]: LINE   RFC 3164; a file of rsyslog and `journalctl` have no <…>
export const SYSLOG: Wrapper = {
  name: 'syslog',
  find: (bytes, start, end, found) => {
    const time = afterPriority(bytes, start, end)
    if (time < 0 || monthOf(bytes, time) < 0 || bytes[time + 3] !== SPACE) return false
    const isDay = isDigit(bytes[time + 5]!) && (isDigit(bytes[time + 4]!) || bytes[time + 4] === SPACE)
    if (!isDay || !standsAs(CLOCK, bytes, time + 6, end)) return false
    const line = afterTag(bytes, afterFraction(bytes, time + TIME_BYTES, end), end)
    if (line < 0) return false
    found.timeStart = time
    found.timeEnd = time + TIME_BYTES
    found.start = line
    found.end = end
    return true
  },
  write: writeSyslog,
  writeTime: (bytes, start, _, out, lastDay) => {
    const tens = bytes[start + 4] === SPACE ? 0 : bytes[start + 4]! - 0x30
    writeDate(lastDay, monthOf(bytes, start), tens * 10 + bytes[start + 5]! - 0x30, out)
    out.put(0x54)
    out.copy(bytes, start + 7, start + TIME_BYTES)
  },
}

// 09:31:24.655123   journalctl -o short-precise
function afterFraction(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || bytes[at] !== DOT) return at
  let stop = at + 1
  while (stop < end && isDigit(bytes[stop]!)) stop++
  return stop
}
