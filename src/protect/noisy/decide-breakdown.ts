import { numberAt } from '../disclosure/figures.ts'
import type { NoiseRules } from './noise-rules.ts'

/** The cells of one feature in one period, for one measure. */
export type Breakdown = {
  readonly counts: Float64Array
  readonly noisy: Float64Array
  /** The noisy requests beside noisy entries, of which they are a part. */
  readonly requests?: Float64Array
  /** The noisy sum of what was folded. Absent: nothing is folded. */
  readonly fold?: (count: number) => number
}

/** What published figures say of a breakdown. */
export type Around = {
  /** Whether its period, or one beneath, is shown in the summary; undefined: no summary says. */
  readonly isShown: boolean | undefined
  /** Its published total; undefined: there is none. */
  readonly margin: number | undefined
}

/** Figures in the order of the cells; undefined is hidden. */
export type Shown = { readonly cells: readonly (number | undefined)[]; readonly other: number | undefined }

/** Decides which cells are shown, by noisy and by published figures alone. */
export function decideBreakdown(breakdown: Breakdown, around: Around, k: number, rules: NoiseRules): Shown {
  const { counts, noisy } = breakdown
  const sum = noisy.reduce((total, value) => total + value, 0)
  // 1. a feature that the summary hides: its detail would tell why
  if (!(around.isShown ?? sum >= k)) return nothing(noisy)
  // 2. one category with nearly all of a small total
  const isBrokenDown = noisy.length > 1
  if (isBrokenDown && rules.isDominated(around.margin ?? sum, Math.max(...noisy), k)) return nothing(noisy)
  // 3. small cells, folded into one
  const isSmall = Array.from(noisy, (value, c) => isHidden(breakdown, value, c, k, rules))
  return {
    cells: Array.from(noisy, (value, c) => (isSmall[c] === true ? undefined : value)),
    other: foldedOf(
      breakdown,
      counts.filter((_, c) => isSmall[c]),
      k,
      rules,
    ),
  }
}

function nothing(noisy: Float64Array): Shown {
  return { cells: Array.from(noisy, () => undefined), other: undefined }
}

// Entries and the other requests are both known, so both have to be large.
function isHidden({ counts, requests }: Breakdown, noisy: number, c: number, k: number, rules: NoiseRules): boolean {
  if (rules.isSmall(noisy, numberAt(counts, c), k)) return true
  return requests !== undefined && numberAt(requests, c) - noisy < k
}

function foldedOf({ fold }: Breakdown, members: Float64Array, k: number, rules: NoiseRules): number | undefined {
  if (fold === undefined || members.length === 0) return undefined
  const noisy = fold(members.reduce((total, count) => total + count, 0))
  return rules.showFold(noisy, Array.from(members), k) ? noisy : undefined
}
