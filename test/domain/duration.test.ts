import { describe, expect, it } from 'vitest'
import {
  bucketOf,
  coarseQuantileMs,
  DURATION_BUCKETS,
  leastUses,
  LONGEST_MS,
  mostOff,
  quantileMs,
  linesInHistogram,
  usesAround,
} from '../../src/domain/duration.ts'

function histogramOf(durationsUs: readonly number[]): Uint32Array {
  const histogram = new Uint32Array(DURATION_BUCKETS)
  for (const us of durationsUs) histogram[bucketOf(us)]! += 1
  return histogram
}

describe('a bucket', () => {
  it.each([
    { us: 0, bucket: 0, why: 'no time at all' },
    { us: 100, bucket: 0, why: 'where the first decade begins' },
    { us: 1000, bucket: 24, why: 'one decade further' },
    { us: 999, bucket: 23, why: 'just below' },
    { us: 1e9, bucket: 167, why: 'a quarter of an hour' },
    { us: 1e15, bucket: 167, why: 'longer than any answer' },
  ])('$why: $us µs', ({ us, bucket }) => {
    expect(bucketOf(us)).toBe(bucket)
  })
})

describe('a quantile', () => {
  it('is less than 1 % off where durations vary', () => {
    // A seeded generator, and durations as servers have them: a log-normal, and one with a slow tail.
    let seed = 7
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647
    const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
    const durations = Array.from({ length: 20_000 }, (_, i) => 80_000 * Math.exp((i % 10 === 0 ? 1.5 : 0.6) * normal()))
    const sorted = durations.toSorted((a, b) => a - b)
    for (const share of [0.5, 0.95]) {
      const truth = sorted[Math.ceil(share * sorted.length) - 1]! / 1000
      expect(Math.abs(quantileMs(histogramOf(durations), share)! - truth) / truth).toBeLessThan(0.01)
    }
  })

  it.each([
    { durationsUs: [], share: 0.5, ms: undefined, why: 'of nothing' },
    { durationsUs: [0, 0, 0], share: 0.95, ms: 0, why: 'of no time' },
    { durationsUs: [46_000], share: 0.5, ms: 44, why: 'of one: the middle of its bucket, 10 % wide' },
  ])('$why', ({ durationsUs, share, ms }) => {
    expect(quantileMs(histogramOf(durationsUs), share)).toBe(ms)
  })

  it('is at most 10 % off where all are the same', () => {
    for (let us = 1000; us < 1e8; us *= 1.37) {
      const ms = quantileMs(histogramOf(new Array<number>(40).fill(us)), 0.95)!
      expect(Math.abs(ms * 1000 - us)).toBeLessThanOrEqual(0.101 * us + 500)
    }
  })

  it('counts what is in it', () => {
    expect(linesInHistogram(histogramOf([1, 2, 3]))).toBe(3)
    expect(linesInHistogram(undefined)).toBe(0)
  })
})

/** A microsecond before, at and after where each bucket begins, and how long connections stay open. */
const AT_EDGES = [
  ...Array.from({ length: DURATION_BUCKETS + 1 }, (_, bucket) => Math.round(100 * 10 ** (bucket / 24))),
  ...[0.25, 1, 2, 24].map((hours) => hours * 3_600_000_000),
].flatMap((us) => [us - 1, us, us + 1])

describe('a duration at the edge of a bucket, up to a day', () => {
  const toldOf = (us: number): readonly number[] => {
    const histogram = new Uint32Array(DURATION_BUCKETS)
    // So many that a step is a bucket.
    histogram[bucketOf(us)] = 3360
    return [0.5, 0.95].flatMap((share) => [quantileMs(histogram, share)!, coarseQuantileMs(histogram, share)!])
  }

  it('is told to 10 % and to a whole millisecond, or as so long at least', () => {
    const wrong = AT_EDGES.filter((us) =>
      toldOf(us).some((ms) => {
        if (ms === LONGEST_MS) return us < (1000 * LONGEST_MS) / 1.101
        return Math.abs(1000 * ms - us) > 0.101 * us + 500
      }),
    )
    expect(wrong).toEqual([])
  })

  it('is told as no longer than where the last bucket begins', () => {
    expect(LONGEST_MS).toBe(908_517)
    const told = AT_EDGES.filter((us) => bucketOf(us) === DURATION_BUCKETS - 1).flatMap(toldOf)
    expect(new Set(told)).toEqual(new Set([LONGEST_MS]))
    expect(
      AT_EDGES.filter((us) => us < 1000 * LONGEST_MS)
        .flatMap(toldOf)
        .filter((ms) => ms > LONGEST_MS),
    ).toEqual([])
  })
})

describe('a quantile by steps', () => {
  it.each([
    { share: 0.5, within: 23, uses: 44, factor: 1.489 },
    { share: 0.95, within: 23, uses: 440, factor: 1.489 },
    { share: 0.5, within: DURATION_BUCKETS, uses: 336, factor: 1.101 },
    { share: 0.95, within: DURATION_BUCKETS, uses: 3360, factor: 1.101 },
  ])('of $share, told of $within uses: from $uses on, off by $factor at most', ({ share, within, uses, factor }) => {
    expect([leastUses(within, share), mostOff(within)]).toEqual([uses, expect.closeTo(factor, 3)])
  })

  it('is off the uses around it by as much as is said, and by no more', () => {
    const nearest: number[] = []
    for (const share of [0.5, 0.95])
      for (const uses of [44, 88, 200, 336, 440, 540, 1000, 3360]) {
        const most = mostOff(usesAround(uses, share).within)
        let worst = 1
        // All alike, so that they are their own mean; long ones, which whole milliseconds do not round.
        for (let us = 1e6; us < 1e8; us *= 1.003) {
          const histogram = new Uint32Array(DURATION_BUCKETS)
          histogram[bucketOf(us)] = uses
          const off = (1000 * coarseQuantileMs(histogram, share)!) / us
          worst = Math.max(worst, off, 1 / off)
        }
        expect(worst).toBeLessThan(1.002 * most)
        nearest.push(worst / most)
      }
    expect(Math.max(...nearest)).toBeGreaterThan(0.98)
  })
})
