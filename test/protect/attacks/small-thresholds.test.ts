import { describe, expect, it } from 'vitest'
import type { Views } from '../../../src/domain/table.ts'
import { LEAST_THRESHOLD } from '../../../src/protect/account/guess-table.ts'
import { REACH } from '../../../src/protect/noise/noise-table.ts'
import { decideBreakdown, type PeriodAround, type ShownBreakdown } from '../../../src/protect/noisy/decide-breakdown.ts'
import { NOISE_RULES } from '../../../src/protect/noisy/noise-rules.ts'
import { curveOf, rightIn, type LossCurve } from '../account/loss-curve.ts'
import { presenceLoss, profileLoss } from '../account/request-loss.ts'
import { probabilitiesOf } from '../noise/compute-noise-table.ts'

/*
 * The figures of docs/privacy.md are computed for the cell of a request and the fold that it goes into. Here the program
 * itself decides, with every noise that both can get: whatever else it hides, a reader must have no more of it than that.
 */
const VIEWS: Views = 1
const K = LEAST_THRESHOLD[VIEWS]
const TABLE = { views: VIEWS, k: K }
/** Cells of the same breakdown with fewer uses than noise can ever lift over the threshold. */
const NEVER_SHOWN = 2

const NOISES = Array.from({ length: 8 * K }, (_, count) => {
  const reach = Math.min(count, REACH[VIEWS])
  return probabilitiesOf(VIEWS, reach).p.map((share, i) => ({ noise: i - reach, share }))
})

type Decide = (counts: readonly number[], noisy: readonly number[], fold: (count: number) => number) => ShownBreakdown

/** The program's decision, beside what the summary publishes. */
function decideBeside(around: PeriodAround): Decide {
  return (counts, noisy, fold) =>
    decideBreakdown(
      { counts: Float64Array.from(counts), noisy: Float64Array.from(noisy), whole: undefined, fold },
      around,
      K,
      NOISE_RULES,
    )
}

/** One category has nearly all of a small total: asked of all noisy cells, the hidden ones too. */
const byHiddenCells: Decide = (counts, noisy, fold) => {
  const sum = noisy.reduce((total, value) => total + value, 0)
  return NOISE_RULES.isDominated(sum, Math.max(...noisy), K)
    ? { cells: counts.map(() => undefined), other: undefined }
    : WITHOUT_SUMMARY(counts, noisy, fold)
}

const WITHOUT_SUMMARY = decideBeside({ isShown: undefined, margin: undefined, parts: [] })

/** What is published, and how likely it is: with every noise of the first `attacked` cells and of the fold. */
function looksOf(counts: readonly number[], attacked: number, decide: Decide): ReadonlyMap<string, number> {
  const looks = new Map<string, number>()
  const add = ({ cells, other }: ShownBreakdown, share: number) => {
    const look = [...cells, other].map((figure) => figure ?? '-').join(' ')
    looks.set(look, (looks.get(look) ?? 0) + share)
  }
  const visit = (noisy: readonly number[], share: number): void => {
    const count = counts[noisy.length]
    if (count !== undefined) {
      // The others have noise of their own: it is the same in both worlds, so any will do.
      const noises = noisy.length < attacked ? NOISES[count]! : [{ noise: 0, share: 1 }]
      for (const one of noises) visit([...noisy, count + one.noise], share * one.share)
      return
    }
    let folded: number | undefined
    const shown = decide(counts, noisy, (sum) => (folded = sum))
    if (folded === undefined) add(shown, share)
    else
      for (const one of NOISES[folded]!)
        add(
          decide(counts, noisy, (sum) => sum + one.noise),
          share * one.share,
        )
  }
  visit([], 1)
  return looks
}

function seen(worlds: readonly [readonly number[], readonly number[]], attacked: number, decide: Decide): LossCurve {
  const [first, second] = [looksOf(worlds[0], attacked, decide), looksOf(worlds[1], attacked, decide)]
  const looks = [...new Set([...first.keys(), ...second.keys()])]
  return curveOf(looks.map((look) => [first.get(look) ?? 0, second.get(look) ?? 0]))
}

/** How much more a reader has of the program than of the cell and its fold, at any ratio of chances. */
function excess(program: LossCurve, model: LossCurve): number {
  return program.curve.reduce((most, value, i) => Math.max(most, value - model.curve[i]!), 0)
}

const COUNTS = Array.from({ length: K + REACH[VIEWS] + 2 }, (_, count) => count)

describe('the program tells no more than a cell and its fold', () => {
  const small = (rest: number): readonly number[] => Array.from({ length: rest / NEVER_SHOWN }, () => NEVER_SHOWN)
  const RESTS = COUNTS.filter((rest) => rest % NEVER_SHOWN === 0)

  /** Whether a request came, whatever its cell and the rest count, beside a category that is always shown. */
  const excessOfPresence = (decide: Decide, crowd: readonly number[]): number => {
    let most = 0
    for (const own of COUNTS)
      for (const rest of RESTS) {
        const [first, second] = [own, own + 1].map((count) => [count, ...crowd, ...small(rest)])
        most = Math.max(most, excess(seen([first!, second!], 1, decide), curveOf(presenceLoss(TABLE, own, rest))))
      }
    return most
  }

  it.each([{ crowd: [] }, { crowd: [20] }, { crowd: [300] }])('whether it came, beside $crowd', ({ crowd }) => {
    expect(excessOfPresence(WITHOUT_SUMMARY, crowd)).toBeLessThan(1e-6)
  })

  it('is caught: the noise of hidden cells decides what is dominated', () => {
    const more = excessOfPresence(byHiddenCells, [20])
    console.info(`by hidden cells: ${more.toFixed(4)} more`)
    expect(more).toBeGreaterThan(0.01)
  })

  /** Beside its exact total: which of two cells is the request's own? */
  const beside = (decideAt: (margin: number) => Decide): { excess: number; right: number } => {
    let [most, right] = [0, 0]
    for (const a of COUNTS)
      for (const b of COUNTS.filter((count) => count <= a))
        for (const rest of [0, NEVER_SHOWN, 3 * NEVER_SHOWN]) {
          const decide = decideAt(a + b + 1 + rest)
          const program = seen(
            [
              [a + 1, b, ...small(rest)],
              [a, b + 1, ...small(rest)],
            ],
            2,
            decide,
          )
          most = Math.max(most, excess(program, curveOf(profileLoss(TABLE, a, b, rest))))
          right = Math.max(right, rightIn(program))
        }
    return { excess: most, right }
  }

  it('which of two cells is its own, whatever they count, beside their exact total', () => {
    const found = beside((margin) => decideBeside({ isShown: true, margin, parts: [] }))
    expect(found.excess).toBeLessThan(1e-6)
    expect(found.right).toBeLessThanOrEqual(0.71)
  })

  it('nor where both are parts of the total', () => {
    const found = beside((margin) =>
      decideBeside({ isShown: true, margin: 500, parts: [{ cells: [0, 1], isSum: true, isShown: true, margin }] }),
    )
    expect(found.excess).toBeLessThan(1e-6)
  })
})
