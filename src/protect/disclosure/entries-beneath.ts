import type { AroundEntries } from './disclosure-rules.ts'

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
  const { requestsShown, requests, entries, othersRest, companion } = around
  if (!requestsShown) return false
  if (entries.hidden === 0 && entries.open === 0) return entries.rest === 0
  if (entries.rest < k || othersRest < k) return false
  const isUnbounded = requests.hidden > 0 || requests.open > 0
  if (!isUnbounded && companion === undefined) return false
  const split = isUnbounded && companion !== undefined ? [...around.split, companion] : around.split
  // What the entries of the split days may sum up to, so that the companion can take what is left.
  const all = split.reduce((sum, size) => sum + size, 0)
  const least = isUnbounded ? all - othersRest : entries.rest - (companion ?? 0)
  const most = entries.rest
  const few = k - 1
  // Each of the days with hidden requests: all of its few are entries, or none.
  if (isUnbounded && !(canSum(split, least, most - few, k) && canSum(split, least + few, most, k))) return false
  // Each of the split days: few of its requests are entries, or all but few.
  return split.every((size, i) => {
    const others = split.toSpliced(i, 1)
    return canSum(others, least, most - few, k) || canSum(others, least + few - size, most - size, k)
  })
}

/**
 * Whether a choice of few or all but few of each size is found that sums up to `least` … `most`. The largest come first: one
 * that is no wider than the range cannot jump over it. What is not found so is taken to be impossible.
 */
function canSum(sizes: readonly number[], least: number, most: number, k: number): boolean {
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
