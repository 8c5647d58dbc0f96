/** The numbers of docs/privacy.md: variance 2T, and the reach that goes with it. */
export const REACH = { 1: 5, 2: 7, 3: 9, 4: 10 } as const

/** The share of the variance of a uniform row that a row of a small count may have. */
const LARGEST_SHARE = 0.6

export function varianceOf(views: number, d: number): number {
  return Math.min(2 * views, (LARGEST_SHARE * d * (d + 1)) / 3)
}

/** P(−d) … P(d): maximum entropy, mean 0, the variance asked for; so p(v) is proportional to exp(b·v²). */
export function probabilitiesOf(views: number, d: number): { readonly b: number; readonly p: readonly number[] } {
  if (d === 0) return { b: 0, p: [1] }
  let [low, high] = [-20, 0]
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2
    if (momentOf(weighted(middle, d), 2) < varianceOf(views, d)) low = middle
    else high = middle
  }
  return { b: (low + high) / 2, p: weighted((low + high) / 2, d) }
}

export function momentOf(p: readonly number[], power: number): number {
  const d = (p.length - 1) / 2
  return p.reduce((sum, share, i) => sum + share * (i - d) ** power, 0)
}

/** Cumulative thresholds of 32 bits, as the program keeps them. */
export function edgesOf(views: number, d: number): readonly number[] {
  const { p } = probabilitiesOf(views, d)
  let sum = 0
  const edges = p.map((share) => Math.round((sum += share) * 2 ** 32))
  return [...edges.slice(0, -1), 2 ** 32]
}

function weighted(b: number, d: number): readonly number[] {
  const weights = Array.from({ length: 2 * d + 1 }, (_, i) => Math.exp(b * (i - d) ** 2))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}
