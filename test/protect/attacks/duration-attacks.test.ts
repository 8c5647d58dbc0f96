import { describe, expect, it } from 'vitest'
import { bucketOf, coarseQuantileMs, DURATION_BUCKETS, linesInHistogram } from '../../../src/domain/duration.ts'
import { expectFigures } from '../../docs/privacy-page.ts'
import { randomFrom } from '../noise/random.ts'

/*
 * Somebody sends all uses of a feature but one, and looks at its median: how long did the one take? What is known is that
 * it lies within a bucket, so an exact answer is one bucket of 168.
 */
const K = 11
const USES = 4 * K
const LAST = DURATION_BUCKETS - 1

type Tell = (histogram: Uint32Array) => number | undefined

const median: Tell = (histogram) => coarseQuantileMs(histogram, 0.5)

/** The bucket in which the median is. */
const byBucket: Tell = (histogram) => {
  let left = Math.ceil(linesInHistogram(histogram) / 2)
  return histogram.findIndex((lines) => (left -= lines) <= 0)
}

/** The mean of the same uses, by half a step. */
const byHalfSteps: Tell = (histogram) => {
  const sorted = [...histogram].flatMap((lines, bucket) => Array.from({ length: lines }, () => bucket))
  const sum = sorted.slice(K - 1 + (sorted.length % 2), K - 1 + (sorted.length % 2) + 2 * K + 1)
  return Math.round(sum.reduce((total, bucket) => total + bucket, 0) / (DURATION_BUCKETS / 2))
}

/** Own uses, by bucket: at the shortest, at one between, at the longest. */
function own(low: number, between: number, high: number): Uint32Array {
  const histogram = new Uint32Array(DURATION_BUCKETS)
  histogram[0] = low
  histogram[between]! += USES - 1 - low - high
  histogram[LAST]! += high
  return histogram
}

function figureOf(tell: Tell, others: Uint32Array, bucket: number): number | undefined {
  const histogram = others.slice()
  histogram[bucket]! += 1
  return tell(histogram)
}

const BUCKETS = Array.from({ length: DURATION_BUCKETS }, (_, bucket) => bucket)

/** The most figures that one use can choose between, whatever the others are. */
function mostAnswers(tell: Tell, every = 1): number {
  let most = 0
  for (const between of [24, 83, 140])
    for (let low = 0; low < USES; low += every)
      for (let high = 0; low + high < USES; high += every) {
        const others = own(low, between, high)
        const figures = new Set(BUCKETS.filter((b) => b % 12 === 11 || b === 0).map((b) => figureOf(tell, others, b)))
        most = Math.max(most, figures.size)
      }
  return most
}

describe('one use among those of somebody who sends all others', () => {
  it('moves the median by one step at most: yes or no to one question', () => {
    expect(mostAnswers(median)).toBe(2)
  })

  it('is caught: a step half as wide', () => {
    expect(mostAnswers(byHalfSteps, 6)).toBe(3)
  })

  it('is caught: the bucket of the median', () => {
    expect(mostAnswers(byBucket)).toBeGreaterThan(10)
  })
})

describe('a use between 21 and 22 of somebody who guesses its bucket', () => {
  const random = randomFrom(41)
  const uniform = (): number => (random.below(1_000_000) + 0.5) / 1_000_000
  // A page that takes 300 ms, half as long or twice as long as often as not.
  const durations = Array.from({ length: 200 }, () => {
    const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
    return bucketOf(300_000 * Math.exp(normal))
  })
  const often = new Map<number, number>()
  for (const bucket of durations) often.set(bucket, (often.get(bucket) ?? 0) + 1)

  /** How many of 200 are guessed, by somebody who even knows how often each bucket comes. */
  const guessed = (tell: Tell): number => {
    const others = own(21, 83, 22)
    const best = new Map<number | undefined, number>()
    for (const [bucket, times] of often) {
      const figure = figureOf(tell, others, bucket)
      best.set(figure, Math.max(best.get(figure) ?? 0, times))
    }
    return [...best.values()].reduce((sum, times) => sum + times, 0)
  }

  it('is guessed hardly more often than without the figure', () => {
    const blind = Math.max(...often.values())
    const seen = guessed(median)
    console.info(`duration guessed: ${seen} of 200, ${blind} without the median`)
    expect(seen).toBeLessThanOrEqual(2 * blind)
    expect(seen).toBeLessThan(50)
    expectFigures`the duration itself ${seen} times of ${durations.length} instead of ${blind} blindly`
  })

  it('is caught: told by its bucket, all 200 are guessed', () => {
    expect(guessed(byBucket)).toBe(durations.length)
    expectFigures`${USES - 1} uses of one's own around another's used to give its duration, ${guessed(byBucket)} times of ${durations.length}`
  })
})
