import { describe, expect, it } from 'vitest'
import { dayOf, type PeriodIndex, periodOf } from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import { findDue } from '../../src/timeline/closings.ts'
import {
  begunByAll,
  daysWithRows,
  type Evidence,
  findAllDue,
  firstWholeOf,
  neverPublished,
  periodsWithRows,
  type WhyNot,
} from '../../src/timeline/index.ts'
import { DAY, EVIDENCE } from './evidence.ts'

describe('a period closes', () => {
  it('with every day before it that may, and holds those that may not', () => {
    const days = [DAY - 3, DAY - 1, DAY, DAY + 2].map((day) => indexOf<'day'>(day))
    const never = (): boolean => false
    const closing = findDue({ kind: 'day' }, days, never, EVIDENCE, -1)
    expect(closing.due).toEqual([DAY - 3, DAY - 1, DAY])
    expect(closing.through).toBe(DAY)
    expect(closing.held).toEqual([])
    // What waits was written on the day before: that day and all before it stay open, with a line or without.
    const waiting = findDue({ kind: 'day' }, days, never, { ...EVIDENCE, unreadThrough: DAY - 1 }, -1)
    expect(waiting.due).toEqual([DAY])
    expect(waiting.held).toContain(DAY - 2)
    expect(waiting.held).toContain(DAY - 3)
  })

  it('in the order of the days, within a longer period that hides something too', () => {
    const days = [DAY - 3, DAY - 1, DAY, DAY + 2].map((day) => indexOf<'day'>(day))
    const evidence = { ...EVIDENCE, unreadThrough: DAY - 1 }
    const within = 'month'
    const waiting = findDue({ kind: 'day', within }, days, () => false, evidence, DAY + 1)
    expect(waiting.due).toEqual([])
    expect(waiting.held).toContain(DAY)
    // What is closed already waits for nothing, and holds nothing.
    const closed = findDue({ kind: 'day', within }, days, (_, period) => period < DAY, evidence, DAY - 1)
    expect(closed).toMatchObject({ due: [DAY], held: [] })
    // A day of the next month does not wait for one of this.
    const february = { ...EVIDENCE, unreadThrough: dayOf(2026, 2, 28) }
    const both = [dayOf(2026, 2, 27), DAY]
    expect(findDue({ kind: 'day', within }, both, () => false, february, -1).due).toEqual([DAY])
  })

  it('of tables that have ended up to the last of theirs', () => {
    const days = [DAY - 3, DAY - 1, DAY].map((day) => indexOf<'day'>(day))
    const lastToClose = indexOf<'period'>(DAY - 2)
    const closing = findDue({ kind: 'day', lastToClose }, days, () => false, EVIDENCE, -1)
    expect(closing).toMatchObject({ due: [DAY - 3], through: DAY - 3, held: [] })
  })

  it('never twice', () => {
    const closing = findDue({ kind: 'day' }, [DAY], (_, period) => period <= DAY, EVIDENCE, DAY)
    expect(closing).toMatchObject({ due: [], through: DAY, held: [] })
  })
})

describe('periods of several kinds close', () => {
  // The last of March and the first of April, which is a Wednesday.
  const [march, april] = [dayOf(2026, 3, 31), dayOf(2026, 4, 1)]
  const month = (day: number): number => periodOf('month', indexOf<'day'>(day))
  const at = (day: number, change: Partial<Evidence> = {}): Evidence => ({
    ...{ ...EVIDENCE, nowHour: (day + 3) * 24, newestDay: day + 2 },
    ...{ logs: [{ name: 'access.log', lastDay: day + 2, usualSilenceDays: 1 }] },
    ...change,
  })
  const days = [dayOf(2026, 3, 2), april].map((day) => indexOf<'day'>(day))
  const closed = (
    evidence: Evidence,
    before: ReadonlyMap<PeriodKind, PeriodIndex> = new Map(),
    lastToClose?: PeriodIndex,
  ): readonly object[] =>
    findAllDue(
      [{ kind: 'day', ...(lastToClose !== undefined && { lastToClose }) }, { kind: 'month' }],
      days,
      () => false,
      evidence,
      before,
    ).map(({ kind, due, through, held }) => ({ kind, due, through, held: held.length }))

  it.each([
    {
      why: 'a month, and the days without a line at its end with it',
      evidence: at(march),
      found: [
        { kind: 'day', due: [dayOf(2026, 3, 2)], through: march, held: 0 },
        { kind: 'month', due: [month(march)], through: month(march), held: 0 },
      ],
    },
    {
      why: 'a day, while its month is not over',
      evidence: at(dayOf(2026, 3, 20)),
      found: [
        { kind: 'day', due: [dayOf(2026, 3, 2)], through: dayOf(2026, 3, 2), held: 0 },
        { kind: 'month', due: [], through: -1, held: 0 },
      ],
    },
    {
      why: 'nothing of what a file holds open, beneath what is closed',
      evidence: at(march, { unreadThrough: march }),
      before: new Map([['month', indexOf<'period'>(month(march) - 1)] as const]),
      found: [
        { kind: 'day', due: [], through: dayOf(2026, 2, 28), held: 368 },
        { kind: 'month', due: [], through: month(march) - 1, held: 13 },
      ],
    },
    {
      why: 'a month, and beneath it no day after the last of a table that has ended',
      evidence: at(march),
      lastToClose: indexOf<'period'>(march - 9),
      found: [
        { kind: 'day', due: [dayOf(2026, 3, 2)], through: march - 9, held: 0 },
        { kind: 'month', due: [month(march)], through: month(march), held: 0 },
      ],
    },
  ])('$why', ({ evidence, before, lastToClose, found }) => {
    expect(closed(evidence, before, lastToClose)).toEqual(found)
  })
})

