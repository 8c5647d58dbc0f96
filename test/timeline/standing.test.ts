import { describe, expect, it } from 'vitest'
import { dayOf, type PeriodIndex, periodOf } from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import { closingKinds, openStanding } from '../../src/timeline/index.ts'

const at = (month: number, day: number) => indexOf<'day'>(dayOf(2026, month, day))
const period = (position: number) => indexOf<'period'>(position)
const own = (month: number, day: number) => periodOf('day', at(month, day))
const march = periodOf('month', at(3, 1))
const adopted = (kind: PeriodKind, period: number, verdict: 'open' | 'confirmed' | 'refuted') => ({
  kind,
  period: indexOf<'period'>(period),
  verdict,
})
const NONE: ReadonlySet<PeriodIndex> = new Set()

describe('a line comes', () => {
  const through = new Map<PeriodKind, PeriodIndex>([
    ['day', own(3, 10)],
    ['month', period(march - 1)],
  ])
  it.each([
    {
      why: 'in time, where nothing is closed',
      facts: { through: new Map<PeriodKind, PeriodIndex>() },
      day: at(3, 1),
      placed: 'period',
    },
    { why: 'in time, after all that is closed', facts: {}, day: at(3, 11), placed: 'period' },
    { why: 'too late, for a day that is closed', facts: {}, day: at(3, 10), placed: 'day' },
    {
      why: 'in time, for a day that is held',
      facts: { held: new Set([own(3, 10)]) },
      day: at(3, 10),
      placed: 'period',
    },
    {
      why: 'too late, for a month that is closed though its day is held',
      facts: { held: new Set([own(2, 3)]) },
      day: at(2, 3),
      placed: 'day',
    },
    {
      why: 'aside, for a day that was taken over',
      facts: { adopted: [adopted('day', at(3, 9), 'open')] },
      day: at(3, 9),
      placed: 'aside',
    },
    {
      why: 'too late, for a day of which lines are missing',
      facts: { adopted: [adopted('day', at(3, 9), 'refuted')] },
      day: at(3, 9),
      placed: 'day',
    },
    {
      why: 'too late, for the month of a day that was taken over',
      facts: { adopted: [adopted('day', at(2, 9), 'open')] },
      day: at(2, 9),
      placed: 'day',
    },
  ])('$why: $placed', ({ facts, day, placed }) => {
    const {
      held = NONE,
      ...rest
    }: { held?: ReadonlySet<PeriodIndex>; adopted?: readonly ReturnType<typeof adopted>[] } = facts
    const standing = openStanding({ through, adopted: [], ...rest, held: new Map([['day', held]]) })
    expect(standing.placementOf(day)).toBe(placed)
  })
})

it('days that were taken over are in doubt until all their lines are found', () => {
  const { isDoubtful, doubtful } = openStanding({
    through: new Map(),
    held: new Map(),
    adopted: [
      adopted('month', march, 'open'),
      adopted('month', march + 1, 'confirmed'),
      adopted('day', at(5, 2), 'refuted'),
    ],
  })
  expect(doubtful).toHaveLength(2)
  expect([at(2, 28), at(3, 1), at(3, 31), at(4, 1), at(5, 2), at(5, 3)].map((day) => isDoubtful(day, day))).toEqual([
    ...[false, true, true, false, true, false],
  ])
  expect(isDoubtful(at(2, 1), at(3, 1))).toBe(true)
})

it('a kind of which nothing is closed has no frozen period', () => {
  expect(openStanding({ through: new Map(), held: new Map(), adopted: [] }).isFrozen('week', period(0))).toBe(false)
})

it('kinds of periods close that a table has, and months', () => {
  expect(closingKinds([{ period: 'week' }, { period: 'day' }])).toEqual(['day', 'week', 'month'])
})

describe('lines that stood aside', () => {
  const facts = (...verdicts: readonly ReturnType<typeof adopted>[]) => ({
    through: new Map<PeriodKind, PeriodIndex>([
      ['day', own(3, 10)],
      ['month', march],
    ]),
    held: new Map(),
    adopted: verdicts,
  })
  it.each([
    { why: 'stay while a period is not decided on', verdicts: ['confirmed', 'open'], to: undefined },
    { why: 'count in none where one of their periods is not whole', verdicts: ['confirmed', 'refuted'], to: 'again' },
    { why: 'count where all of them are', verdicts: ['confirmed', 'confirmed'], to: 'period' },
  ] as const)('$why', ({ verdicts: [ofDay, ofMonth], to }) => {
    const standing = openStanding(facts(adopted('day', at(3, 9), ofDay), adopted('month', march, ofMonth)))
    expect(standing.placementDecided(at(3, 9))).toBe(to)
    expect(standing.isSettled('month', march)).toBe(to !== undefined)
    expect(standing.isSettled('month', period(march + 1))).toBe(false)
  })
})
