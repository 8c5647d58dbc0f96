import { expect, it } from 'vitest'
import { indexOf } from '../../src/domain/dictionary.ts'
import { daysWithRows, exists, gridPeriods } from '../../src/protect/grid-periods.ts'
import { day, feature, januaryDays, spec } from './counted-of.ts'

const from = (text: string, to: string) => ({ from: day(text), to: day(to) })

it.each<{
  why: string
  is: Parameters<typeof feature>[1]
  away: readonly [string, string][]
  weeks: readonly boolean[]
}>([
  { why: 'always in service', is: {}, away: [], weeks: [true, true, true] },
  { why: 'not yet', is: { from: day('2026-01-12') }, away: [], weeks: [false, false, true] },
  { why: 'from the last day of a week', is: { from: day('2026-01-11') }, away: [], weeks: [false, true, true] },
  { why: 'no longer', is: { until: day('2026-01-04') }, away: [], weeks: [true, false, false] },
  { why: 'until the first day of a week', is: { until: day('2026-01-05') }, away: [], weeks: [true, true, false] },
  { why: 'away all week', is: {}, away: [['2026-01-05', '2026-01-11']], weeks: [true, false, true] },
  { why: 'away but for its first day', is: {}, away: [['2026-01-06', '2026-01-11']], weeks: [true, true, true] },
  { why: 'away but for its last day', is: {}, away: [['2026-01-05', '2026-01-10']], weeks: [true, true, true] },
  {
    why: 'away twice',
    is: {},
    away: [
      ['2025-12-29', '2026-01-04'],
      ['2026-01-05', '2026-01-31'],
    ],
    weeks: [false, false, false],
  },
])('a feature has rows in the weeks in which it may be used: $why', ({ is, away, weeks }) => {
  const periods = gridPeriods('week', januaryDays(18))
  const asked = { ...feature('aide', is), away: away.map(([first, last]) => from(first, last)) }
  expect(periods.map((period) => exists(asked, period))).toEqual(weeks)
})

const FIRST = day('2026-01-01')
const HIDING = [spec('day', 11)]

it.each([
  { why: 'between two that have a line', lines: [0, 3], span: [0, 3], rows: [0, 1, 2, 3] },
  { why: 'from the first to the last of the span', lines: [1], span: [0, 2], rows: [0, 1, 2] },
  { why: 'where there is no line at all', lines: [], span: [0, 1], rows: [0, 1] },
  { why: 'and those with a line outside of it', lines: [-5, 0, 9], span: [0, 2], rows: [-5, 0, 1, 2, 9] },
  {
    why: 'but not beside an exact table',
    lines: [0, 3],
    span: [0, 3],
    specs: [...HIDING, spec('month', 'exact')],
    rows: [0, 3],
  },
  { why: 'nor where nothing is asked for', lines: [0, 3], span: [3, 0], rows: [0, 3] },
  { why: 'nor in 401 days of silence', lines: [0, 402], span: [0, 402], rows: [0, 402] },
])('a day without a line has rows $why', ({ lines, span: [from = 0, to = 0], specs = HIDING, rows }) => {
  const dayAt = (at: number): number => FIRST + at
  const days = lines.map((at) => indexOf<'day'>(dayAt(at)))
  expect(daysWithRows(specs, days, { from: dayAt(from), to: dayAt(to) })).toEqual(rows.map(dayAt))
})

it('a day without a line has rows in 400 days of silence', () => {
  const span = { from: FIRST, to: FIRST + 401 }
  expect(daysWithRows(HIDING, [FIRST, indexOf<'day'>(FIRST + 401)], span)).toHaveLength(402)
})

it.each([
  { why: 'the few days of long before the span', lines: [-60, -57, 0, 2], rows: [-60, -59, -58, -57, 0, 1, 2] },
  { why: 'those of long after it', lines: [0, 2, 60, 62], rows: [0, 1, 2, 60, 61, 62] },
  { why: 'up to 27 days', lines: [-90, -62, 0, 2], rows: [...Array.from({ length: 29 }, (_, n) => n - 90), 0, 1, 2] },
  { why: 'but not 28, which is a gap', lines: [-90, -61, 0, 2], rows: [-90, -61, 0, 1, 2] },
])('a day without a line has rows among $why', ({ lines, rows }) => {
  const at = (n: number) => indexOf<'day'>(FIRST + n)
  expect(daysWithRows(HIDING, lines.map(at), { from: FIRST, to: FIRST + 2 })).toEqual(rows.map(at))
})
