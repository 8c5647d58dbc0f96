import { isDigit } from '../../time/read-time.ts'
import type { Wrapper } from '../wrapper.ts'
import { copyTime } from '../write-time.ts'
import { afterPriority, endOfIso, endOfWord, standsAs } from './read-header.ts'
import { writeSyslog } from './write-syslog.ts'

const SPACE = 0x20
const DASH = 0x2d
const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN = 0x5b
const CLOSE = 0x5d
/** Host, program, process, kind of message. */
const WORDS = 4
const LOGPLEX = ' host '

// <134>1 2026-03-10T08:31:24.655Z lb1 nginx 812 - - LINE   RFC 5424; `<134>1 2026-03-10T08:31:24+00:00 host heroku router - LINE`, as
// Logplex of Heroku writes it, without structured data; `121 <134>1 …`, framed for a drain by the bytes that follow
export const SYSLOG_5424: Wrapper = {
  name: 'syslog-5424',
  find: (bytes, start, end, found) => {
    const open = afterFrame(bytes, start, end)
    const version = afterPriority(bytes, open, end)
    if (version <= open || bytes[version] !== 0x31 || bytes[version + 1] !== SPACE) return false
    const time = version + 2
    const hasTime = bytes[time] !== DASH
    const timeEnd = hasTime ? endOfIso(bytes, time, end) : time + 1
    const data = timeEnd < 0 ? -1 : afterWords(bytes, timeEnd, end)
    const behind = afterData(bytes, data, end)
    const line = behind < 0 && standsAs(LOGPLEX, bytes, timeEnd, end) ? data : behind
    if (line < 0) return false
    found.timeStart = hasTime ? time : -1
    found.timeEnd = timeEnd
    found.start = line
    found.end = end
    return true
  },
  write: writeSyslog,
  writeTime: copyTime,
}

/** Behind `121 `, where a frame begins so. */
function afterFrame(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && isDigit(bytes[at]!)) at++
  return at > start && at < end && bytes[at] === SPACE ? at + 1 : start
}

/** After the four words and the space behind them. */
function afterWords(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  for (let i = 0; i < WORDS; i++) {
    if (bytes[at] !== SPACE) return -1
    const stop = endOfWord(bytes, at + 1, end)
    if (stop === at + 1) return -1
    at = stop
  }
  return at < end ? at + 1 : -1
}

/** Where the line starts, after `-` or `[id key="value"]…`, a space, and perhaps a BOM. */
function afterData(bytes: Uint8Array, from: number, end: number): number {
  if (from < 0 || from >= end) return -1
  let at = from
  if (bytes[at] === DASH) at++
  else while (at >= 0 && bytes[at] === OPEN) at = afterElement(bytes, at, end)
  if (at === from || at < 0 || (at < end && bytes[at] !== SPACE)) return -1
  at = Math.min(at + 1, end)
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? Math.min(at + 3, end) : at
}

function afterElement(bytes: Uint8Array, from: number, end: number): number {
  let isQuoted = false
  for (let at = from + 1; at < end; at++) {
    const byte = bytes[at]!
    if (byte === BACKSLASH && isQuoted) at++
    else if (byte === QUOTE) isQuoted = !isQuoted
    else if (byte === CLOSE && !isQuoted) return at + 1
  }
  return -1
}
