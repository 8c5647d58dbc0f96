/** What is known of the periods beneath a total once the shown figures are taken away. */
export type Beneath = {
  /** How many figures beneath are hidden. */
  readonly hidden: number
  /** Whether one of them is hidden whatever it counts. */
  readonly hasCompanion: boolean
  /** How many have no figure at all, shown or hidden, since no table told of them then: they may be of any size. */
  readonly open: number
  /** How many have no row, though lines of them may have been counted: the total holds these, and nothing tells whether there are any. */
  readonly dropped: number
  /** The total minus every shown figure beneath. */
  readonly rest: number
}

/**
 * What is known around a figure of a longer period that counts a part of another, its whole: around the entries, of which the
 * requests are the whole. The `others` are those of the whole that are not of the part.
 */
export type AroundPart = {
  readonly wholeShown: boolean
  readonly whole: Beneath
  readonly part: Beneath
  /** The others minus those beneath that are known. */
  readonly othersRest: number
  /** The wholes beneath that are shown where their parts are not, but for the companion. */
  readonly split: readonly number[]
  /** That of the companion of the part, if it is shown. */
  readonly companion: number | undefined
}

/**
 * Whether the part may be shown of a longer period: if for each hidden figure beneath it k values in a row are possible, each
 * in a world of which the same is published. Only what is published decides, and where the total is hidden, any one of the
 * hidden parts may be 0 … k − 1 and all others 0: their rest is below k then.
 *
 * Where the whole of a day is shown, its hidden part is 0 … k − 1 or all but 0 … k − 1 of it, since either the part or the
 * others are few. Where it is hidden too, the companion of the whole takes what is left of both; else the companion of the
 * part takes as much as its whole has.
 */
export function showPartTotal(around: AroundPart, k: number): boolean {
  const { wholeShown, whole, part, othersRest, split, companion } = around
  if (!wholeShown) return false
  if (part.hidden + part.open === 0) return part.dropped === 0 && part.rest === 0
  if (part.rest < k || othersRest < k) return false
  if (whole.hidden + whole.open > 0) return leavesHidden(around, k)
  return companion !== undefined && leavesEach(split, { least: part.rest - companion, most: part.rest }, k)
}

/** The same where the whole of a day is hidden too. */
function leavesHidden({ part, othersRest, split, companion }: AroundPart, k: number): boolean {
  const all = companion === undefined ? split : [...split, companion]
  // What the parts of the split days may sum up to, so that the companion of the whole can take what is left.
  const range = { least: sumOf(all) - othersRest, most: part.rest }
  // Each of the days with a hidden whole: all of its few are of the part, or none.
  const mayBeOfPart = canSum(all, { ...range, most: range.most - k + 1 }, k)
  const mayBeOthers = canSum(all, { ...range, least: range.least + k - 1 }, k)
  return mayBeOfPart && mayBeOthers && leavesEach(all, range, k)
}

type Range = { readonly least: number; readonly most: number }

/** Whether each of the split days may have few entries, or all but few. */
function leavesEach(split: readonly number[], { least, most }: Range, k: number): boolean {
  return split.every((size, i) => {
    const others = split.toSpliced(i, 1)
    const few = { least, most: most - k + 1 }
    const allBut = { least: least + k - 1 - size, most: most - size }
    return canSum(others, few, k) || canSum(others, allBut, k)
  })
}

function sumOf(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0)
}

/**
 * Whether a choice of few or all but few of each size is found that sums up to `least` … `most`. The largest come first: one
 * that is no wider than the range cannot jump over it. What is not found so is taken to be impossible.
 */
function canSum(sizes: readonly number[], { least, most }: Range, k: number): boolean {
  let [sum, whole] = [0, 0]
  for (const size of sizes.toSorted((a, b) => b - a)) {
    if (sum >= least || sum + size > most + (whole + 1) * (k - 1)) continue
    sum += size
    whole++
  }
  const lowest = sum - whole * (k - 1)
  const highest = sum + (sizes.length - whole) * (k - 1)
  return least <= most && lowest <= most && highest >= least
}
