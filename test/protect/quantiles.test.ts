import { describe, expect, it } from 'vitest'
import { periodOf } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { bucketOf, coarseQuantileMs, DURATION_BUCKETS, quantileMs, usesAround } from '../../src/domain/duration.ts'
import type { Counted } from '../../src/domain/table.ts'
import { protectTables } from '../../src/protect/index.ts'
import { countedOf, feature, januaryDays, spec } from './counted-of.ts'

const MEASURES = ['requests', 'duration_p50', 'duration_p95'] as const

/** Uses of one feature on days in January, and how many of them have a duration: 46 ms each. */
function counted(k: number | 'exact', days: readonly (readonly [uses: number, timed: number])[]): Counted {
  const specs = [spec('day', k, MEASURES), spec('month', k, MEASURES)]
  const grid = januaryDays(days.length)
  const plain = countedOf(specs, grid, [feature('a')], [days.map(([requests]) => ({ requests }))])
  const tables = plain.tables.map((table) => {
    const durations = new Map<ReturnType<typeof periodOf>, Map<number, Uint32Array>>()
    days.forEach(([, timed], d) => {
      const period = periodOf(table.spec.period, grid[d] ?? indexOf<'day'>(0))
      const histogram = durations.get(period)?.get(0) ?? new Uint32Array(DURATION_BUCKETS)
      if (timed > 0) durations.set(period, new Map([[0, histogram]]))
      histogram[bucketOf(46_000)]! += timed
    })
    return { ...table, durations }
  })
  return { ...plain, tables }
}

function allAlike(uses: number): Uint32Array {
  const histogram = new Uint32Array(DURATION_BUCKETS)
  histogram[bucketOf(46_000)] = uses
  return histogram
}

function figures(facts: Counted, table = 0): readonly string[] {
  return protectTables(facts)[table]!.rows.map(({ counts }) => counts.map((count) => count ?? '-').join(' '))
}

describe('a quantile of durations', () => {
  it.each([
    { uses: 43, timed: 43, line: '43 - -', why: 'it would be told of 21 uses' },
    { uses: 44, timed: 44, line: '44 58 -', why: 'it is told of 23, by a step of a factor of 2' },
    { uses: 88, timed: 88, line: '88 46 -', why: 'it is told of 45, by a step of a factor of 1.4' },
    { uses: 99, timed: 43, line: '99 - -', why: 'most uses have no duration' },
    { uses: 439, timed: 439, line: '439 44 -', why: 'the 95th percentile would be told of 21' },
    { uses: 440, timed: 440, line: '440 44 58', why: 'it is told of 23' },
    { uses: 3400, timed: 3400, line: '3400 44 44', why: 'and of 171, by its bucket' },
    { uses: 50, timed: 0, line: '50 - -', why: 'no use has a duration' },
  ])('$why: $uses uses, $timed timed', ({ uses, timed, line }) => {
    expect(figures(counted(11, [[uses, timed]]))).toEqual([line])
  })

  it('is never below one of a smaller share, whatever the steps of each', () => {
    const below: number[] = []
    const ofUses = Array.from({ length: 61 }, (_, n) => 440 + 10 * n)
    for (const uses of ofUses)
      for (const { counts } of protectTables(counted(11, [[uses, uses]]))[0]!.rows)
        if (counts[2]! < counts[1]!) below.push(uses)
    expect(below).toEqual([])
    // By their steps alone, half of them were.
    const bySteps = ofUses.filter(
      (uses) => coarseQuantileMs(allAlike(uses), 0.95)! < coarseQuantileMs(allAlike(uses), 0.5)!,
    )
    expect(bySteps.length).toBeGreaterThan(20)
  })

  it('is hidden where the durations that were kept are none', () => {
    const facts = counted(11, [[50, 50]])
    for (const { durations } of facts.tables)
      for (const cells of durations?.values() ?? []) for (const histogram of cells.values()) histogram.fill(0)
    expect(figures(facts)).toEqual(['50 - -'])
  })

  it('goes with its uses where they are hidden for the sake of a day', () => {
    // One hidden day beneath: the month would tell it.
    expect(
      figures(
        counted(11, [
          [300, 300],
          [5, 5],
        ]),
        1,
      ),
    ).toEqual(['- - -'])
    expect(
      figures(
        counted(11, [
          [300, 300],
          [300, 300],
        ]),
        1,
      ),
    ).toEqual(['600 44 54'])
  })

  it('is there for a single use at exact, and absent where none was timed', () => {
    expect(
      figures(
        counted('exact', [
          [1, 1],
          [3, 0],
        ]),
      ),
    ).toEqual(['1 44 44', '3 - -'])
  })
})

/*
 * A reader knows how many uses there were, and the bucket of the median; all other buckets are far off. Every such world: how
 * many of the small numbers of faster uses follow from the figure?
 */
describe('a median says where half of the uses are, and not how few were faster', () => {
  const K = 11
  const pinned = (
    tell: (histogram: Uint32Array) => number | undefined,
    bucket: number,
    { far = 3, least = 4 * K } = {},
  ): number => {
    let [all, single] = [0, 0]
    for (let uses = least; uses <= least + 38; uses++) {
      const seen = new Map<number | undefined, Set<number>>()
      for (let faster = 0; faster < uses / 2; faster++)
        for (let lines = Math.ceil(uses / 2) - faster; faster + lines <= uses; lines++) {
          const histogram = new Uint32Array(DURATION_BUCKETS)
          histogram[bucket - far] = faster
          histogram[bucket] = lines
          histogram[bucket + far] = uses - faster - lines
          const figure = tell(histogram)
          seen.set(figure, (seen.get(figure) ?? new Set()).add(faster))
        }
      for (const values of seen.values()) {
        all += [...values].filter((faster) => faster < K).length
        single += values.size === 1 && Math.max(...values) < K ? 1 : 0
      }
    }
    return single / all
  }

  const coarse = (histogram: Uint32Array) => coarseQuantileMs(histogram, 0.5)

  it.each([
    { bucket: 60, far: 3 },
    { bucket: 120, far: 3 },
    { bucket: 83, far: 24 },
    { bucket: 83, far: 83 },
  ])('bucket $bucket, the others $far off: none follows', ({ bucket, far }) => {
    expect(pinned(coarse, bucket, { far })).toBe(0)
  })

  it('is caught: fewer than k lie beyond the uses that it is told of', () => {
    expect(usesAround(4 * K, 0.5)).toEqual({ within: 23, beyond: K })
    const least = K
    expect(pinned(coarse, 83, { far: 83, least })).toBeGreaterThan(0)
  })

  it('is caught: a median to the millisecond', () => {
    expect(pinned((histogram) => quantileMs(histogram, 0.5), 120)).toBeGreaterThan(0.3)
  })
})
