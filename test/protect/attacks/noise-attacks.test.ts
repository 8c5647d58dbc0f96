import { describe, expect, it, vi } from 'vitest'
import type { Views } from '../../../src/domain/table.ts'
import { drawNoise } from '../../../src/protect/noise/noise-table.ts'
import { guessesAt, LEAST_THRESHOLD } from '../../../src/protect/account/guess-table.ts'
import { fieldsOf, openCellKeys } from '../../../src/protect/noise/open-cell-keys.ts'
import type { NoiseRules } from '../../../src/protect/noisy/noise-rules.ts'
import { expectFigures } from '../../docs/privacy-page.ts'
import { guessRight, threeSigma, type Attack } from './guess.ts'
import { countedTrials, seenOf, type Cells, type Trial } from './noisy-world.ts'

// Coverage counts every round of the hash: ten times as long.
vi.setConfig({ testTimeout: 120_000 })

/*
 * Each attack is run on the product, where it must stay within its bound, and on weakened builds, where it must not: a
 * mutant that nothing catches would show that the attack proves nothing.
 */
const TRIALS = 4000

/** Beside the attacked cell: enough to keep the total from being small. */
const CROWD = { 3: 300 }

function worldOf(tables: number, cells: Cells): Trial {
  return { cells: Array.from({ length: tables }, () => cells) }
}

function padded(views: Views, count: number, rest: Cells = CROWD): readonly [Trial, Trial] {
  return [worldOf(views, { ...rest, 0: count }), worldOf(views, { ...rest, 0: count + 1 })]
}

const WITHOUT_NOISE: Partial<NoiseRules> = { noiseOf: () => 0 }
const TOO_LITTLE: Partial<NoiseRules> = { noiseOf: ({ count, keyOf }) => drawNoise(1, count, keyOf(count)) }
const WITHOUT_COUNT: Partial<NoiseRules> = { noiseOf: ({ views, count, keyOf }) => drawNoise(views, count, keyOf(0)) }
const BY_TRUE_MEMBERS: Partial<NoiseRules> = {
  showFold: (noisy, members, k) => noisy >= k && members.filter((count) => count > 0).length >= 3,
}
const BY_TRUE_COUNT: Partial<NoiseRules> = { isSmall: (_, count, k) => count < k }
const LOPSIDED: Partial<NoiseRules> = {
  noiseOf: ({ count, keyOf }) => (count > 0 && keyOf(count) < 2 ** 32 / 11 ? 11 : -Math.min(1, count)),
}

// Which of the known small cells are folded tells what `(other)` is made of.
const withMembers: Attack['observations'] = ({ tables }) =>
  tables.map(([other, first, ...rest]) => [other, first, ...rest.map((one) => one !== undefined)].join(' '))

it('is tried as often as docs/privacy.md says', () => {
  expectFigures`By sampling, ${TRIALS} trials a world`
})

