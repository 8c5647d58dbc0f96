import { describe, expect, it } from 'vitest'
import type { Views } from '../../../src/domain/table.ts'
import { privateLoss } from '../../../src/protect/account/guesses-of.ts'
import { bestGuess, composed, repeated, type Loss, type Outcome } from '../../../src/protect/account/loss.ts'
import { REACH } from '../../../src/protect/noise/noise-table.ts'
import { chancesOf } from '../noise/chances-of.ts'
import { decideBreakdown } from '../../../src/protect/noisy/decide-breakdown.ts'
import { NOISE_RULES } from '../../../src/protect/noisy/noise-rules.ts'
import { countedTrials, seenOf, type Cells, type Trial } from '../attacks/noisy-world.ts'
import { randomFrom } from '../noise/random.ts'
import { curveOf, envelopeOf, rightIn, rightInBoth, times } from './loss-curve.ts'
import { presenceLoss, profileLoss, type NoisyTable } from './request-loss.ts'

/*
 * The accountant against what it is an account of: the program's own decisions, gone through with every noise; and an
 * attacker who watches its draws.
 */

type Look = ReadonlyMap<string, number>

/**
 * What the program shows of cells, of `rest` more of one use each and of their fold, and how likely: with every noise of the
 * cells and the fold. Noise never lifts one use over a threshold, so there any will do.
 */
function looksOf(attacked: readonly number[], rest: number, { views, k }: NoisyTable): Look {
  const counts = [...attacked, ...Array.from({ length: rest }, () => 1)]
  const looks = new Map<string, number>()
  const add = (look: string, chance: number) => looks.set(look, (looks.get(look) ?? 0) + chance)
  const visit = (noisy: readonly number[], chance: number): void => {
    const count = counts[noisy.length]
    if (count !== undefined && noisy.length >= attacked.length) visit([...noisy, count], chance)
    else if (count !== undefined)
      chancesOf(views, count).forEach((of, i) => {
        visit([...noisy, count + i - Math.min(count, REACH[views])], chance * of)
      })
    else decide(noisy, chance)
  }
  const decide = (noisy: readonly number[], chance: number): void => {
    const shownWith = (fold: (sum: number) => number): string => {
      const { cells, other } = decideBreakdown(
        { counts: Float64Array.from(counts), noisy: Float64Array.from(noisy), whole: undefined, fold },
        // Beside a total that no category dominates, so that all is shown that can be.
        { isShown: true, margin: 10_000, parts: [] },
        k,
        NOISE_RULES,
      )
      return [...cells, other].map((figure) => figure ?? '-').join(' ')
    }
    let folded: number | undefined
    const without = shownWith((sum) => (folded = sum))
    if (folded === undefined) add(without, chance)
    else {
      const sum = folded
      chancesOf(views, sum).forEach((of, i) => {
        add(
          shownWith(() => sum + i - Math.min(sum, REACH[views])),
          chance * of,
        )
      })
    }
  }
  visit([], 1)
  return looks
}

/** A question about one request, put to one table: as the accountant has it, and as the program decides. */
type Question = { readonly loss: Loss; readonly looks: readonly [Look, Look] }

function randomQuestion(below: (n: number) => number, table: NoisyTable): Question {
  const rest = below(3)
  const [a, b] = [below(table.k + REACH[table.views] + 2), below(table.k + 3)]
  if (below(2) === 0) {
    const looks = [a, a + 1].map((count) => looksOf([count], rest, table))
    return { loss: presenceLoss(table, a, rest), looks: [looks[0]!, looks[1]!] }
  }
  const looks = [
    [a + 1, b],
    [a, b + 1],
  ].map((counts) => looksOf(counts, rest, table))
  return { loss: profileLoss(table, a, b, rest), looks: [looks[0]!, looks[1]!] }
}

