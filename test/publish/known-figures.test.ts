import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { periodOf, type PeriodIndex } from '../../src/domain/calendar.ts'
import type { Protection, ReadableTable, TableSpec } from '../../src/domain/table.ts'
import { knownFigures } from '../../src/publish/known-figures.ts'
import { checkProperty } from '../properties/check-property.ts'
import { DAY_FEATURE, day } from './example-publication.ts'
import { feature, MONTH_FEATURE, publicationOf } from './page/sample-services.ts'

const MARCH = periodOf('month', day('2026-03-01'))
const NOISE: Protection = { level: 'cell-key', k: 11, views: 1, variance: 4, reach: 11 }

type Row = readonly [text: string, requests: number | undefined, errors?: number]

function table(spec: TableSpec, ...rows: readonly Row[]): ReadableTable {
  return {
    spec,
    categories: [],
    rows: rows.map(([text, requests, errors]) => ({
      period: periodOf(spec.period, day(text)),
      feature: 'a',
      categories: [],
      counts: [requests, undefined, errors],
    })),
  }
}

const HIDDEN = table(MONTH_FEATURE, ['2026-03-01', undefined])
const WEEKS: TableSpec = { ...DAY_FEATURE, name: 'week-feature', period: 'week' }

describe('knownFigures', () => {
  it.each([
    {
      why: 'the days that are shown',
      beneath: [table(DAY_FEATURE, ['2026-03-01', 20], ['2026-03-02', undefined], ['2026-03-31', 30])],
      atLeast: 50,
    },
    { why: 'no day of another month', beneath: [table(DAY_FEATURE, ['2026-02-28', 20], ['2026-04-01', 30])] },
    { why: 'no day of a breakdown', beneath: [table({ ...DAY_FEATURE, dimensions: ['device'] }, ['2026-03-01', 20])] },
    { why: 'no day with noise', beneath: [table({ ...DAY_FEATURE, protection: NOISE }, ['2026-03-01', 20])] },
    {
      why: 'no day that was published with noise',
      beneath: [table(DAY_FEATURE, ['2026-03-01', 20], ['2026-03-10', 30])],
      earlier: new Map([['day-feature', [{ until: '2026-03-05', protection: NOISE }]]]),
      atLeast: 30,
    },
    {
      why: 'whole weeks alone: that of 2026-02-23 has a day in March',
      beneath: [table(WEEKS, ['2026-02-23', 900], ['2026-03-02', 40])],
      atLeast: 40,
    },
    {
      why: 'of two tables the one that tells more',
      beneath: [table(DAY_FEATURE, ['2026-03-02', 20]), table(WEEKS, ['2026-03-02', 40])],
      atLeast: 40,
    },
    { why: 'nothing where no day is shown', beneath: [table(DAY_FEATURE, ['2026-03-01', undefined])] },
    { why: 'nothing without a finer table', beneath: [HIDDEN] },
  ])('bounds a hidden month by $why', ({ beneath, earlier, atLeast }) => {
    expect(knownFigures(HIDDEN, [HIDDEN, ...beneath], earlier)(MARCH, 'a', 'requests')).toEqual({
      exact: undefined,
      atLeast,
    })
  })

  it('has what is shown as it is, each measure by itself, and nothing of a row that is not there', () => {
    const months = table(MONTH_FEATURE, ['2026-03-01', 70])
    const known = knownFigures(months, [months, table(DAY_FEATURE, ['2026-03-01', 20, 12])])
    expect(known(MARCH, 'a', 'requests')).toEqual({ exact: 70, atLeast: 70 })
    expect(known(MARCH, 'a', 'errors')).toEqual({ exact: undefined, atLeast: 12 })
    expect(known(MARCH, 'a', 'entries')).toEqual({ exact: undefined, atLeast: undefined })
    expect(known(MARCH, 'b', 'requests')).toBeUndefined()
  })

  it('bounds nothing that is hidden after noise, which may be less than its days', () => {
    const noisy = table({ ...MONTH_FEATURE, protection: NOISE }, ['2026-03-01', undefined])
    const known = knownFigures(noisy, [noisy, table(DAY_FEATURE, ['2026-03-01', 20])])
    expect(known(MARCH, 'a', 'requests')).toEqual({ exact: undefined, atLeast: undefined })
  })

  it('never bounds above the truth, whatever was counted', async () => {
    let bounds = 0
    // Few days below the threshold: a month that holds many of them may be told.
    const use = fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 11, max: 25 }) }, fc.nat({ max: 10 }))
    const uses = fc.array(fc.array(use, { minLength: 62, maxLength: 62 }), {
      minLength: 3,
      maxLength: 3,
    })
    await checkProperty(
      fc.property(uses, (counted) => {
        const { tables } = publicationOf({
          features: ['a', 'b', 'c'].map((id) => feature(id)),
          first: '2026-03-01',
          last: '2026-05-01',
          uses: (position, date) => counted[position]![date]!,
        })
        const [days, months] = tables
        const known = knownFigures(months!, [days!, months!])
        const truth = (position: number, from: number, to: number) =>
          counted[position]!.slice(from, to).reduce((sum, count) => sum + count, 0)
        for (const [position, id] of ['a', 'b', 'c'].entries())
          for (const [month, from, to] of [
            [MARCH, 0, 31],
            [MARCH + 1, 31, 61],
          ] as const) {
            const figure = known(month as PeriodIndex, id, 'requests')!
            if (figure.exact !== undefined) expect(figure.exact).toBe(truth(position, from, to))
            else if (figure.atLeast !== undefined) bounds++
            expect(figure.atLeast ?? 0).toBeLessThanOrEqual(truth(position, from, to))
          }
      }),
      30,
    )
    expect(bounds).toBeGreaterThan(0)
  })
})
