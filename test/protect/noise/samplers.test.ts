import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Views } from '../../../src/domain/table.ts'
import { drawLaplace } from '../../../src/protect/noisy/write-private-rows.ts'
import { drawNoise, reachOf } from '../../../src/protect/noise/noise-table.ts'
import { fieldsOf, openCellKeys } from '../../../src/protect/noise/open-cell-keys.ts'
import { momentOf, probabilitiesOf } from './compute-noise-table.ts'
import { randomFrom } from './random.ts'

/** How many standard errors χ² is above its degrees of freedom; classes of fewer than ten expected are added up. */
function chiExcess(seen: ReadonlyMap<number, number>, expected: ReadonlyMap<number, number>): number {
  let [sum, classes, rest, restSeen] = [0, 0, 0, 0]
  for (const [value, often] of expected) {
    if (often < 10) {
      rest += often
      restSeen += seen.get(value) ?? 0
      continue
    }
    sum += ((seen.get(value) ?? 0) - often) ** 2 / often
    classes++
  }
  if (rest >= 10) {
    sum += (restSeen - rest) ** 2 / rest
    classes++
  }
  return (sum - (classes - 1)) / Math.sqrt(2 * (classes - 1))
}

function countsOf(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

// The seeds are fixed.
const MOST = 3.5
const DRAWS = 100_000

describe('the noise of cells', () => {
  const keys = openCellKeys(new Uint8Array(32).fill(9))
  const label = fieldsOf('day', '2026-01-31', 'requests', 'a')
  const keyOf = (cell: number, count: number) => keys(label, fieldsOf(`device=d${cell}`, String(count)))
  const drawn = (views: Views, count: number) =>
    Array.from({ length: DRAWS }, (_, cell) => drawNoise(views, count, keyOf(cell, count)))

  it.each([
    { views: 1, count: 500 },
    { views: 2, count: 6 },
    { views: 3, count: 1 },
    { views: 4, count: 500 },
  ] as const)('T = $views, count $count: comes as often as the table says', ({ views, count }) => {
    const noise = drawn(views, count)
    const reach = reachOf(views, count)
    const { p } = probabilitiesOf(views, reach)
    const expected = new Map(p.map((share, i) => [i - reach, share * DRAWS]))
    expect(chiExcess(countsOf(noise), expected)).toBeLessThan(MOST)
    const mean = noise.reduce((sum, one) => sum + one, 0) / DRAWS
    const variance = noise.reduce((sum, one) => sum + one * one, 0) / DRAWS
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(variance / momentOf(p, 2) - 1)).toBeLessThan(0.02)
    expect(Math.max(...countsOf(noise).keys())).toBeLessThanOrEqual(reach)
  })

  it('is another for one request more: no correlation', () => {
    const [one, two] = [drawn(1, 500), drawn(1, 501)]
    const product = one.reduce((sum, noise, i) => sum + noise * two[i]!, 0) / DRAWS
    expect(Math.abs(product / 2)).toBeLessThan(0.015)
  })

  it('of zero is zero', () => {
    expect(drawNoise(4, 0, 2 ** 32 - 1)).toBe(0)
  })

  it('would not pass with a generator that is not uniform', () => {
    const lopsided = Array.from({ length: DRAWS }, (_, cell) => drawNoise(1, 500, keyOf(cell, 500) % 3_900_000_000))
    const { p } = probabilitiesOf(1, 5)
    expect(chiExcess(countsOf(lopsided), new Map(p.map((share, i) => [i - 5, share * DRAWS])))).toBeGreaterThan(MOST)
  })
})

describe('discrete Laplace noise', () => {
  const expectedOf = (b: number, draws: number) => {
    const q = Math.exp(-1 / b)
    const values = Array.from({ length: 61 * b }, (_, i) => i - 30 * b)
    return new Map(values.map((y) => [y, (draws * (1 - q) * q ** Math.abs(y)) / (1 + q)]))
  }

  it.each([
    { t: 1, s: 1, seed: 1 },
    { t: 10, s: 1, seed: 2 },
    { t: 5, s: 2, seed: 3 },
  ])('b = $t/$s: comes as often as it should', ({ t, s, seed }) => {
    const { below } = randomFrom(seed)
    const noise = Array.from({ length: DRAWS }, () => drawLaplace(t, s, below))
    expect(chiExcess(countsOf(noise), expectedOf(t / s, DRAWS))).toBeLessThan(MOST)
  })

  it('takes the generator of the system', () => {
    const noise = Array.from({ length: 20_000 }, () => drawLaplace(10, 1, (below) => randomInt(below)))
    const mean = noise.reduce((sum, one) => sum + one, 0) / noise.length
    // Five standard errors: a run in two million fails.
    expect(Math.abs(mean)).toBeLessThan((5 * 10 * Math.SQRT2) / Math.sqrt(noise.length))
  })

  it('would be caught with a zero of two signs', () => {
    const { below } = randomFrom(4)
    const noise = Array.from({ length: DRAWS }, () => Math.abs(drawLaplace(10, 1, below)) * (below(2) === 1 ? -1 : 1))
    const twice = [...noise, ...noise.filter((one) => Math.abs(one) === 0)].map((one) => one + 0)
    expect(chiExcess(countsOf(twice), expectedOf(10, twice.length))).toBeGreaterThan(MOST)
  })
})
