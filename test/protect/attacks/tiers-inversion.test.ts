import { describe, expect, it, vi } from 'vitest'
import { decideBreakdown } from '../../../src/protect/noisy/decide-breakdown.ts'
import { NOISE_RULES, type NoiseRules } from '../../../src/protect/noisy/noise-rules.ts'
import { LEAST_THRESHOLD } from '../../../src/protect/account/guess-table.ts'
import { REACH } from '../../../src/protect/noise/noise-table.ts'
import { protectTables } from '../../../src/protect/index.ts'
import { countedOf, feature, januaryDays, spec } from '../counted-of.ts'
import { sequences } from '../inversion-audit.ts'
import { expectFigures } from '../../docs/privacy-page.ts'
import { probabilitiesOf } from '../noise/compute-noise-table.ts'

// Coverage counts every round of the hash: ten times as long.
vi.setConfig({ testTimeout: 120_000 })

/*
 * Both tiers at once: days and their month, exact from k on, and the month by two categories with noise from 6 on. A reader of all
 * of it asks what a hidden day counts.
 */
const K = 3
const BEHIND_NOISE = LEAST_THRESHOLD[1]
const DAYS = 3
const MOST = 3

/** Counts by day and category. */
type World = readonly (readonly [number, number])[]

const PAIRS = Array.from({ length: (MOST + 1) ** 2 }, (_, i) => [Math.floor(i / (MOST + 1)), i % (MOST + 1)] as const)
const ALL_WORLDS: readonly World[] = sequences(PAIRS, DAYS)

const NOISES = Array.from({ length: 2 * DAYS * MOST + 1 }, (_, count) => {
  const reach = Math.min(count, REACH[1])
  return probabilitiesOf(1, reach).p.map((share, i) => ({ noise: i - reach, share }))
})

type Summary = { readonly days: readonly (number | undefined)[]; readonly month: number | undefined }

/** Each world with what the summary shows of it, its days, then its month. */
const WORLDS: readonly (readonly [World, Summary])[] = (() => {
  const ids = ALL_WORLDS.map((_, w) => feature(`w${String(w).padStart(6, '0')}`))
  const specs = (['day', 'month'] as const).map((kind) => spec(kind, K, ['requests']))
  const counts = ALL_WORLDS.map((world) => world.map(([a, b]) => ({ requests: a + b })))
  const [days, months] = protectTables(countedOf(specs, januaryDays(DAYS), ids, counts))
  return ALL_WORLDS.flatMap((world, w) => {
    const shown = Array.from({ length: DAYS }, (__, d) => days!.rows[d * ids.length + w]!.counts[0])
    const month = months!.rows[w]!.counts[0]
    // A companion that takes more than a category has on any day is in no world.
    const rest = shown.reduce<number>((left, count) => left - (count ?? 0), month ?? 0)
    return rest > MOST ? [] : [[world, { days: shown, month }] as const]
  })
})()

type Guessed = {
  /** The share of hidden days that only one count explains. */
  readonly pinned: number
  /** How often the best guess of a hidden day is right. */
  readonly right: number
}

/** @param likelihood of a count, before anything is seen */
function attack(likelihood: (count: number) => number, rules: Partial<NoiseRules> | 'no detail' = {}): Guessed {
  const posteriors = new Map<string, Float64Array>()
  for (const [world, summary] of WORLDS) {
    const prior = world.flat().reduce((share, count) => share * likelihood(count), 1)
    const before = [...summary.days, summary.month].map((figure) => figure ?? '-').join(' ')
    for (const { text, share } of rules === 'no detail' ? [{ text: '', share: 1 }] : detailsOf(world, summary, rules))
      world.forEach(([a, b], d) => {
        if (summary.days[d] !== undefined) return
        const key = `${d} ${before} ${text}`
        const shares = posteriors.get(key) ?? new Float64Array(2 * MOST + 1)
        posteriors.set(key, shares)
        shares[a + b]! += prior * share
      })
  }
  let [all, single, right] = [0, 0, 0]
  for (const shares of posteriors.values()) {
    const sum = shares.reduce((total, share) => total + share, 0)
    const most = Math.max(...shares)
    all += sum
    right += most
    if (shares.filter((share) => share > 0).length === 1) single += sum
  }
  return { pinned: single / all, right: right / all }
}

