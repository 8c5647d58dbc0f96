/** What is known of the periods beneath a total once the shown figures are taken away. */
export type Beneath = {
  /** How many figures beneath are hidden. */
  readonly hidden: number
  /** Whether one of them is hidden whatever it counts. */
  readonly hasCompanion: boolean
  /** How many have no figure at all, shown or hidden, since no table told of them then: they may be of any size. */
  readonly open: number
  /** The total minus every shown figure beneath. */
  readonly rest: number
}

/** What is known around the `entries` of a longer period; `others` are the requests that are no entries. */
export type AroundEntries = {
  readonly requestsShown: boolean
  readonly requests: Beneath
  readonly entries: Beneath
  /** The others minus those beneath that are known. */
  readonly othersRest: number
  /** The requests beneath that are shown where their entries are not, but for the companion. */
  readonly split: readonly number[]
  /** Those of the companion of the entries, if they are shown. */
  readonly companion: number | undefined
}

/**
 * Whether the entries of a longer period may be shown: if for each hidden figure beneath it k values in a row are possible, each
 * in a world of which the same is published. Only what is published decides, and where the total is hidden, any one of the
 * hidden entries may be 0 … k − 1 and all others 0: their rest is below k then.
 *
 * Where the requests of a day are shown, its hidden entries are 0 … k − 1 or all but 0 … k − 1 of them, since either they or the
 * others are few. Where they are hidden too, the companion of the requests takes what is left of both; else the companion of
 * the entries takes as much as it has requests.
 */
export function showEntriesTotal(around: AroundEntries, k: number): boolean {
  const { requestsShown, requests, entries, othersRest, split, companion } = around
  if (!requestsShown) return false
  if (entries.hidden + entries.open === 0) return entries.rest === 0
  if (entries.rest < k || othersRest < k) return false
  if (requests.hidden + requests.open > 0) return leavesHidden(around, k)
  return companion !== undefined && leavesEach(split, { least: entries.rest - companion, most: entries.rest }, k)
}

/** The same where the requests of a day are hidden too. */
function leavesHidden({ entries, othersRest, split, companion }: AroundEntries, k: number): boolean {
  const all = companion === undefined ? split : [...split, companion]
  // What the entries of the split days may sum up to, so that the companion of the requests can take what is left.
  const range = { least: sumOf(all) - othersRest, most: entries.rest }
  // Each of the days with hidden requests: all of its few are entries, or none.
  const mayBeEntries = canSum(all, { ...range, most: range.most - k + 1 }, k)
  const mayBeOthers = canSum(all, { ...range, least: range.least + k - 1 }, k)
  return mayBeEntries && mayBeOthers && leavesEach(all, range, k)
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