describe('padding: an attacker fills a cell with requests of their own, and looks for one more', () => {
  it('one table, a cell that is always shown', () => {
    const trials = 3 * TRIALS
    const right = guessRight({ views: 1, trials, worlds: padded(1, 40) })
    expect(right).toBeLessThan(0.641 + threeSigma(trials))
    // The bound is reached: the attacker is as good as one can be.
    expect(right).toBeGreaterThan(0.62)
  })

  it.each([1, 2, 4] as const)('T = %i, with folding', (views) => {
    const right = [6, 8, 10, 12].map((count) =>
      guessRight({ views, trials: TRIALS, worlds: padded(views, count), isAlike: true }),
    )
    expect(Math.max(...right)).toBeLessThan(
      guessesAt(views, Math.max(11, LEAST_THRESHOLD[views])).presence + threeSigma(TRIALS),
    )
    expect(Math.max(...right)).toBeGreaterThan(0.6)
  })

  it.each([5, 8])('four tables, beside two cells of %i that are folded with it', (small) => {
    const worlds = padded(4, 3, { ...CROWD, 1: small, 2: small })
    const right = guessRight({ views: 4, trials: TRIALS, worlds, observations: withMembers, isAlike: true })
    expect(right).toBeLessThan(guessesAt(4, 12).presence + threeSigma(TRIALS))
  })

  it('a period that is published again, redrawn whole', () => {
    const right = guessRight({ views: 4, trials: TRIALS, worlds: padded(4, 40), editions: 2, isAlike: true })
    expect(right).toBeLessThan(guessesAt(4, 12, true).presence + threeSigma(TRIALS))
    expect(right).toBeGreaterThan(0.65)
  })

  it.each<{ why: string; views: Views; worlds: readonly [Trial, Trial]; rules: Partial<NoiseRules>; least: number }>([
    { why: 'no noise', views: 1, worlds: padded(1, 10), rules: WITHOUT_NOISE, least: 0.999 },
    { why: 'the variance of one table for four', views: 4, worlds: padded(4, 40), rules: TOO_LITTLE, least: 0.72 },
    {
      why: 'folding where three members are not empty',
      views: 4,
      worlds: [worldOf(4, { ...CROWD, 1: 8, 2: 8 }), worldOf(4, { ...CROWD, 0: 1, 1: 8, 2: 8 })],
      rules: BY_TRUE_MEMBERS,
      least: 0.95,
    },
    { why: 'hiding by true counts', views: 4, worlds: padded(4, 11), rules: BY_TRUE_COUNT, least: 0.95 },
  ])('is caught: $why', ({ views, worlds, rules, least }) => {
    const attack = { views, trials: TRIALS, worlds, rules, observations: withMembers, isAlike: true }
    expect(guessRight(attack)).toBeGreaterThan(least)
  })
})

describe('two editions with other noise: another table was added, and the same period counted again', () => {
  const trials = 3 * TRIALS
  const COUNT = 50

  /** How often the noise of the first edition is guessed right from the difference of the two. */
  function guessNoise(rules: Partial<NoiseRules> = {}): number {
    const [first, second] = ([1, 4] as const).map((views) => {
      const world = { cells: [{ ...CROWD, 0: COUNT }] }
      return seenOf(
        countedTrials(
          Array.from({ length: trials }, () => world),
          views,
        ),
        21,
        rules,
      )
    })
    const noises = new Map<number, Map<number, number>>()
    first!.forEach(({ tables }, t) => {
      const [own, other] = [Number(tables[0]![1]), Number(second![t]!.tables[0]![1])]
      const those = noises.get(other - own) ?? new Map<number, number>()
      noises.set(other - own, those.set(own - COUNT, (those.get(own - COUNT) ?? 0) + 1))
    })
    return [...noises.values()].reduce((sum, those) => sum + Math.max(...those.values()), 0) / trials
  }

  it('are two draws', () => {
    const right = guessNoise()
    console.info(`noise guessed from two editions: ${(right * 100).toFixed(1)} %`)
    expect(right).toBeLessThan(0.36)
  })

  it('is caught: one number for both', () => {
    const last = (views: Views): Partial<NoiseRules> => ({
      noiseOf: ({ views: own, feature, count }) =>
        drawNoise(own, count, openCellKeys(new Uint8Array(32).fill(views))(fieldsOf(feature, String(count)))),
    })
    expect(guessNoise(last(1))).toBeGreaterThan(0.5)
  })
})

describe('equality: is one request in a cell of one table and not in that of another', () => {
  // Thirty requests of the attacker's own are in both cells; the one that is looked for is in the first alone.
  const cells = (first: number): Trial => ({
    cells: [
      { ...CROWD, 0: first },
      { ...CROWD, 0: 30 },
    ],
  })
  const worlds = [cells(30), cells(31)] as const
  const isEqual: Attack['observations'] = ({ tables: [a, b] }) => [String(a?.[1] === b?.[1])]

  it('tells next to nothing', () => {
    const right = guessRight({ views: 2, trials: TRIALS, worlds, observations: isEqual })
    expect(right).toBeLessThan(0.52 + threeSigma(TRIALS))
  })

  it('is caught: noise that equal sets of requests share', () => {
    // Here a set is known by its size: the attacker's thirty, and perhaps one.
    const keys = openCellKeys(new Uint8Array(32).fill(3))
    const shared: Partial<NoiseRules> = {
      noiseOf: ({ views, count, feature }) => drawNoise(views, count, keys(fieldsOf(feature, String(count)))),
    }
    const right = guessRight({ views: 2, trials: TRIALS, worlds, rules: shared, observations: isEqual })
    expect(right).toBeGreaterThan(0.934 - threeSigma(TRIALS))
  })
})

