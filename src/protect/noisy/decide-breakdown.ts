import { numberAt } from '../disclosure/figures.ts'
import type { NoiseRules } from './noise-rules.ts'
import type { Part } from './parts-of.ts'

/** The cells of one feature in one period, for one measure. */
export type Breakdown = {
  readonly counts: Float64Array
  readonly noisy: Float64Array
  /** The noisy requests beside noisy entries, of which they are a part. */
  readonly requests: Float64Array | undefined
  /** The noisy sum of what was folded. Undefined: nothing is folded. */
  readonly fold: ((count: number) => number) | undefined
}

/** What published figures say of a breakdown. */
export type Around = {
  /** Whether its period, or one beneath, is shown in the summary; undefined: no summary says. */
  readonly isShown: boolean | undefined
  /** Its published total; undefined: there is none. */
  readonly margin: number | undefined
  /** The same of each part of it. */
  readonly parts: readonly PartAround[]
}

type PartAround = Pick<Part, 'cells' | 'isSum'> & Pick<Around, 'isShown' | 'margin'>

/** Figures in the order of the cells; undefined is hidden. */
export type Shown = { readonly cells: readonly (number | undefined)[]; readonly other: number | undefined }

/** Decides which cells are shown, by noisy and by published figures alone. */
export function decideBreakdown(breakdown: Breakdown, around: Around, k: number, rules: NoiseRules): Shown {
  const { counts, noisy, requests } = breakdown
  let [sum, largest] = [0, 0]
  for (const value of noisy) {
    sum += value
    largest = Math.max(largest, value)
  }
  // 1. a feature that the summary hides, whose detail would tell why
  const isClosed = !rules.isOpen(around.isShown, sum, k)
  // 2. one category with nearly all of a small total
  const isBrokenDown = noisy.length > 1
  if (isClosed || (isBrokenDown && rules.isDominated(around.margin ?? sum, largest, k))) return nothing(noisy)
  // 3. the same of its parts, which are not folded either: what is folded with others would tell
  const closed = new Set(around.parts.flatMap((part) => (isClosedPart(part, noisy, k, rules) ? part.cells : [])))
  // 4. small cells, folded into one
  const cells: (number | undefined)[] = []
  const members: number[] = []
  noisy.forEach((value, c) => {
    if (closed.has(c)) {
      cells.push(undefined)
      return
    }
    const count = numberAt(counts, c)
    // Entries and the other requests are both known, so both have to be large.
    const isHidden = rules.isSmall(value, count, k) || (requests !== undefined && numberAt(requests, c) - value < k)
    cells.push(isHidden ? undefined : value)
    if (isHidden) members.push(count)
  })
  return { cells, other: foldedOf(breakdown, members, k, rules) }
}

function isClosedPart(part: PartAround, noisy: Float64Array, k: number, rules: NoiseRules): boolean {
  const { cells, isShown, isSum, margin } = part
  // No summary has the figure: nothing is known of its sum.
  if (isShown === undefined) return false
  if (!isShown) return true
  const values = cells.map((c) => numberAt(noisy, c))
  const sum = values.reduce((total, value) => total + value, 0)
  // What the summary says of it, else what is drawn of it.
  const total = margin ?? sum
  return isSum && cells.length > 1 && rules.isDominated(total, Math.max(...values), k)
}

function nothing(noisy: Float64Array): Shown {
  return { cells: Array.from(noisy, () => undefined), other: undefined }
}

function foldedOf({ fold }: Breakdown, members: readonly number[], k: number, rules: NoiseRules): number | undefined {
  if (fold === undefined || members.length === 0) return undefined
  const noisy = fold(members.reduce((total, count) => total + count, 0))
  return rules.showFold(noisy, members, k) ? noisy : undefined
}
