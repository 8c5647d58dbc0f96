import { describe, expect, it } from 'vitest'
import { dayText } from '../../src/domain/calendar.ts'
import { FATES, REASONS } from '../../src/domain/fate.ts'
import { testGate } from './test-gate.ts'

const row = (change: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    hour: '2026-03-10T08:00:00Z',
    method: 'GET',
    path: '/',
    status: 200,
    agent: 'curl/8.5.0',
    count: 7,
    ...change,
  })

type Read = {
  readonly fate: string | undefined
  readonly reason?: string | undefined
  readonly lines: number
  readonly rows: number
  readonly column?: number
  readonly when?: string
}

function readOf(text: string, options: { readonly asks?: true } = {}): Read {
  const read: Read[] = []
  testGate({ format: 'counted', ...options }).readLines(Buffer.from(`${text}\n`), 0, text.length + 1, (hit, line) =>
    read.push({
      ...{ fate: FATES[hit.fate], lines: hit.lines, rows: line.rows(hit) },
      ...(hit.reason >= 0 && { reason: REASONS[hit.reason], column: line.column() }),
      ...(hit.day >= 0 && { when: `${dayText(hit.day)} ${hit.hour}` }),
    }),
  )
  if (read.length !== 1) throw new Error('not one line')
  return read[0]!
}

const columnOf = (text: string, part: string): number => text.indexOf(part) + 1

describe('a row that counts several requests', () => {
  it.each([
    { why: 'is as many lines', change: {}, lines: 7 },
    { why: 'of a number in quotes, as ClickHouse writes one of 64 bits', change: { count: '7' }, lines: 7 },
    { why: 'of the largest number', change: { count: 1_000_000_000 }, lines: 1_000_000_000 },
  ])('$why', ({ change, lines }) => {
    expect(readOf(row(change))).toMatchObject({ fate: 'robot', lines, rows: 1, when: '2026-03-10 9' })
  })

  it.each([
    { why: 'none', count: undefined },
    { why: 'null', count: null },
    { why: 'no request', count: 0 },
    { why: 'a negative one', count: -7 },
    { why: 'a fraction', count: 7.5 },
    { why: 'one more than the largest', count: 1_000_000_001 },
    { why: 'one that is not exact', count: '9007199254740992' },
    { why: 'a word', count: 'LEAK' },
  ])('does not fit with another count, and is one line: $why', ({ count }) => {
    const text = row({ count })
    const at = text.includes('"count":"') ? columnOf(text, '"count":') + 9 : columnOf(text, '"count":') + 8
    expect(readOf(text)).toMatchObject({ fate: 'malformed', reason: 'bad-json', lines: 1, rows: 1 })
    if (typeof count === 'string' || typeof count === 'number') expect(readOf(text).column).toBe(at)
  })

  it('is as many lines that do not fit, where something else is wrong', () => {
    expect(readOf(row({ status: 999 }))).toMatchObject({ reason: 'bad-status', lines: 7, rows: 1 })
    expect(readOf(row({ hour: '2026-02-30 08:00:00' }))).toMatchObject({ reason: 'bad-time', lines: 7, rows: 1 })
  })

  it.each([
    { why: 'an hour of the service, whole', hour: '2026-03-10 08:00:00', when: '2026-03-10 8' },
    { why: 'an hour of the service', hour: '2026-03-10 08', when: '2026-03-10 8' },
    { why: 'an hour and its minutes', hour: '2026-03-10T08:00', when: '2026-03-10 8' },
    { why: 'an hour of UTC', hour: '2026-03-10T23Z', when: '2026-03-11 0' },
    { why: 'a number', hour: 1_773_131_400, when: '2026-03-10 9' },
    { why: 'a day of the service', hour: '2026-03-10', when: '2026-03-10 -1' },
  ])('stands at $why', ({ hour, when }) => {
    expect(readOf(row({ hour })).when).toBe(when)
  })

  it.each([
    { hour: '2026-02-30' },
    { hour: '2026-03-10 24' },
    { hour: '2026-03-1x' },
    { hour: '10 March' },
    { hour: 8 },
  ])('stands at no time: $hour', ({ hour }) => {
    expect(readOf(row({ hour }))).toMatchObject({ reason: 'bad-time', lines: 7 })
  })

  it('has no time with a day alone, where a table asks for the hour', () => {
    expect(readOf(row({ hour: '2026-03-10' }), { asks: true })).toMatchObject({ reason: 'bad-time', lines: 7 })
    expect(readOf(row(), { asks: true })).toMatchObject({ lines: 7, when: '2026-03-10 9' })
  })
})
