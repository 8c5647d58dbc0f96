/** Spearman's rank correlation of pairs, ties at their mean rank; undefined where one side has no order. */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | undefined {
  const [a, b] = [ranksOf(pairs.map(([first]) => first)), ranksOf(pairs.map(([, second]) => second))]
  const mean = (pairs.length + 1) / 2
  const product = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, rank, i) => sum + (rank - mean) * ((y[i] ?? mean) - mean), 0)
  const spread = product(a, a) * product(b, b)
  return spread === 0 ? undefined : product(a, b) / Math.sqrt(spread)
}

function ranksOf(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const alike = values.filter((other) => other === value).length
    return below + (alike + 1) / 2
  })
}
