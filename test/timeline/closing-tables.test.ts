import { expect, it } from 'vitest'
import { dayOfText, lastDayOf, periodOfText, type PeriodIndex } from '../../src/domain/calendar.ts'
import type { PeriodKind } from '../../src/domain/dictionary.ts'
import type { TableSpec } from '../../src/domain/table.ts'
import { closingTables, openTable } from '../../src/timeline/index.ts'
import { HIDDEN, settings, table } from './changes/changed.ts'

const DAYS: TableSpec = { name: 'day', period: 'day', dimensions: [], measures: ['requests'], protection: HIDDEN }

/** All days up to one are closed, and periods that end by then. */
const frozenBy =
  (text: string, kinds: readonly PeriodKind[]) =>
  (kind: PeriodKind, period: PeriodIndex): boolean =>
    kinds.includes(kind) && lastDayOf(kind, period) <= (dayOfText(text) ?? -1)

type Case = {
  readonly why: string
  readonly ended?: string
  readonly period?: PeriodKind
  readonly closed: string
  readonly kinds?: readonly PeriodKind[]
  readonly closes: boolean
}

it.each<Case>([
  { why: 'one that is there', closed: '2026-02-28', closes: false },
  {
    why: 'one that went after the end of a month that is open',
    ended: '2026-04-02',
    closed: '2026-03-30',
    closes: true,
  },
  { why: 'once that month has closed', ended: '2026-04-02', closed: '2026-03-31', closes: false },
  {
    why: 'one that went within a month: it counted that one in part',
    ended: '2026-04-29',
    closed: '2026-03-31',
    closes: false,
  },
  {
    why: 'on the last day of one: that day was counted in part',
    ended: '2026-03-31',
    closed: '2026-02-28',
    closes: false,
  },
  {
    why: 'one of days that wait',
    period: 'week',
    ended: '2026-03-17',
    closed: '2026-03-10',
    kinds: ['week'],
    closes: true,
  },
  {
    why: 'but beneath a month that has closed without them',
    ...{ period: 'week', ended: '2026-03-31', closed: '2026-03-31', kinds: ['month'], closes: false },
  },
  {
    why: 'nor beneath all of a quarter',
    ...{ period: 'month', ended: '2026-04-02', closed: '2026-03-31', kinds: ['quarter'], closes: false },
  },
])('a table closes: $why', ({ ended, period = 'month', closed, kinds = ['month'], closes }) => {
  const kept = settings({ tables: [table(period, { ...(ended !== undefined && { ended }) })] })
  const found = closingTables([DAYS], kept, frozenBy(closed, kinds))
  expect(found.map(({ name }) => name)).toEqual(closes ? ['day', period] : ['day'])
})

it('as it was protected when it ended, if that is known', () => {
  const NEVER = () => false
  const until = (from: string) =>
    settings({ tables: [table('month', { ended: '2026-04-02', protections: [{ from, protection: HIDDEN }] })] })
  expect(closingTables([], until('2026-03-01'), NEVER)).toMatchObject([{ name: 'month', protection: HIDDEN }])
  expect(closingTables([], until('2026-05-01'), NEVER)).toEqual([])
  expect(closingTables([DAYS], undefined, NEVER)).toEqual([DAYS])
})

// A period is whole, or holds the day on which the table went, or came after it; and it was exact, or not.
it.each([
  { ended: '2026-04-02', period: '2026-03', level: 'threshold', not: undefined },
  { ended: '2026-03-31', period: '2026-03', level: 'threshold', not: 'away' },
  { ended: '2026-03-10', period: '2026-03', level: 'threshold', not: 'away' },
  { ended: '2026-03-10', period: '2026-04', level: 'threshold', not: 'away' },
  { ended: '2026-04-02', period: '2026-03', level: 'exact', not: 'unaccepted' },
  { ended: '2026-03-10', period: '2026-03', level: 'exact', not: 'away' },
] as const)('$period of a table that ended on $ended, at $level: $not', ({ ended, period, level, not }) => {
  const protection = level === 'exact' ? { level } : HIDDEN
  const own = table('month', { ended, protections: [{ protection }] })
  const [spec] = closingTables([], settings({ tables: [own] }), () => false)
  const facts = { since: 0, standing: { isDoubtful: () => false }, spans: () => [], isPublished: () => false }
  const { whyNot } = openTable(spec!, { ...facts, settings: settings({ tables: [own] }) })
  expect(whyNot(periodOfText('month', period)!)).toBe(not)
})
