import { describe, expect, it } from 'vitest'
import { isNotRequest } from '../../src/format/index.ts'

/** In the middle of a chunk. */
function isNone(line: string): boolean {
  const bytes = Buffer.from(`# [x] [\n${line}\n[x] [#\n`, 'latin1')
  return isNotRequest(bytes, 8, 8 + line.length)
}

describe('lines without a request behind them', () => {
  it.each([
    ['', 'blank'],
    ['   ', 'spaces'],
    [' \t', 'a tab'],
    ['#', 'a directive'],
    ['#Fields: date time', 'a directive of W3C'],
    ['2026/03/10 09:31:24 [error] 31#31: *1 open() "/LEAK" failed', 'nginx'],
    ['2026/03/10 09:31:24 [notice] 1#0: start worker processes', 'nginx, at its start'],
    ['2026/03/10 09:31:24 [warn] 31#', 'nginx, cut'],
    ['[Tue Mar 10 09:31:24.123456 2026] [core:notice] [pid 1:tid 2] AH00094', 'Apache 2.4'],
    ['[Tue Mar 10 09:31:24 2026] [error] [client 203.0.113.7] LEAK', 'Apache 2.2'],
    ['-- Journal begins at Tue 2026-03-03 10:00:00 CET, ends at Tue 2026-03-10 09:31:24 CET. --', 'journalctl'],
    ['-- Boot 0123456789abcdef0123456789abcdef --', 'journalctl, at a boot'],
    ['-- No entries --', 'journalctl, of an empty journal'],
  ])('"%s": %s', (line) => {
    expect(isNone(line)).toBe(true)
  })
})

describe('lines that are malformed', () => {
  it.each([
    ['-', 'a dash'],
    [' #', 'a directive stands at the start'],
    ['-- Boot LEAK', 'a mark that is cut'],
    ['--', 'dashes'],
    ['\r', 'a carriage return amid others'],
    ['Mozilla/5.0 LEAK', 'a lone agent'],
    ['203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1', 'a request that was cut'],
    ['2026/03/10 09:31:24 [error] 31: LEAK', 'no thread'],
    ['2026/03/10 09:31:24 [error] #31: LEAK', 'no process'],
    ['2026/03/10 09:31:24 [error]31#31: LEAK', 'no space'],
    ['2026/03/10 09:31:24 [ERROR] 31#31: LEAK', 'capitals'],
    ['2026/03/10 09:31:24 [error', 'cut in the level'],
    ['2026/03/10 09:31:24 [error] 31', 'cut in the process'],
    ['2026/03/10 09:31:24', 'a time alone'],
    ['2026-03-10 09:31:24 [error] 31#31: LEAK', 'another date'],
    ['[Tue Mar 10 09:31:24.123456 2026]', 'no module'],
    ['[Tue Mar 10 09:31:24.123456 2026] core:notice', 'no module in brackets'],
    [`[Tue Mar 10 09:31:24 ${'x'.repeat(20)}] [core:notice]`, 'too much before the module'],
    ['[T1e Mar 10 09:31:24 2026] [error] [client', 'a day that is no word'],
    ['[Tue Mar 1o 09:31:24 2026] [error] [client', 'a date that is no number'],
  ])('"%s": %s', (line) => {
    expect(isNone(line)).toBe(false)
  })
})
