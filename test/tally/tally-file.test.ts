import { describe, expect, it } from 'vitest'
import { dayAfter, dayOf } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { readTally, writeTally, type TallyFile } from '../../src/tally/index.ts'

const MARCH_1 = dayOf(2026, 3, 1)
const HASH = '0123456789abcdef'
const TALLY: TallyFile = {
  service: 'essai',
  program: '1.0.0',
  sources: [{ id: 'a'.repeat(22), sequence: 3, scanned: 1_772_400_000_000 }],
  fingerprint: {
    timezone: 'Europe/Paris',
    since: null,
    features: [['aide', HASH]],
    paths: HASH,
    referrers: HASH,
    tables: ['day: entries errors requests'],
    lists: 'comptage 1.0 lists 2026-11',
  },
  by: 'day',
  logs: [[MARCH_1, 1]],
  unreadThrough: -1,
  malformedThrough: -1,
  gaps: [],
  newestHour: MARCH_1 * 24 + 3,
  formats: [['combined', []]],
  leftOut: [],
  isPartialLog: false,
  begun: [['day', 0]],
  lines: [
    { day: MARCH_1, fate: 'counted', feature: 'aide', lines: 2 },
    { day: indexOf<'day'>(-1), fate: 'malformed', feature: '', lines: 1 },
  ],
  rows: [
    { day: MARCH_1, series: 'month device', feature: 'aide', cell: 'mobile', measure: 'requests', count: 2 },
    { day: MARCH_1, series: 'day', feature: 'aide', cell: '', measure: 'requests', count: 2 },
  ],
}
const TEXT = writeTally(TALLY)

describe('a tally as a file', () => {
  it('says first that it is never for publication, and comes back as it was', () => {
    expect(TEXT.split('\n')[3]).toContain('never for publication')
    const read = readTally(TEXT)
    expect('tally' in read && writeTally(read.tally)).toBe(TEXT)
    expect('tally' in read && read.tally.sources).toEqual(TALLY.sources)
  })

  it('has its gaps as days, and is as before where it has none', () => {
    expect(TEXT).not.toContain('gaps')
    expect(readTally(TEXT)).toHaveProperty('tally.gaps', [])
    const text = writeTally({ ...TALLY, gaps: [[MARCH_1, dayAfter(MARCH_1)]] })
    expect(text).toContain('"gaps": [["2026-03-01","2026-03-02"]],\n')
    expect(readTally(text)).toHaveProperty('tally.gaps', [[MARCH_1, dayAfter(MARCH_1)]])
  })

  it('has the last day that lacks lines which do not fit, and is as before where there is none', () => {
    expect(TEXT).not.toContain('malformedThrough')
    expect(readTally(TEXT)).toHaveProperty('tally.malformedThrough', -1)
    const text = writeTally({ ...TALLY, malformedThrough: MARCH_1 })
    expect(text).toContain('"malformedThrough": "2026-03-01",\n')
    expect(readTally(text)).toHaveProperty('tally.malformedThrough', MARCH_1)
  })

  it('is the same bytes in whatever order its rows come, those of one cell as their sum', () => {
    const [first, ...others] = TALLY.rows
    if (first === undefined) throw new Error('no row')
    const halves = [{ ...first, count: 1 }, ...others, { ...first, count: 1 }]
    expect(writeTally({ ...TALLY, rows: halves, lines: TALLY.lines.toReversed() })).toBe(TEXT)
  })
})

const edited = (from: string, to: string): string => {
  expect(TEXT).toContain(from)
  return TEXT.replace(from, to)
}

describe('a file that is no tally of ours', () => {
  it.each([
    { text: () => 'LEAK', fault: 'not-a-tally', why: 'no JSON' },
    { text: () => '{"comptage": "something"}', fault: 'not-a-tally', why: 'other JSON' },
    { text: () => '[['.repeat(100_000), fault: 'not-a-tally', why: 'JSON that nests for ever' },
    { text: () => edited('"version": 1', '"version": 2'), fault: 'newer', why: 'a later version' },
    { text: () => TEXT.slice(0, -20), fault: 'not-a-tally', why: 'cut short' },
    { text: () => edited(',2]', ',-2]'), fault: 'damaged', why: 'a negative count' },
    { text: () => edited(',2]', ',2.5]'), fault: 'damaged', why: 'a count that is no integer' },
    { text: () => edited(',2]', ',1e300]'), fault: 'damaged', why: 'a count that no sum can hold' },
    { text: () => edited('"counted"', '"LEAK"'), fault: 'damaged', why: 'a fate that is none' },
    { text: () => edited('"month device"', '"month LEAK"'), fault: 'damaged', why: 'a dimension that is none' },
    { text: () => edited('"mobile"', '"mobile mobile"'), fault: 'damaged', why: 'a word too many' },
    { text: () => edited('2026-03-01', '2026-02-30'), fault: 'damaged', why: 'a day that is none' },
    { text: () => edited('"newestHour"', '"gaps": [],\n"newestHour"'), fault: 'damaged', why: 'gaps, and none' },
    {
      text: () => edited('"newestHour"', '"gaps": [["2026-03-02","2026-03-01"]],\n"newestHour"'),
      fault: 'damaged',
      why: 'a gap that ends before it begins',
    },
    { text: () => edited('"by": "day"', '"by": "year"'), fault: 'damaged', why: 'a layout that is none' },
    { text: () => edited('"isPartialLog": false', '"isPartialLog": 0'), fault: 'damaged', why: 'a wrong type' },
    { text: () => edited('{\n', '{\n"__proto__": 1,\n'), fault: 'damaged', why: 'a key too many' },
    { text: () => edited('"service": "essai"', '"service":  "essai"'), fault: 'damaged', why: 'edited by hand' },
    {
      text: () => edited('"rows": [\n', '"rows": [\n["2026-03-01","day","aide","","requests",2],\n'),
      fault: 'damaged',
      why: 'a row twice',
    },
  ])('$why: $fault', ({ text, fault }) => {
    expect(readTally(text())).toEqual({ fault })
  })

  it('has its rows under the first day of their period, where they are by period', () => {
    expect(readTally(writeTally({ ...TALLY, by: 'period' }))).toHaveProperty('tally')
    const shifted = TALLY.rows.map((row) => ({ ...row, day: dayAfter(row.day) }))
    expect(readTally(writeTally({ ...TALLY, by: 'period', rows: shifted }))).toEqual({ fault: 'damaged' })
    expect(readTally(writeTally({ ...TALLY, rows: shifted }))).toHaveProperty('tally')
  })
})
