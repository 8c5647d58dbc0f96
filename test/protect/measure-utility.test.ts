import { describe, expect, it } from 'vitest'
import { periodOf } from '../../src/domain/calendar.ts'
import type { Counted, TableSpec } from '../../src/domain/table.ts'
import { measureUtility, protectTables } from '../../src/protect/index.ts'
import { hellingerDistance, rankCorrelation } from '../../src/protect/measure-utility.ts'
import { cellKey, noisySpec } from './attacks/noisy-world.ts'
import { countedOf, day, feature, januaryDays, spec } from './counted-of.ts'

const grid = januaryDays(1)

function utilityOf(own: TableSpec, words: readonly string[], counts: readonly (readonly number[])[]) {
  const slab = Float64Array.from(counts.flat())
  const counted: Counted = {
    features: counts.map((_, f) => feature(`f${f}`)),
    grid,
    tables: [
      {
        spec: own,
        categories: own.dimensions.map(() => words),
        slabs: new Map([[periodOf(own.period, grid[0]!), slab]]),
      },
    ],
    daily: new Map(),
  }
  return measureUtility(counted, protectTables(counted, { key: new Uint8Array(32) }))[0]!
}

describe('what protection leaves', () => {
  it('is all of a table where nothing is hidden and nothing changed', () => {
    expect(utilityOf(spec('day', 11, ['requests']), [], [[20], [40], [30]])).toEqual({
      name: 'day-feature',
      usesShown: 1,
      cellsShown: 1,
      medianError: 0,
      error95: 0,
      ranks: 1,
      distance: 0,
      withheld: [],
      advice: undefined,
    })
  })

  it('is a part where days are hidden, and a longer period is advised', () => {
    const utility = utilityOf(spec('day', 11, ['requests']), [], [[20], [10], [10]])
    expect(utility).toMatchObject({ usesShown: 0.5, cellsShown: 1 / 3, medianError: 0, advice: 'longer-period' })
    expect(utility.ranks).toBeCloseTo(1)
    expect(utilityOf(spec('month', 11, ['requests']), [], [[20], [10], [10]]).advice).toBe('fewer-dimensions')
  })

  it('counts what is folded as shown, and its error', () => {
    const own = noisySpec(['device'], cellKey(1))
    const utility = utilityOf(
      own,
      ['a', 'b', 'c', 'd'],
      [
        [500, 8, 8, 8],
        [700, 8, 8, 8],
      ],
    )
    expect(utility.usesShown).toBeGreaterThan(0.95)
    expect(utility.cellsShown).toBeLessThan(0.6)
    expect(utility.medianError).toBeLessThan(0.3)
    expect(utility.advice).toBeUndefined()
  })

  it('advises fewer dimensions where two make small cells', () => {
    const own = noisySpec(['device', 'os'], cellKey(1), { period: 'month' })
    expect(utilityOf(own, ['a', 'b'], [[8, 8, 8, 8].map(() => 2)]).advice).toBe('fewer-dimensions')
  })

  it('is not known where nothing was counted', () => {
    const counted = countedOf([spec('day', 11, ['requests'])], [], [feature('a')], [])
    expect(measureUtility(counted, protectTables(counted))[0]).toEqual({
      name: 'day-feature',
      usesShown: undefined,
      cellsShown: undefined,
      medianError: undefined,
      error95: undefined,
      ranks: undefined,
      distance: undefined,
      withheld: [],
      advice: undefined,
    })
    expect(measureUtility({ ...counted, tables: [] }, protectTables(counted))[0]?.cellsShown).toBeUndefined()
  })
})

describe('what the margins in time hide', () => {
  it('is told by feature, where it is large enough to be shown by itself', () => {
    const specs = [spec('day', 11, ['requests']), spec('month', 11, ['requests'])]
    const days = januaryDays(2)
    const counts = [
      [{ requests: 40 }, { requests: 4 }],
      [{ requests: 40 }, { requests: 40 }],
      [{ requests: 1 }, { requests: 2 }],
    ]
    const counted = countedOf(specs, days, [feature('a'), feature('b'), feature('c')], counts)
    const [byDay, byMonth] = measureUtility(counted, protectTables(counted))
    expect([byDay?.withheld, byMonth?.withheld]).toEqual([[], [{ feature: 'a', periods: 1 }]])
    expect(byMonth?.distance).toBeCloseTo(Math.sqrt(1 - Math.sqrt(80 / 127)))
  })
})