describe('two profiles: a request is known to have come, and one of two sets of categories was its own', () => {
  const profile = (own: 0 | 1): Trial => ({
    cells: Array.from({ length: 4 }, () => ({ ...CROWD, 0: 30 + Number(own === 0), 1: 30 + Number(own === 1) })),
    summary: 361,
  })
  // The two cells of a table have noise of their own, and the summary is the same in both worlds.
  const bothCells: Attack['observations'] = ({ tables }) =>
    tables.slice(1).flatMap(([, a, b]) => [`a ${a ?? '-'}`, `b ${b ?? '-'}`])
  const attack: Attack = {
    views: 4,
    trials: TRIALS,
    worlds: [profile(0), profile(1)],
    summary: { level: 'threshold', k: 11 },
    observations: bothCells,
    isAlike: true,
  }

  it('stays within its bound, beside an exact summary', () => {
    const right = guessRight(attack)
    expect(right).toBeGreaterThan(0.65)
    expect(right).toBeLessThan(guessesAt(4, 12).profile + threeSigma(TRIALS))
  })

  it('is caught: the variance of one table for four', () => {
    expect(guessRight({ ...attack, rules: TOO_LITTLE })).toBeGreaterThan(0.8)
  })
})

describe('the same total in every table', () => {
  /** How often the mean of T noisy figures is the true total, and how far off it is. */
  const foundBy = (views: Views, rules: Partial<NoiseRules> = {}): { found: number; deviation: number } => {
    const trials = Array.from({ length: TRIALS }, () => worldOf(views, { 0: 100, 3: 300 }))
    const errors = seenOf(countedTrials(trials, views), 5, rules).map(
      ({ tables }) => tables.reduce((sum, figures) => sum + figures[1]!, 0) / views - 100,
    )
    const found = errors.filter((error) => Math.round(error + 1e-9) === 0).length / TRIALS
    return { found, deviation: Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / TRIALS) }
  }

  it.each([1, 4] as const)('T = %i: is found as seldom as from one', (views) => {
    const { found, deviation } = foundBy(views)
    expect(found).toBeLessThan(0.283 + threeSigma(TRIALS))
    expect(deviation).toBeGreaterThan(1.35)
  })

  it('is caught: the variance of one table for four', () => {
    const { found, deviation } = foundBy(4, TOO_LITTLE)
    expect(found).toBeGreaterThan(0.4)
    expect(deviation).toBeLessThan(1)
  })
})

describe('one request more', () => {
  const noiseAt = (count: number, rules: Partial<NoiseRules>): readonly number[] => {
    const trials = Array.from({ length: 2 * TRIALS }, () => worldOf(1, { ...CROWD, 0: count }))
    return seenOf(countedTrials(trials, 1), 9, rules).map(({ tables }) => tables[0]![1]! - count)
  }
  const correlation = (rules: Partial<NoiseRules> = {}): number => {
    const [one, two] = [noiseAt(50, rules), noiseAt(51, rules)]
    return one.reduce((sum, noise, i) => sum + noise * two[i]!, 0) / one.length / 2
  }

  it('has a noise that the one before says nothing of', () => {
    expect(Math.abs(correlation())).toBeLessThan(0.04)
  })

  it('is caught: a key without the count, whose noise goes away by subtraction', () => {
    expect(correlation(WITHOUT_COUNT)).toBeGreaterThan(0.95)
  })
})

describe('small counts', () => {
  const shownOf = (count: number, rules: Partial<NoiseRules> = {}): number => {
    const trials = Array.from({ length: TRIALS }, () => worldOf(4, { ...CROWD, 0: count }))
    const seen = seenOf(countedTrials(trials, 4), 21, rules)
    return seen.filter(({ tables }) => tables.some((figures) => figures[1] !== undefined)).length
  }

  it('are never lifted over the threshold up to 5', () => {
    expect([1, 5].map((count) => shownOf(count))).toEqual([0, 0])
  })

  it('is caught: noise that is lopsided where counts are small', () => {
    expect(shownOf(1, LOPSIDED)).toBeGreaterThan(TRIALS / 20)
  })
})
