import { describe, expect, it } from 'vitest'
import {
  dayOf,
  firstDayOf,
  periodOf,
  periodOfText,
  periodText,
  type DayIndex,
  dayText,
  lastDayOf,
} from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import type { TableSpec } from '../../src/domain/table.ts'
import { drawnForGood, revisedPeriods, whyNotRevised, closingKinds, lastForgettable } from '../../src/timeline/index.ts'

const march = (day: number): DayIndex => indexOf<'day'>(dayOf(2026, 3, day))
const named = (text: string): { kind: PeriodKind; period: ReturnType<typeof indexOf<'period'>> } => {
  const kind = text.length === 10 ? 'day' : 'month'
  return { kind, period: indexOf<'period'>(periodOfText(kind, text) ?? -1) }
}

describe('late lines are not revised', () => {
  const free = { forgottenThrough: -1 } as const
  it.each([
    { why: 'where their counts are deleted', facts: { forgottenThrough: march(10) }, not: 'forgotten' },
    { why: 'where they count with the next run', placed: 'period', not: 'counted-next' },
    { why: 'while they stand aside', placed: 'aside', not: 'counted-next' },
    { why: 'where their period was taken over', isDoubtful: true, not: 'adopted' },
    { why: 'where they would be published exactly, and nobody accepts it', isExactNoMore: true, not: 'exact' },
    { why: 'where they were counted without a figure', isWithout: true, periods: ['changes'], not: 'counted-without' },
    { why: 'where no figure would be another', periods: ['drawn', 'drawn'], not: 'drawn' },
    { why: 'where none but what was not published would be', periods: ['drawn', 'unpublished'], not: 'drawn' },
    { why: 'but where a longer period is open', periods: ['drawn', 'changes'], not: undefined },
    { why: 'where a table that is gone tells of all', periods: ['beside-gone', 'drawn'], not: 'beside-gone' },
    { why: 'but where it tells of some alone', periods: ['beside-gone', 'changes'], not: undefined },
    { why: 'and not where nothing was published', periods: ['unpublished'], not: undefined },
    { why: 'but where nothing is published that may begin now', periods: ['unpublished'], not: undefined },
    { why: 'but where nothing speaks against it', not: undefined },
  ] as const)('$why', ({ not, ...world }) => {
    const {
      facts = {},
      placed = 'day',
      isDoubtful = false,
      isExactNoMore = false,
      isWithout = false,
      periods = [],
    } = { facts: {}, ...world } as {
      facts?: Partial<typeof free>
      placed?: 'day' | 'period' | 'aside'
      isDoubtful?: boolean
      isExactNoMore?: boolean
      isWithout?: boolean
      periods?: readonly ('drawn' | 'beside-gone' | 'unpublished' | 'changes')[]
    }
    const all = {
      ...free,
      ...facts,
      placementOf: () => placed,
      isDoubtful: () => isDoubtful,
      isExactNoMore: () => isExactNoMore,
      isWithout: () => isWithout,
      periodsOf: () => periods,
    }
    expect(whyNotRevised(march(10), all)).toBe(not)
  })
})

describe('a revision publishes', () => {
  type Case = {
    readonly why: string
    readonly days?: readonly number[]
    readonly grid?: readonly number[]
    readonly firstWhole?: number
    readonly revisions?: Readonly<Record<string, number>>
    readonly apart?: readonly string[]
    readonly tells: readonly string[]
  }
  it.each<Case>([
    {
      why: 'every closed period that holds one of the days, once more',
      days: [10],
      revisions: { '2026-03-10': 0, '2026-02': 2, '2026-03-11': 0 },
      grid: [10, 11],
      tells: ['2026-03-10 1'],
    },
    { why: 'none that is open', days: [29], grid: [29], tells: [] },
    { why: 'what is whole now that earlier lines were seen', grid: [9, 10], firstWhole: 10, tells: ['2026-03-10 0'] },
    { why: 'nothing of what is to stay apart', grid: [10, 11], apart: ['2026-03-10'], tells: ['2026-03-11 0'] },
    { why: 'nor of a month that shares a day with it', grid: [10], apart: ['2026-03'], tells: [] },
  ])('$why', ({ days = [], grid = [], firstWhole = 1, revisions = {}, apart = [], tells }) => {
    const revised = revisedPeriods({
      kinds: ['day', 'month'],
      days: days.map(march),
      grid: grid.map(march),
      firstWhole: march(firstWhole),
      // The month of March is open.
      isFrozen: (kind, period) => firstDayOf(kind, indexOf<'period'>(period)) < march(20) && kind === 'day',
      revisionOf: (kind, period) => revisions[periodText(kind, period)],
      apart: apart.map(named),
    })
    expect(revised.map(({ kind, period, revision }) => `${periodText(kind, period)} ${revision}`)).toEqual(tells)
  })
})

describe('noise is drawn for good', () => {
  const at = (level: TableSpec['protection']['level']) =>
    ({
      threshold: { level: 'threshold', k: 11 },
      exact: { level: 'exact' },
      'cell-key': { level: 'cell-key', k: 11, views: 1, variance: 2, reach: 5 },
      dp: { level: 'dp', k: 11, views: 1, changes: 10, epsilon: 1 },
    })[level] as TableSpec['protection']
  const of = (day: number) => periodOf('day', march(day))
  const [first, second, third, fourth] = [of(1), of(2), of(3), of(4)]
  it.each([
    { why: 'never without noise', level: 'threshold', draws: 1, good: [] },
    { why: 'once it was drawn twice, and where its key was lost', level: 'cell-key', draws: 2, good: [first, second] },
    { why: 'with noise that has no key, once it was drawn twice', level: 'dp', draws: 2, good: [second] },
    { why: 'once it was drawn, where no more is allowed', level: 'dp', draws: 1, good: [first, second, third] },
  ] as const)('$why', ({ level, draws, good }) => {
    const drawn = new Map([
      [first, 0],
      [second, 1],
      [third, 0],
    ])
    const isForGood = drawnForGood({ protection: at(level) }, drawn, { draws, lostThrough: first })
    expect([first, second, third, fourth].filter(isForGood)).toEqual(good)
  })
  it.each([1, 2] as const)('where it was drawn: what was not has its first draw, of %i', (draws) => {
    expect(drawnForGood({ protection: at('cell-key') }, new Map(), { draws, lostThrough: first })(first)).toBe(false)
  })
})

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
] as const)('counts are of use no more: $why', ({ tables, closed, now, last, ...more }) => {
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
