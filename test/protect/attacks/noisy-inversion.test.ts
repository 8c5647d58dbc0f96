import { describe, expect, it, vi } from 'vitest'
import { REACH } from '../../../src/protect/noise/noise-table.ts'
import { decideBreakdown, type PeriodAround } from '../../../src/protect/noisy/decide-breakdown.ts'
import { NOISE_RULES, type NoiseRules } from '../../../src/protect/noisy/noise-rules.ts'
import { expectFigures } from '../../docs/privacy-page.ts'
import { probabilitiesOf } from '../noise/compute-noise-table.ts'

// Coverage counts every round of the hash: ten times as long.
vi.setConfig({ testTimeout: 120_000 })

const K = 3
const CELLS = 3
/** The margins that are looked at: beyond 5k and the reach of the noise nothing new comes. */
const MARGINS = Array.from({ length: 5 * K + REACH[1] - K + 1 }, (_, i) => K + i)

/** The noise that a count can have, and how likely each is. */
const NOISES = Array.from({ length: K + MARGINS.length }, (_, count) => {
  const reach = Math.min(count, REACH[1])
  return probabilitiesOf(1, reach).p.map((share, i) => ({ noise: i - reach, share }))
})

/** What a reader sees of three cells and `(other)`, as one number: each in five bits, 0 where it is hidden. */
const BITS = 5
const LOOKS = 2 ** (BITS * (CELLS + 1))

/**
 * Every table of three cells beside its exact margin, with every noise that it can get: what is published, and which
 * counts each hidden small cell may have had.
 *
 * @returns the share of hidden small cells, by how likely they are, that only one count explains
 */
function pinned(rules: Partial<NoiseRules> = {}, aroundOf = whole, margins = MARGINS): number {
  let [all, only] = [0, 0]
  for (const margin of margins) {
    // By cell and look: the counts that it may have, a bit each, and how likely it is to be hidden and small.
    const candidates = Array.from({ length: CELLS }, () => new Int32Array(LOOKS))
    const shares = Array.from({ length: CELLS }, () => new Float64Array(LOOKS))
    for (const counts of worlds(CELLS, margin)) {
      for (const { cells, other, share } of outcomes(counts, aroundOf(margin), { ...NOISE_RULES, ...rules })) {
        const look = [...cells, other].reduce<number>((bits, figure) => (bits << BITS) | (figure ?? 0), 0)
        counts.forEach((count, c) => {
          if (cells[c] !== undefined) return
          candidates[c]![look]! |= 1 << count
          if (count < K) shares[c]![look]! += share
        })
      }
    }
    shares.forEach((ofCell, c) =>
      ofCell.forEach((share, look) => {
        all += share
        const counts = candidates[c]![look]!
        if ((counts & (counts - 1)) === 0) only += share
      }),
    )
  }
  return only / all
}

function whole(margin: number): PeriodAround {
  return { isShown: true, margin, parts: [] }
}

/** The three are a part of a breakdown whose other cells are many: errors among all requests. */
function partly(margin: number): PeriodAround {
  const parts = [{ cells: [0, 1, 2], isSum: true, isShown: true, margin }]
  return { isShown: true, margin: margin + 100, parts }
}

/** All ways to share out a margin: a reader knows no other bound of a cell. */
function worlds(cells: number, margin: number): readonly (readonly number[])[] {
  if (cells === 1) return [[margin]]
  return Array.from({ length: margin + 1 }, (_, count) => count).flatMap((count) =>
    worlds(cells - 1, margin - count).map((rest) => [count, ...rest]),
  )
}

type Outcome = {
  readonly cells: readonly (number | undefined)[]
  readonly other: number | undefined
  readonly share: number
}

