/** Spearman's rank correlation of pairs, ties at their mean rank; undefined where one side has no order. */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | undefined {
  const rankOfFirst = ranking(pairs.map(([first]) => first))
  const rankOfSecond = ranking(pairs.map(([, second]) => second))
  const mean = (pairs.length + 1) / 2
  const ranks = pairs.map(([first, second]) => [rankOfFirst(first) - mean, rankOfSecond(second) - mean] as const)
  const sum = (productOf: (a: number, b: number) => number): number =>
    ranks.reduce((total, [a, b]) => total + productOf(a, b), 0)
  const spread = sum((a) => a * a) * sum((_, b) => b * b)
  return spread === 0 ? undefined : sum((a, b) => a * b) / Math.sqrt(spread)
}

function ranking(values: readonly number[]): (value: number) => number {
  return (value) => {
    const below = values.filter((other) => other < value).length
    const alike = values.filter((other) => other === value).length
    return below + (alike + 1) / 2
  }
}
