import type { Wrapper } from '../wrapper.ts'
import { copyTime } from '../write-time.ts'
import { afterPriority, afterTag, endOfIso } from './read-header.ts'
import { writeSyslog } from './write-syslog.ts'

// 2026-03-10T09:31:24.655+01:00 lb1 nginx: LINE   a file of rsyslog; 2026-03-10T09:31:24+0100 lb1 nginx[812]: LINE   journalctl -o short-iso
export const SYSLOG_ISO: Wrapper = {
  name: 'syslog-iso',
  find: (bytes, start, end, found) => {
    const time = afterPriority(bytes, start, end)
    const timeEnd = time < 0 ? -1 : endOfIso(bytes, time, end)
    const line = timeEnd < 0 ? -1 : afterTag(bytes, timeEnd, end)
    if (line < 0) return false
    found.timeStart = time
    found.timeEnd = timeEnd
    found.start = line
    found.end = end
    return true
  },
  write: writeSyslog,
  writeTime: copyTime,
}