/** What may be published of a world, and how likely it is. */
function* outcomes(counts: readonly number[], around: PeriodAround, rules: NoiseRules): Generator<Outcome> {
  const exact = Float64Array.from(counts)
  for (const { noises, share } of noisesOf(counts)) {
    const noisy = exact.map((count, c) => count + noises[c]!)
    const decide = (fold: (count: number) => number) =>
      decideBreakdown({ counts: exact, noisy, whole: undefined, fold }, around, K, rules)
    let folded: number | undefined
    const shown = decide((count) => (folded = count))
    if (folded === undefined) yield { ...shown, share }
    else
      for (const fold of NOISES[folded]!) yield { ...decide((count) => count + fold.noise), share: share * fold.share }
  }
}

type Noises = { readonly noises: readonly number[]; readonly share: number }

function noisesOf(counts: readonly number[]): readonly Noises[] {
  return counts.reduce<readonly Noises[]>(
    (sofar, count) =>
      sofar.flatMap(({ noises, share }) =>
        seenNoises(count).map((one) => ({ noises: [...noises, one.noise], share: share * one.share })),
      ),
    [{ noises: [], share: 1 }],
  )
}

/** All noise that hides a cell looks alike. */
function seenNoises(count: number): (typeof NOISES)[number] {
  const shown = NOISES[count]!.filter(({ noise }) => count + noise >= K)
  const hidden = 1 - shown.reduce((sum, { share }) => sum + share, 0)
  return hidden > 1e-12 ? [...shown, { noise: -count, share: hidden }] : shown
}

describe('every small table beside its exact margin, k = 3', () => {
  it('has next to no hidden cell that only one count explains', () => {
    const share = pinned()
    expectFigures`| every table of ${CELLS} cells beside its exact margin of ${MARGINS[0]!}–${MARGINS.at(-1)!}, *k* = ${K} | ${(share * 100).toFixed(4)} % of hidden cells follow |`
    expect(share).toBeLessThanOrEqual(0.0001)
  })

  it('has none either where the margin is that of a part', () => {
    const share = pinned({}, partly)
    expectFigures`| the same where the margin is that of a part: its \`errors\`, its \`entries\` | ${(share * 100).toFixed(4)} % |`
    expect(share).toBeLessThanOrEqual(0.0001)
  })

  it('is caught: the margin of a part is not looked at', () => {
    expect(pinned({}, (margin) => ({ ...partly(margin), parts: [] }), MARGINS.slice(0, 5))).toBeGreaterThan(0.001)
  })

  it('is caught: a breakdown is shown although one category has nearly everything', () => {
    expect(pinned({ isDominated: () => false }, whole, MARGINS.slice(0, 5))).toBeGreaterThan(0.001)
  })
})

/**
 * Errors below k are hidden in the summary. Beside them stands their class of status with noise, among 15 other answers.
 *
 * @returns the share of hidden errors that only one count explains
 */
function pinnedErrors(partsOf: (isShown: boolean) => PeriodAround['parts']): number {
  const explained = new Map<number, Map<number, number>>()
  for (let errors = 0; errors < K; errors++) {
    const around = { isShown: true, margin: undefined, parts: partsOf(errors >= K) }
    for (const { cells, other, share } of outcomes([errors, 15], around, NOISE_RULES)) {
      const look = ((cells[0] ?? 0) << BITS) | (other ?? 0)
      const counts = explained.get(look) ?? new Map<number, number>()
      explained.set(look, counts.set(errors, (counts.get(errors) ?? 0) + share))
    }
  }
  const single = [...explained.values()].filter(({ size }) => size === 1)
  return single.flatMap((counts) => [...counts.values()]).reduce((sum, share) => sum + share, 0) / K
}

describe('errors that the summary hides, beside their class of status, k = 3', () => {
  it('are never told by it, folded or not', () => {
    expect(pinnedErrors((isShown) => [{ cells: [0], isSum: true, isShown, margin: undefined }])).toBe(0)
  })

  it('is caught: only the requests are looked at', () => {
    const share = pinnedErrors(() => [])
    expectFigures`hidden, beside their classes of status, *k* = ${K} | none follows (where only the requests are looked at, ${(share * 100).toFixed(0)} %) |`
    expect(share).toBeGreaterThan(0.1)
  })
})
