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

/** The row below a header with the count at its end. */
function columns(separator: string, cells: readonly string[]): Read {
  const header = ['hour', 'path', 'status', 'bytes', 'count'].join(separator)
  const text = Buffer.from(`${header}\n${cells.join(separator)}\n`)
  const read: Read[] = []
  testGate({ format: 'counted', first: { bytes: text, start: 0, end: text.length } }).readLines(
    text,
    0,
    text.length,
    (hit, line) =>
      read.push({
        ...{ fate: FATES[hit.fate], lines: hit.lines, rows: line.rows(hit) },
        ...(hit.reason >= 0 && { reason: REASONS[hit.reason] }),
        ...(hit.day >= 0 && { when: `${dayText(hit.day)} ${hit.hour}` }),
      }),
  )
  return read[1]!
}

const column = (separator: string, bytes: string): Read => columns(separator, ['2026-03-10 08', '/', '200', bytes, '7'])

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

  it.each(['812.5', '-5', 'LEAK', '10 kB'])(
    'is as many that do not fit, whatever writes it, where its bytes are %s',
    (bytes) => {
      const bad = { lines: 7, rows: 1, fate: 'malformed' }
      expect(readOf(row({ bytes }))).toMatchObject({ ...bad, reason: 'bad-json' })
      for (const separator of [',', '\t'])
        expect(column(separator, bytes)).toMatchObject({ ...bad, reason: 'bad-line' })
    },
  )

  it.each([
    { why: 'one too many in front of the count', cells: ['2026-03-10 08', '/', '200', '812', 'LEAK', '7'] },
    { why: 'one too few in front of the count', cells: ['2026-03-10 08', '/', '812', '7'] },
    { why: 'all but the count', cells: ['7'] },
  ])('is as many that do not fit, with columns $why', ({ cells }) => {
    for (const separator of [',', '\t'])
      expect(columns(separator, cells)).toMatchObject({ lines: 7, fate: 'malformed', reason: 'bad-line' })
  })

  it.each([[['LEAK']], [['2026-03-10 08', '/', '200', '812', 'LEAK']], [['2026-03-10 08', '/', '200', '812', '-']]])(
    'is one where no count stands: %j',
    (cells) => {
      expect(columns(',', cells)).toMatchObject({ fate: 'malformed', lines: 1 })
    },
  )

  it('is as many that do not fit, cut behind its count', () => {
    expect(readOf('{"count":7,"hour":"2026-03-10')).toMatchObject({ fate: 'malformed', lines: 7 })
    expect(readOf('{"hour":"2026-03-10","cou')).toMatchObject({ fate: 'malformed', lines: 1 })
  })

  it.each([
    { why: 'an hour of the service, whole', hour: '2026-03-10 08:00:00', when: '2026-03-10 8' },
    { why: 'an hour of the service', hour: '2026-03-10 08', when: '2026-03-10 8' },
    { why: 'an hour and its minutes', hour: '2026-03-10T08:00', when: '2026-03-10 8' },
    { why: 'an hour of UTC', hour: '2026-03-10T23Z', when: '2026-03-11 0' },
    { why: 'a number', hour: 1_773_131_400, when: '2026-03-10 9' },
    { why: 'a day of the service', hour: '2026-03-10', when: '2026-03-10 -1' },
    { why: 'a day of the service, as toYYYYMMDD of ClickHouse writes it', hour: 20_260_310, when: '2026-03-10 -1' },
    { why: 'the same in quotes', hour: '20260310', when: '2026-03-10 -1' },
    { why: 'an hour of the service, as dateHour of web analytics', hour: 2_026_031_008, when: '2026-03-10 8' },
    { why: 'the same, the last of its year', hour: '2026123123', when: '2026-12-31 23' },
    { why: 'seconds whose digits would be an hour of long ago', hour: 1_912_031_008, when: '2030-08-04 1' },
    { why: 'a number with a fraction', hour: 1_773_131_400.5, when: '2026-03-10 9' },
  ])('stands at $why', ({ hour, when }) => {
    expect(readOf(row({ hour })).when).toBe(when)
  })

  it.each([
    { hour: '2026-02-30' },
    { hour: '2026-03-10 24' },
    { hour: '2026-03-1x' },
    { hour: '10 March' },
    { hour: 8 },
    { hour: 20_260_230 },
    { hour: 2_026_031_024 },
    { hour: '2026031008Z' },
    { hour: 202_602 },
    { hour: '2026031' },
    { hour: 20_260_310.5 },
    { hour: 202_603_100_800 },
    { hour: 20_260_310_080_000 },
    { hour: 788_918_399 },
    { hour: '20260310Z' },
  ])('stands at no time: $hour', ({ hour }) => {
    expect(readOf(row({ hour }))).toMatchObject({ reason: 'bad-time', lines: 7 })
  })

  it('stands at a day of eight digits in columns, too', () => {
    expect(columns(',', ['20260310', '/', '200', '812', '7'])).toMatchObject({ lines: 7, when: '2026-03-10 -1' })
  })

  it('has no time with a day alone, where a table asks for the hour', () => {
    expect(readOf(row({ hour: '2026-03-10' }), { asks: true })).toMatchObject({ reason: 'bad-time', lines: 7 })
    expect(readOf(row(), { asks: true })).toMatchObject({ lines: 7, when: '2026-03-10 9' })
  })
})
