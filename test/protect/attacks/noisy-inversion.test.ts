import { describe, expect, it } from 'vitest'
import { REACH } from '../../../src/protect/noise/noise-table.ts'
import { decideBreakdown } from '../../../src/protect/noisy/decide-breakdown.ts'
import { NOISE_RULES, type NoiseRules } from '../../../src/protect/noisy/noise-rules.ts'
import { probabilitiesOf } from '../noise/compute-noise-table.ts'

const K = 3
const CELLS = 3
/** The margins that are looked at: beyond 5k and the reach of the noise nothing new comes. */
const MARGINS = Array.from({ length: 15 }, (_, i) => K + i)

/** The noise that a count can have, and how likely each is. */
const NOISES = Array.from({ length: K + MARGINS.length }, (_, count) => {
  const reach = Math.min(count, REACH[1])
  return probabilitiesOf(1, reach).p.map((share, i) => ({ noise: i - reach, share }))
})

type Group = { readonly values: readonly Set<number>[]; readonly shares: number[] }

/**
 * Every table of three cells beside its exact margin, with every noise that it can get: what is published, and which
 * counts each hidden small cell may have had.
 *
 * @returns the share of hidden small cells, by how likely they are, that only one count explains
 */
function pinned(rules: Partial<NoiseRules> = {}): number {
  const groups = new Map<string, Group>()
  for (const [margin, counts] of MARGINS.flatMap((sum) => worlds(CELLS, sum).map((world) => [sum, world] as const))) {
    for (const { noises, share } of outcomes(counts)) {
      const noisy = Float64Array.from(counts, (count, c) => count + noises[c]!)
      let folded = 0
      const breakdown = {
        counts: Float64Array.from(counts),
        noisy,
        requests: undefined,
        fold: (count: number) => (folded = count),
      }
      const around = { isShown: true, margin }
      // With the fold taken as it is, its decision is made below, for each noise that it can get.
      const { cells } = decideBreakdown(breakdown, around, K, { ...NOISE_RULES, ...rules, showFold: () => true })
      const isClosed = cells.every((cell) => cell === undefined) && folded === 0
      for (const fold of isClosed ? [{ noise: 0, share: 1 }] : NOISES[folded]!) {
        const other = !isClosed && folded + fold.noise >= K ? folded + fold.noise : '-'
        note(
          groups,
          `${margin} ${other} ${cells.map((cell) => cell ?? '-').join(' ')}`,
          cells,
          counts,
          share * fold.share,
        )
      }
    }
  }
  let [all, only] = [0, 0]
  for (const { values, shares } of groups.values())
    values.forEach((candidates, c) => {
      all += shares[c]!
      if (candidates.size === 1) only += shares[c]!
    })
  return only / all
}

/** All ways to share out a margin: a reader knows no other bound of a cell. */
function worlds(cells: number, margin: number): readonly (readonly number[])[] {
  if (cells === 1) return [[margin]]
  return Array.from({ length: margin + 1 }, (_, count) => count).flatMap((count) =>
    worlds(cells - 1, margin - count).map((rest) => [count, ...rest]),
  )
}

function outcomes(
  counts: readonly number[],
): readonly { readonly noises: readonly number[]; readonly share: number }[] {
  return counts.reduce<readonly { readonly noises: readonly number[]; readonly share: number }[]>(
    (sofar, count) =>
      sofar.flatMap(({ noises, share }) =>
        NOISES[count]!.map((one) => ({ noises: [...noises, one.noise], share: share * one.share })),
      ),
    [{ noises: [], share: 1 }],
  )
}

function note(
  groups: Map<string, Group>,
  seen: string,
  cells: readonly (number | undefined)[],
  counts: readonly number[],
  share: number,
): void {
  const group = groups.get(seen) ?? { values: counts.map(() => new Set<number>()), shares: counts.map(() => 0) }
  groups.set(seen, group)
  counts.forEach((count, c) => {
    if (cells[c] !== undefined) return
    group.values[c]!.add(count)
    if (count < K) group.shares[c]! += share
  })
}

describe('every small table beside its exact margin, k = 3', () => {
  it('has next to no hidden cell that only one count explains', () => {
    const share = pinned()
    console.info(`pinned: ${(share * 100).toFixed(4)} %`)
    expect(share).toBeLessThanOrEqual(0.0001)
  })

  it('is caught: a breakdown is shown although one category has nearly everything', () => {
    expect(pinned({ isDominated: () => false })).toBeGreaterThan(0.001)
  })
})