describe('of the periods that close, those have rows', () => {
  const period = (day: number) => indexOf<'period'>(DAY + day)
  const closing = {
    kind: 'day',
    due: [period(1), period(4)],
    silent: [period(2)],
    through: period(4),
    held: [],
  } as const
  it.each([
    { why: 'all, with a line or without', firstWhole: DAY, forgottenThrough: -1, rows: [1, 2, 4] },
    { why: 'from the first of which no line is missing on', firstWhole: DAY + 2, forgottenThrough: -1, rows: [2, 4] },
    { why: 'of which the counts are not deleted', firstWhole: DAY, forgottenThrough: DAY + 2, rows: [4] },
  ])('$why', ({ rows, ...facts }) => {
    expect(periodsWithRows([closing], facts)).toEqual(new Map([['day', rows.map(period)]]))
  })
})

describe('of the periods that close, those that never are published', () => {
  const closing = (due: readonly number[], silent: readonly number[]) => ({
    kind: 'day' as const,
    due: due.map((day) => indexOf<'period'>(DAY + day)),
    silent: silent.map((day) => indexOf<'period'>(DAY + day)),
    through: indexOf<'period'>(DAY + 9),
    held: [],
  })
  it.each<{
    readonly why: string
    readonly whyNot?: WhyNot
    readonly taken?: number
    readonly never: readonly number[]
  }>([
    { why: 'none, also where logs begin', never: [] },
    { why: 'after a loss all before the logs that are left, silent or not', taken: -40, never: [2, 3, 4] },
    { why: 'none before what was taken over', taken: 4, never: [4] },
    { why: 'those that time speaks against, where they have a line', whyNot: 'doubtful', never: [4, 5] },
    { why: 'both', whyNot: 'doubtful', taken: -40, never: [2, 3, 4, 5] },
    { why: 'none that tell it themselves', whyNot: 'before-its-time', taken: -40, never: [] },
    { why: 'none that breaks tell', whyNot: 'away', taken: -40, never: [] },
  ])('are $why', ({ whyNot, taken, never }) => {
    const facts = {
      whyNot: () => whyNot,
      taken: taken === undefined ? undefined : indexOf<'day'>(DAY + taken),
      firstWhole: DAY + 5,
    }
    expect(neverPublished(closing([4, 5], [2, 3, 6]), facts).map((day) => day - DAY)).toEqual(never)
  })
})

describe('the first day of which no line is missing', () => {
  it.each([
    { why: 'the day after the first', days: [100, 101, 102], first: 101 },
    { why: 'the next that has a line', days: [100, 104, 105], first: 104 },
    { why: 'of a service that is seldom used', days: [100, 120, 150], first: 120 },
    { why: 'not that after a line of long ago', days: [3, 100, 101], first: 101 },
    { why: 'that after a line of five weeks before', days: [65, 100, 101], first: 100 },
    { why: 'not that after a line of a day more', days: [64, 100, 101], first: 101 },
    { why: 'not those after two', days: [3, 50, 100, 101], first: 101 },
    { why: 'that on which the service opened', days: [100, 101], since: 100, first: 100 },
    { why: 'not the first that has a line since it opened', days: [103, 104], since: 100, first: 104 },
    { why: 'the next that has a line, where it opened long before', days: [103, 107, 108], since: 20, first: 107 },
    { why: 'as it opened, after a line of before', days: [99, 100, 101], since: 100, first: 100 },
    { why: 'not the first since it opened, after a line of long ago', days: [3, 103, 104], since: 100, first: 104 },
    { why: 'as it opened, after days of before', days: [95, 96, 97, 103], since: 100, first: 100 },
    { why: 'of one day', days: [100], first: 101 },
    { why: 'of one day, and one of long ago', days: [3, 100], first: 100 },
    { why: 'of none', days: [], first: Infinity },
  ])('$why', ({ days, since, first }) => {
    expect(firstWholeOf(days, since)).toBe(first)
  })
})

describe('the first day on which all logs that a lost state has left had begun', () => {
  it.each([
    { why: 'any, where all begin before what was taken over ends', logs: [90, 100], first: 0 },
    { why: 'the next, of one that begins with the day after: it may be there in part', logs: [90, 101], first: 102 },
    { why: 'the next of the last that begins', logs: [106, 103, 90], first: 107 },
    { why: 'any, where there is no log', logs: [], first: 0 },
  ])('$why', ({ logs, first }) => {
    expect(begunByAll(100, logs)).toBe(first)
  })
})

const FIRST = dayOf(2026, 1, 1)
const HIDING: Parameters<typeof daysWithRows>[0] = [{ protection: { level: 'threshold', k: 11 } }]

it.each([
  { why: 'between two that have a line', lines: [0, 3], span: [0, 3], rows: [0, 1, 2, 3] },
  { why: 'from the first to the last of the span', lines: [1], span: [0, 2], rows: [0, 1, 2] },
  { why: 'where there is no line at all', lines: [], span: [0, 1], rows: [0, 1] },
  { why: 'and those with a line outside of it', lines: [-5, 0, 9], span: [0, 2], rows: [-5, 0, 1, 2, 9] },
  {
    why: 'but not beside an exact table',
    lines: [0, 3],
    span: [0, 3],
    specs: [...HIDING, { protection: { level: 'exact' as const } }],
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
