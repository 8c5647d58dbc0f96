import { describe, expect, it } from 'vitest'
import { dayOfText, periodOf } from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import type { Protection, Released } from '../../src/domain/table.ts'
import { newHoles } from '../../src/protect/index.ts'
import { cellKey } from './attacks/noisy-world.ts'

const FIRST = dayOfText('2026-02-01')!
const AT: Protection = { level: 'threshold', k: 11 }

/** Rows of one feature, by the days that begin their periods. */
function table(
  kind: PeriodKind,
  days: Readonly<Record<number, number | undefined>>,
  protection = AT,
): Released['tables'][number] {
  return {
    spec: { name: kind, period: kind, dimensions: [], measures: ['requests'], protection },
    rows: Object.entries(days).map(([day, count]) => ({
      period: periodOf(kind, indexOf<'day'>(FIRST + Number(day))),
      feature: 'aide',
      categories: [],
      counts: [count],
    })),
  }
}

const day = (n: number) => ({ kind: 'day', period: FIRST + n })
const DAYS = { 0: 20, 1: 30 }

describe('newHoles', () => {
  it.each([
    { why: 'beneath a month that is shown', longer: table('month', { 0: 50 }), found: [day(5)] },
    { why: 'beneath a year', longer: table('year', { 0: 50 }), found: [day(5)] },
    { why: 'beneath a month that is hidden', longer: table('month', { 0: undefined }), found: [] },
    { why: 'beneath a month that is not published', longer: table('month', { 40: 50 }), found: [] },
    { why: 'beneath a month with noise', longer: table('month', { 0: 50 }, cellKey(1)), found: [] },
  ])('$why', ({ longer, found }) => {
    const before = [table('day', DAYS), longer]
    expect(newHoles(before, [table('day', { ...DAYS, 5: undefined }), longer])).toEqual(found)
    expect(newHoles(before, [table('day', { ...DAYS, 5: 11 }), longer])).toEqual([])
    // What was a hole before tells nothing more.
    expect(newHoles([table('day', { ...DAYS, 5: undefined }), longer], before)).toEqual([])
  })

  it.each([
    { why: 'the first hidden day, before one that was published', days: { 0: 20, 8: 30 }, found: [day(5)] },
    {
      why: 'after one that was hidden, which has its companion',
      days: { 0: undefined, 1: undefined, 8: 30 },
      found: [],
    },
    { why: 'before one of the next month alone', days: { 0: 20, 28: 30 }, found: [] },
    { why: 'after all', days: { 0: 20 }, found: [] },
  ])('in a month that is not published: $why', ({ days, found }) => {
    const month = table('month', {})
    expect(newHoles([table('day', days), month], [table('day', { ...days, 5: undefined }), month])).toEqual(found)
    // Where nothing stands above it, it may appear.
    expect(newHoles([table('day', days)], [table('day', { ...days, 5: undefined })])).toEqual([])
  })

  it.each([
    {
      why: 'days that would begin before one that must not appear',
      days: { 3: 20, 5: undefined, 8: 30 },
      found: [5, 3],
    },
    { why: 'not days after it', days: { 5: undefined, 6: 20, 8: 30 }, found: [5] },
    {
      why: 'not before a gap among those that were published',
      days: { 3: 20, 8: 30, 11: undefined, 12: 40 },
      found: [11],
    },
  ])('$why', ({ days, found }) => {
    const before = [table('day', { 8: 30, 12: 40 }), table('month', { 0: 50 })]
    expect(newHoles(before, [table('day', days), table('month', { 0: 50 })])).toEqual(found.map(day))
  })

  it('looks at both months that a week touches', () => {
    const after = [table('week', { 25: undefined })]
    expect(newHoles([table('week', {}), table('month', { 30: 50 })], after)).toHaveLength(1)
    expect(newHoles([table('week', {}), table('month', { 0: 50 })], after)).toHaveLength(1)
  })

  it('lets a month appear before others of a year: only days have a companion', () => {
    const [months, year] = [table('month', { 28: 50 }), table('year', {})]
    expect(newHoles([months, year], [table('month', { 0: undefined, 28: 50 }), year])).toEqual([])
  })
})
