/**
 * φ: how much more a feature's daily uses vary than chance alone would have them. People come in bursts, so the errors of
 * Poisson are too small: real logs have a median of 1.3 to 2.1, and up to 25.
 *
 * What is expected of a day is the feature's part of that day's uses, so neither weekends nor a campaign for the whole
 * service count; and each window has its own part, so a trend does not.
 *
 * @param windows the feature's uses and those of the whole service, day by day
 */
export function dispersionOf(
  windows: readonly { readonly uses: readonly number[]; readonly all: readonly number[] }[],
): number {
  let chiSquare = 0
  let degrees = 0
  for (const { uses, all } of windows) {
    const share = sum(uses) / Math.max(1, sum(all))
    const days = all.filter((count) => count > 0).length
    if (share === 0 || days < 2) continue
    degrees += days - 1
    all.forEach((count, day) => {
      const expected = share * count
      if (expected > 0) chiSquare += ((uses[day] ?? 0) - expected) ** 2 / expected
    })
  }
  return degrees === 0 ? 1 : Math.max(1, chiSquare / degrees)
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

/** The middle value, or the mean of the two in the middle; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}
