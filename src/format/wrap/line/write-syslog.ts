import type { LineWriter } from '../line-writer.ts'

const HASH = 0x23
const TAB = 0x09

/** rsyslog writes a TAB as `#011`; no other control byte has a meaning to a log format. */
export function writeSyslog(bytes: Uint8Array, start: number, end: number, out: LineWriter): void {
  let from = start
  for (let i = start; i + 3 < end; i++) {
    if (bytes[i] !== HASH || bytes[i + 1] !== 0x30 || bytes[i + 2] !== 0x31 || bytes[i + 3] !== 0x31) continue
    out.copy(bytes, from, i)
    out.put(TAB)
    from = i + 4
  }
  out.copy(bytes, from, end)
}
