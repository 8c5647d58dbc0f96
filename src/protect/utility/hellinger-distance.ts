/** Hellinger's distance of two distributions, by their counts; undefined where one has none. */
export function hellingerDistance(pairs: readonly (readonly [number, number])[]): number | undefined {
  const [first, second] = [0, 1].map((at) => pairs.reduce((sum, pair) => sum + Number(pair[at]), 0))
  if (!first || !second) return undefined
  const common = pairs.reduce((sum, [a, b]) => sum + Math.sqrt((a / first) * (b / second)), 0)
  // Rounding may bring it above 1.
  return Math.sqrt(Math.max(0, 1 - common))
}
