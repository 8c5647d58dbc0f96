import type { TableSpec, Views } from '../../domain/table.ts'
import { drawNoise } from '../noise/noise-table.ts'

/** A cell that is to get its noise. */
export type NoisyCell = {
  readonly spec: TableSpec
  readonly feature: string
  readonly views: Views
  /** In the slab of its period; −1 for what was folded. */
  readonly position: number
  readonly count: number
  /** The key of the cell's label and a count. */
  readonly keyOf: (count: number) => number
}

/** The decisions at `cell-key`. A record, so that the attack tests can weaken one and see it caught. */
export type NoiseRules = {
  readonly noiseOf: (cell: NoisyCell) => number
  /** Whether a feature may be broken down in a period, by what the summary shows of it; undefined: no summary tells. */
  readonly isOpen: (isShown: boolean | undefined) => boolean
  /** Whether a cell is too small to show; its true count is there for the tests alone. */
  readonly isSmall: (noisy: number, count: number, k: number) => boolean
  /** Whether `(other)` may be shown; the true counts of its members are there for the tests alone. */
  readonly showFold: (noisy: number, members: readonly number[], k: number) => boolean
  /** Whether nearly everything of a small margin is in one category, which hides all of them. */
  readonly isDominated: (margin: number, largest: number, k: number) => boolean
}

export const NOISE_RULES: NoiseRules = {
  // Label and count: a cell that gains a request gets another noise, so the difference of two editions tells nothing. No
  // two cells share theirs: that would tell whether they count the same requests (found 93 % of the time).
  noiseOf: ({ views, count, keyOf }) => (count === 0 ? 0 : drawNoise(views, count, keyOf(count))),
  // Where the summary hides a period, a shown detail would tell why.
  isOpen: (isShown) => isShown !== false,
  // No decision looks at a true count: "at least three members are not empty" tells of one request 96 % of the time.
  isSmall: (noisy, _, k) => noisy < k,
  showFold: (noisy, _, k) => noisy >= k,
  // An exact margin less the large category would be the small ones: 0.6 to 1.3 % of them pinned at k = 3, 0.009 with it.
  isDominated: (margin, largest, k) => margin < 5 * k && margin - largest < k,
}
