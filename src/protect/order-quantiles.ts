import { quantilePairs } from '../domain/measure.ts'
import type { ProtectedRow, TableSpec } from '../domain/table.ts'

/**
 * No quantile of a row below one of a smaller share: the larger of two figures that are shown tells nothing that they do not. The
 * steps of a 95th percentile are up to ten times as wide as those of the median, so 540 uses of 600 ms had 590 and 447 ms.
 */
export function orderQuantiles(
  { measures }: Pick<TableSpec, 'measures'>,
  rows: readonly ProtectedRow[],
): readonly ProtectedRow[] {
  const pairs = quantilePairs(measures)
  if (pairs.length === 0) return rows
  return rows.map((row) => {
    const counts = [...row.counts]
    for (const [low, high] of pairs) {
      const [least, figure] = [counts[low], counts[high]]
      if (least !== undefined && figure !== undefined) counts[high] = Math.max(least, figure)
    }
    return { ...row, counts }
  })
}
