import { describe, expect, it } from 'vitest'
import { periodOf } from '../../../src/domain/calendar.ts'
import type { Counted } from '../../../src/domain/table.ts'
import { privateLoss } from '../../../src/protect/account/guesses-of.ts'
import { bestGuess } from '../../../src/protect/account/loss.ts'
import { protectTables } from '../../../src/protect/index.ts'
import { day, feature, januaryDays } from '../counted-of.ts'
import { randomFrom } from '../noise/random.ts'
import { expectFigures } from '../../docs/privacy-page.ts'
import { noisySpec } from './noisy-world.ts'

const CHANGES = 10
const FEATURES = 20_000

/** One day; every feature has the same count, so that each is a draw of its own. */
function shownOf(count: number, epsilon: number, seed: number): readonly number[] {
  const protection = { level: 'dp', k: 11, views: 1, changes: CHANGES, epsilon } as const
  const grid = januaryDays(1)
  const slab = new Float64Array(FEATURES).fill(count)
  const counted: Counted = {
    features: Array.from({ length: FEATURES }, (_, f) => feature(`f${String(f).padStart(5, '0')}`)),
    grid,
    tables: [{ spec: noisySpec([], protection), categories: [], slabs: new Map([[periodOf('day', grid[0]!), slab]]) }],
    daily: new Map(),
    since: grid[0]!,
  }
  const { below } = randomFrom(seed)
  return protectTables(counted, { below }).flatMap(({ rows }) => rows.map(({ counts }) => counts[0] ?? 0))
}

/** The largest ratio of how often a figure is at least so large, with ten requests more and without. */
function largestRatio(epsilon: number): number {
  const [without, with10] = [shownOf(60, epsilon, 1), shownOf(60 + CHANGES, epsilon, 2)]
  const shareFrom = (figures: readonly number[], least: number) =>
    figures.filter((figure) => figure >= least).length / FEATURES
  return Math.max(...[70, 75, 80].map((least) => shareFrom(with10, least) / shareFrom(without, least)))
}

describe('dp: ten requests more', () => {
  it('change the odds of a release by no more than e', () => {
    // Three standard errors of a share of a tenth of the draws.
    expect(largestRatio(1)).toBeLessThan(Math.E * 1.1)
    expect(largestRatio(1)).toBeGreaterThan(2)
  })

  it('is caught: half of the noise', () => {
    expect(largestRatio(2)).toBeGreaterThan(Math.E * 1.3)
  })
})

it('one request, and ten together, are guessed as often as docs/privacy.md says', () => {
  const guessed = (requests: number): number => bestGuess(privateLoss(requests / CHANGES))
  const [one, ten] = [(100 * guessed(1)).toFixed(1), (100 * guessed(CHANGES)).toFixed(0)]
  expectFigures`| \`dp\`: one request; ${CHANGES} together | ${one} %; ${ten} % |`
})

describe('the rows of a table at dp', () => {
  const spec = noisySpec([], { level: 'dp', k: 86, views: 1, changes: 10, epsilon: 1 })
  const first = day('2026-01-01')
  const counted = (grid: Counted['grid'], partial: Counted['partial'] = new Map()): Counted => ({
    features: [feature('a')],
    grid,
    tables: [{ spec, categories: [], slabs: new Map() }],
    daily: new Map(),
    since: first,
    partial,
  })
  const periods = (...args: Parameters<typeof counted>) =>
    protectTables(counted(...args), { below: randomFrom(3).below })[0]!.rows.map(({ period }) => Number(period))

  it('are those of every day since the first of the service, whatever the logs hold', () => {
    expect(periods(januaryDays(5).slice(3))).toEqual([0, 1, 2, 3, 4].map((n) => first + n))
    expect(periods([])).toEqual([])
  })

  it('are not those of days that may still get lines', () => {
    const last = periodOf('day', januaryDays(5)[4]!)
    expect(periods(januaryDays(5), new Map([['day', [last]]]))).toHaveLength(4)
  })

  it('need the first day and a generator', () => {
    const { features, grid, tables, daily } = counted(januaryDays(1))
    expect(() => protectTables({ features, grid, tables, daily }, { below: () => 0 })).toThrow('not planned')
    expect(() => protectTables(counted(januaryDays(1)))).toThrow('no source of noise')
  })
})
