import { describe, expect, it } from 'vitest'
import { dayOf } from '../../src/domain/calendar.ts'
import {
  awayOf,
  endedTables,
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

it('nothing was in force where nothing is kept', () => {
  expect(thresholdOn(undefined, 0)).toBeUndefined()
  expect(thresholdDays(undefined)).toEqual([])
  expect(endedTables(undefined)).toEqual([])
  expect(protectionDays()).toEqual([])
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
