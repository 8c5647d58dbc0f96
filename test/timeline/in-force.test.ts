import { describe, expect, it } from 'vitest'
import { dayOf } from '../../src/domain/calendar.ts'
import {
  awayOf,
  countedDays,
  endedTables,
  isExactNoMore,
  stepOn,
  thresholdDays,
  thresholdOn,
  protectionDays,
  type Settings,
} from '../../src/timeline/index.ts'

describe('a step is in force', () => {
  const steps = [{ what: 'first' }, { from: '2026-03-01', what: 'second' }, { from: '2026-05-01', what: 'third' }]
  it.each([
    { why: 'from the beginning', day: -Infinity, what: 'first' },
    { why: 'to its last day', day: dayOf(2026, 2, 28), what: 'first' },
    { why: 'from its first day', day: dayOf(2026, 3, 1), what: 'second' },
    { why: 'for good', day: Infinity, what: 'third' },
  ])('$why', ({ day, what }) => {
    expect(stepOn(steps, day)?.what).toBe(what)
  })
})

it('a threshold is in force from its day on', () => {
  const thresholds = [{ k: 5 }, { from: '2026-03-01', k: 11 }]
  const settings: Settings = {
    ...{ timezone: 'UTC', sources: [], robots: '1', texts: '', language: 'fr', features: [], tables: [] },
    thresholds,
  }
  expect(thresholdDays(settings)).toEqual([dayOf(2026, 3, 1)])
  expect([dayOf(2026, 2, 28), dayOf(2026, 3, 1)].map((day) => thresholdOn(settings, day))).toEqual([5, 11])
})

describe('a table', () => {
  type Protection = Parameters<typeof isExactNoMore>[0]['protection']
  const exact: Protection = { level: 'exact' }
  const threshold: Protection = { level: 'threshold', k: 11 }
  const table = { name: 'day-feature', period: 'day' as const, dimensions: [], measures: ['requests' as const] }
  const steps = [{ protection: exact }, { from: '2026-03-01', protection: threshold }]
  it.each([
    { why: 'is exact no longer', now: threshold, steps, day: dayOf(2026, 2, 28), is: true },
    { why: 'was not exact then', now: threshold, steps, day: dayOf(2026, 3, 1), is: false },
    { why: 'is exact again', now: exact, steps, day: dayOf(2026, 2, 28), is: false },
    { why: 'is to be exact no longer', now: threshold, steps: steps.slice(0, 1), day: dayOf(2026, 3, 1), is: true },
    { why: 'never was exact', now: threshold, steps: steps.slice(1), day: dayOf(2026, 3, 1), is: false },
  ])('$why: $is', ({ now, steps: protections, day, is }) => {
    const settings: Settings = {
      ...{ timezone: 'UTC', sources: [], robots: '1', texts: '', language: 'fr', features: [], thresholds: [] },
      tables: [{ ...table, protections }],
    }
    expect(isExactNoMore({ ...table, protection: now }, settings, day)).toBe(is)
  })
})

it('nothing was in force where nothing is kept', () => {
  expect(thresholdOn(undefined, 0)).toBeUndefined()
  expect(thresholdDays(undefined)).toEqual([])
  expect(endedTables(undefined)).toEqual([])
  expect(protectionDays()).toEqual([])
})

it.each([
  {
    why: 'ends before the hole that was open',
    from: '2026-03-08',
    ended: '2026-03-10',
    last: dayOf(2026, 3, 7),
    holes: 0,
  },
  {
    why: 'or before the day of a log that lagged behind that',
    from: '2026-03-08',
    ended: '2026-03-06',
    last: dayOf(2026, 3, 5),
    holes: 0,
  },
  { why: 'else with its last day', from: '2026-03-01', ended: '2026-03-11', last: dayOf(2026, 3, 11), holes: 1 },
])('what is gone $why', ({ from, ended, last, holes }) => {
  const counted = countedDays({ away: [{ from, to: '2026-03-10' }], ended })
  expect([counted.ended, counted.away.length]).toEqual([last, holes])
})

it('nothing was away on days that are none', () => {
  expect(
    awayOf({
      away: [
        { from: '2026-03-01', to: 'x' },
        { from: 'x', to: '2026-03-01' },
      ],
    }),
  ).toEqual([])
})
