import { expect, it } from 'vitest'
import { type DayIndex, dayOf, dayText, lastDayOf, periodOf } from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import { closingKinds, lastForgettable } from '../../src/timeline/index.ts'

const MARCH = dayOf(2026, 3, 1)
const at = (text: string): DayIndex => dayOf(...(text.split('-').map(Number) as [number, number, number]))

it.each([
  {
    why: 'nothing, where nothing is closed',
    tables: ['day'],
    closed: '2026-02-28',
    now: '2026-12-31',
    last: undefined,
  },
  { why: 'the months that are closed', tables: ['day'], closed: '2026-05-10', now: '2026-12-31', last: '2026-04-30' },
  {
    why: 'none that may be revised still',
    tables: ['day'],
    closed: '2026-05-31',
    now: '2026-04-29',
    last: '2026-03-31',
  },
  {
    why: 'the longest periods alone',
    tables: ['day', 'quarter'],
    closed: '2026-06-30',
    now: '2026-12-31',
    last: '2026-06-30',
  },
  {
    why: 'none of the quarter that goes on',
    tables: ['quarter'],
    closed: '2026-05-31',
    now: '2026-12-31',
    last: '2026-03-31',
  },
  {
    why: 'a week that reaches into the next month must be closed',
    tables: ['week'],
    closed: '2026-04-01',
    now: '2026-12-31',
    last: undefined,
  },
  {
    why: 'beyond the last week of a table that has ended',
    tables: ['week'],
    closed: '2026-04-30',
    now: '2026-12-31',
    ended: '2026-04-12',
    last: '2026-04-30',
  },
  {
    why: 'none before that week is closed',
    tables: ['week'],
    closed: '2026-04-30',
    now: '2026-12-31',
    ended: '2026-05-03',
    last: '2026-03-31',
  },
  {
    why: 'of a state that was not run for long, some decades',
    tables: [],
    closed: '2099-12-31',
    now: '2099-12-31',
    last: '2059-06-30',
  },
] as const)('$why', ({ tables, closed, now, last, ...more }) => {
  const ended = 'ended' in more ? { lastToClose: periodOf('week', at(more.ended)) } : {}
  const isSettled = (kind: PeriodKind, period: number): boolean =>
    lastDayOf(kind, indexOf<'period'>(period)) <= at(closed)
  const found = lastForgettable(
    closingKinds(tables.map((period) => ({ period }))).map((kind) => ({ kind, ...(kind === 'week' && ended) })),
    { isSettled },
    MARCH,
    (at(now) + 1) * 24,
  )
  expect(found === undefined ? undefined : dayText(found)).toBe(last)
})