/** All noise that hides a cell looks alike. */
function seenNoises(count: number): (typeof NOISES)[number] {
  const shown = NOISES[count]!.filter(({ noise }) => count + noise >= BEHIND_NOISE)
  const hidden = 1 - shown.reduce((sum, { share }) => sum + share, 0)
  return hidden > 1e-12 ? [...shown, { noise: -count, share: hidden }] : shown
}

type Outcome = { readonly text: string; readonly share: number }

function* detailsOf(world: World, summary: Summary, more: Partial<NoiseRules>): Generator<Outcome> {
  const rules = { ...NOISE_RULES, ...more }
  const counts = [0, 1].map((c) => world.reduce((sum, cells) => sum + cells[c]!, 0))
  const around = {
    parts: [],
    isShown: summary.month !== undefined,
    margin: summary.month,
  }
  for (const first of seenNoises(counts[0]!))
    for (const second of seenNoises(counts[1]!)) {
      const noisy = Float64Array.of(counts[0]! + first.noise, counts[1]! + second.noise)
      const decide = (fold: (count: number) => number): string => {
        const breakdown = { counts: Float64Array.from(counts), noisy, whole: undefined, fold }
        const { cells, other } = decideBreakdown(breakdown, around, BEHIND_NOISE, rules)
        return [...cells, other].map((figure) => figure ?? '-').join(' ')
      }
      let folded: number | undefined
      const text = decide((count) => (folded = count))
      const share = first.share * second.share
      if (folded === undefined) yield { text, share }
      else
        for (const fold of NOISES[folded]!)
          yield { text: decide((count) => count + fold.noise), share: share * fold.share }
    }
}

const percent = (share: number): string => (100 * share).toFixed(1)

describe('both tiers together, k = 3: every world of three days and two categories', () => {
  it.each([
    { why: 'any count is as likely', likelihood: () => 1 },
    { why: 'small counts are likelier', likelihood: (count: number) => 0.4 ** count },
    { why: 'large counts are likelier', likelihood: (count: number) => 2.5 ** count },
  ])('nothing is known of a hidden day that the summary does not tell, $why', ({ why, likelihood }) => {
    const [alone, both] = [attack(likelihood, 'no detail'), attack(likelihood)]
    expect(alone.pinned).toBe(0)
    expect(both.pinned).toBe(0)
    expect(both.right - alone.right).toBeLessThan(1e-9)
    if (why !== 'any count is as likely') return
    expectFigures`beside the month by two categories with noise, *k* = ${K} | none follows; the best guess of a hidden day is right as often as without the details, ${percent(alone.right)} % |`
    expectFigures`every world of ${DAYS} days and two categories (${ALL_WORLDS.length}) with every noise`
  })

  it('is caught: details of a hidden month are shown', () => {
    const found = attack(() => 1, { isOpen: () => true, isDominated: () => false })
    const { right } = attack(() => 1, 'no detail')
    expect(found.right).toBeGreaterThan(right)
    expectFigures`${(100 * found.pinned).toFixed(2)} % follow and the best guess is right ${percent(found.right)} % of the time instead of ${percent(right)} %`
  })

  it('is caught: there without noise', () => {
    const withNoise = NOISES.map((noises) => noises.splice(0, noises.length, { noise: 0, share: 1 }))
    const found = attack(() => 1, { isOpen: () => true, isDominated: () => false })
    NOISES.forEach((noises, count) => noises.splice(0, noises.length, ...withNoise[count]!))
    expect(found.pinned).toBeGreaterThan(0.2)
    expectFigures`; without noise ${Math.round(100 * found.pinned)} %, and ${Math.round(100 * found.right)} %`
  })
})
