import { expect, it } from 'vitest'
import { exists, gridPeriods } from '../../src/protect/grid-periods.ts'
import { day, feature, januaryDays } from './counted-of.ts'

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