describe('what the margins in time do not hide', () => {
  const earlier = { level: 'threshold', k: 50 } as const

  it('what the threshold of its period does, which was another', () => {
    const specs = [spec('day', 11, ['requests']), spec('month', 11, ['requests'])]
    const counts = [[{ requests: 40 }, { requests: 4 }]]
    const counted = countedOf(specs, januaryDays(2), [feature('a')], counts)
    const tables = protectTables(counted)
    expect(measureUtility(counted, tables, () => earlier)[1]?.withheld).toEqual([])
    expect(measureUtility(counted, tables, () => ({ level: 'exact' }))[1]?.withheld).toEqual([])
  })

  it('days, since nothing is shorter', () => {
    const counted = countedOf([spec('day', 50, ['requests'])], januaryDays(1), [feature('a')], [[{ requests: 40 }]])
    const tables = protectTables(counted)
    const now = { level: 'threshold', k: 11 } as const
    expect(measureUtility(counted, tables, () => now)[0]?.withheld).toEqual([])
  })

  it.each([
    { why: 'a month that is not over', is: 'partial' },
    { why: 'a month that is cut', is: 'cut' },
  ] as const)('$why', ({ is }) => {
    const specs = [spec('day', 11, ['requests']), spec('month', 11, ['requests'])]
    const days = januaryDays(2)
    const unfinished = new Map([['month', [periodOf('month', days[0]!)]]] as const)
    const counted = {
      ...countedOf(specs, days, [feature('a')], [[{ requests: 40 }, { requests: 40 }]]),
      [is]: unfinished,
    }
    const [, byMonth] = measureUtility(counted, protectTables(counted))
    expect([byMonth?.cellsShown, byMonth?.withheld, byMonth?.advice]).toEqual([0, [], 'whole-periods'])
  })

  it.each([
    { ofWhole: [40, 40], advice: 'whole-periods', why: 'all but the month that is not over is shown' },
    { ofWhole: [40, 10, 10, 10], advice: 'fewer-dimensions', why: 'much of the month that is over is hidden too' },
  ] as const)('$advice is advised where $why', ({ ofWhole, advice }) => {
    const days = [...januaryDays(1), day('2026-02-01')]
    const counts = ofWhole.map((requests) => [{ requests }, { requests: 40 }])
    const counted = {
      ...countedOf(
        [spec('month', 11, ['requests'])],
        days,
        counts.map((_, f) => feature(`f${f}`)),
        counts,
      ),
      partial: new Map([['month', [periodOf('month', days[1]!)]]] as const),
    }
    const hidden = { ...counted, cut: counted.partial }
    expect(measureUtility(hidden, protectTables(hidden))[0]?.advice).toBe(advice)
  })
})

describe('hellingerDistance', () => {
  it.each([
    { pairs: [], distance: undefined, why: 'nothing' },
    { pairs: [[3, 0]], distance: undefined, why: 'nothing shown' },
    { pairs: [[0, 3]], distance: undefined, why: 'nothing counted' },
    {
      pairs: [
        [3, 30],
        [7, 70],
      ],
      distance: 0,
      why: 'the same shares',
    },
    {
      pairs: [
        [3, 0],
        [0, 5],
      ],
      distance: 1,
      why: 'nothing in common',
    },
  ] as const)('$why: $distance', ({ pairs, distance }) => {
    const found = hellingerDistance(pairs)
    if (distance === undefined) expect(found).toBeUndefined()
    else expect(found).toBeCloseTo(distance)
  })
})

describe('rankCorrelation', () => {
  it.each([
    {
      pairs: [
        [1, 10],
        [2, 20],
        [3, 30],
      ],
      ranks: 1,
      why: 'the same order',
    },
    {
      pairs: [
        [1, 30],
        [2, 20],
        [3, 10],
      ],
      ranks: -1,
      why: 'the reverse',
    },
    {
      pairs: [
        [1, 1],
        [2, 1],
        [3, 2],
        [4, 2],
      ],
      ranks: 0.8944,
      why: 'ties at their mean rank',
    },
  ] as const)('$why', ({ pairs, ranks }) => {
    expect(rankCorrelation(pairs)).toBeCloseTo(ranks, 4)
  })

  it('knows no order of one, nor of equals', () => {
    expect(rankCorrelation([[1, 2]])).toBeUndefined()
    expect(
      rankCorrelation([
        [1, 2],
        [1, 3],
      ]),
    ).toBeUndefined()
  })
})