/** Every combination of what each table may show, one by one. */
function bruteForce(questions: readonly Question['looks'][]): number {
  const chances = questions.map(([first, second]) =>
    [...new Set([...first.keys(), ...second.keys()])].map((look) => [first.get(look) ?? 0, second.get(look) ?? 0]),
  )
  const differenceFrom = (at: number, first: number, second: number): number => {
    let sum = 0
    for (const [p, q] of chances[at]!)
      sum +=
        at + 1 === chances.length ? Math.abs(first * p! - second * q!) : differenceFrom(at + 1, first * p!, second * q!)
    return sum
  }
  return 0.5 + differenceFrom(0, 1, 1) / 4
}

/** What a figure at `dp` shows, so far out that the rest does not matter. */
function laplaceLooks(scale: number): readonly [Look, Look] {
  const share = (1 - Math.exp(-1 / scale)) / (1 + Math.exp(-1 / scale))
  const look = (count: number): Look =>
    new Map(
      Array.from({ length: 161 }, (_, i) => [String(i - 80), share * Math.exp(-Math.abs(i - 80 - count) / scale)]),
    )
  return [look(0), look(1)]
}

describe('the accountant is brute force through the program', () => {
  const { below } = randomFrom(19)
  const configurations = Array.from({ length: 500 }, () => {
    const tables = 1 + below(2)
    const views = (tables + below(3)) as Views
    const k = 3 + below(3)
    const questions = Array.from({ length: tables }, () => randomQuestion(below, { views, k }))
    // Published twice: the same questions once more, with noise of its own.
    const isTwice = tables === 1 && below(2) === 0
    const all = isTwice ? [...questions, ...questions] : questions
    return below(10) === 0 ? [...all.slice(0, 1), { loss: privateLoss(1 / 2), looks: laplaceLooks(2) }] : all
  })

  it('to 1e-12, in 500 random small configurations', () => {
    let most = 0
    for (const questions of configurations) {
      const exact = bestGuess(questions.map(({ loss }) => loss).reduce(composed))
      most = Math.max(most, Math.abs(exact - bruteForce(questions.map(({ looks }) => looks))))
    }
    expect(most).toBeLessThan(1e-12)
  })

  it('and its grid is never below it, by 2e-4 at most above', () => {
    for (const questions of configurations.slice(0, 200)) {
      const [first, second] = questions.map(({ loss }) => loss)
      const exact = bestGuess(second === undefined ? first! : composed(first!, second))
      const bound = second === undefined ? rightIn(curveOf(first!)) : rightInBoth(curveOf(first!), curveOf(second))
      expect(bound - exact).toBeGreaterThan(-1e-12)
      expect(bound - exact).toBeLessThan(2e-4)
    }
  })
})

describe('the accountant is what can be written down', () => {
  it.each([1, 2, 3, 4] as const)('T = %i: a large count, seen once', (views) => {
    const noise = chancesOf(views, 100)
    const shifted = noise.reduce((sum, chance, i) => sum + Math.abs(chance - (noise[i - 1] ?? 0)), noise.at(-1)!)
    expect(bestGuess(presenceLoss({ views, k: 12 }, 100, 0))).toBeCloseTo(0.5 + shifted / 4, 12)
  })

  it.each([1, 2, 4, 30, 120])('%i answers that are true 52.5 times in a hundred: by the binomial', (times) => {
    const truth = 1 / (1 + Math.exp(-0.1))
    let [right, chance] = [0, (1 - truth) ** times]
    for (let n = 0; n <= times; n++) {
      right += chance * (2 * n > times ? 1 : 2 * n === times ? 0.5 : 0)
      chance *= ((times - n) / (n + 1)) * (truth / (1 - truth))
    }
    expect(bestGuess(repeated(privateLoss(0.1), times))).toBeCloseTo(right, 12)
  })

  it('without a change nothing is told', () => {
    // Both are hidden for good, and the fold has the request in either world.
    expect(bestGuess(profileLoss({ views: 1, k: 6 }, 0, 0, 0))).toBeCloseTo(0.5, 12)
  })

  it('what is in one world alone tells all, also beyond the grid', () => {
    const certain: readonly Outcome[] = [
      [1, 0],
      [0, 1],
    ]
    const nearly: readonly Outcome[] = [
      [1 - 1e-5, 1e-5],
      [1e-5, 1 - 1e-5],
    ]
    expect([bestGuess(certain), rightIn(curveOf(certain))]).toEqual([1, 1])
    expect(rightIn(times(curveOf(nearly), 3))).toBeCloseTo(1, 6)
    expect(() => curveOf([[1, 1e-9]])).toThrow('beyond the grid')
  })

  it('the envelope of losses is a loss that tells as much as each of them', () => {
    const table = { views: 1, k: 6 } as const
    const all = [2, 4, 5, 6, 9].map((own) => curveOf(presenceLoss(table, own, 3)))
    const envelope = envelopeOf(all)
    const alone = envelopeOf([all[0]!])
    for (const one of all) {
      expect(Math.min(...envelope.curve.map((value, i) => value - one.curve[i]!))).toBeGreaterThan(-1e-12)
      expect(rightInBoth(envelope, envelope)).toBeGreaterThan(rightInBoth(one, envelope) - 1e-12)
    }
    expect(Math.max(...alone.curve.map((value, i) => Math.abs(value - all[0]!.curve[i]!)))).toBeLessThan(1e-9)
    expect(rightIn(times(alone, 4))).toBeCloseTo(rightIn(times(all[0]!, 4)), 9)
  })

  it('a table at dp tells no more than one with bounded noise, whatever else is seen', () => {
    const [bounded, dp] = [curveOf(presenceLoss({ views: 4, k: 12 }, 100, 0)), curveOf(privateLoss(1 / 10))]
    const more = dp.curve.reduce((most, value, i) => Math.max(most, value - bounded.curve[i]!), 0)
    expect(more).toBeLessThan(1e-3)
  })
})

describe('the accountant is how often an attacker is right', () => {
  const TRIALS = 2000
  const CROWD = 300
  const { below } = randomFrom(1905)
  const attacks = Array.from({ length: 20 }, () => {
    const views = (1 + below(4)) as Views
    const isProfile = below(2) === 0
    // Cells of one use, so that these are all that can be shown.
    return { views, k: 11 + below(2), isProfile, a: 5 + below(10), b: 5 + below(10), rest: below(2) }
  })

  it.each(attacks)('T = $views, k = $k, profile: $isProfile, $a, $b, rest $rest', (attack) => {
    const { views, isProfile, a, b, rest } = attack
    const table = { views, k: Math.max(attack.k, 2 * views + 4) }
    const worlds: readonly (readonly number[])[] = isProfile
      ? [
          [a + 1, b],
          [a, b + 1],
        ]
      : [
          [a, 0],
          [a + 1, 0],
        ]
    const loss = isProfile ? profileLoss(table, a, b, rest) : presenceLoss(table, a, rest)
    const looks = worlds.map((counts) => looksOf(isProfile ? counts : counts.slice(0, 1), rest, table))
    const seen = worlds.map(([first, second], world) => {
      const cells: Cells = { 0: first!, 1: second!, 2: rest, 3: CROWD }
      const trial: Trial = { cells: Array.from({ length: views }, () => cells) }
      const trials = Array.from({ length: TRIALS }, () => trial)
      return seenOf(countedTrials(trials, views, attack.k), 100 + world)
    })
    const right = seen.map((trials, world) => {
      const guesses = trials.map(({ tables }) => {
        const logs = looks.map((look) =>
          tables.reduce((sum, [other, first, second]) => {
            const small = Array.from({ length: rest }, () => undefined)
            const own = [first, ...(isProfile ? [second] : []), ...small, other]
            return sum + Math.log(look.get(own.map((one) => one ?? '-').join(' ')) ?? 0)
          }, 0),
        )
        return Math.abs(logs[0]! - logs[1]!) < 1e-9 ? 0.5 : Number(logs[world]! > logs[1 - world]!)
      })
      return guesses.reduce((sum, one) => sum + one, 0) / TRIALS
    })
    const expected = rightIn(times(curveOf(loss), views))
    const standardError = 0.5 / Math.sqrt(2 * TRIALS)
    expect(Math.abs((right[0]! + right[1]!) / 2 - expected)).toBeLessThan(3 * standardError)
  })
})
