import type { CellRow, PublishedRow } from '../../../state/index.ts'
import { isBucket } from '../../../tally/index.ts'

/**
 * The features of which late counts may not be told at `threshold`. The difference of two editions is a figure too: it
 * must be nothing, or k at least, for each measure and for the requests that are no entries. What was hidden stays
 * hidden: a figure that appears says that it was just below k.
 */
export function tellsHidden(
  late: readonly CellRow[],
  published: readonly PublishedRow[],
  k: number,
): ReadonlySet<string> {
  const hidden = new Set(
    published
      .filter(({ count }) => count === null)
      .map(({ period, feature, measure }) => `${period} ${feature} ${measure}`),
  )
  const telling = [...sumsOf(late)].filter(
    ([place, { byMeasure }]) =>
      changesOf(byMeasure).some((change) => change > 0 && change < k) ||
      [...byMeasure.keys()].some((measure) => hidden.has(`${place} ${measure}`)),
  )
  return new Set(telling.map(([, { feature }]) => feature))
}

type Sum = { readonly feature: string; readonly byMeasure: Map<string, number> }

/** By period and feature. */
function sumsOf(late: readonly CellRow[]): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>()
  // A quantile moves with the requests, and is told only beside them.
  for (const { period, feature, measure, count } of late.filter((row) => !isBucket(row.measure))) {
    const place = `${period} ${feature}`
    const sum = sums.get(place) ?? { feature, byMeasure: new Map<string, number>() }
    sums.set(place, sum)
    sum.byMeasure.set(measure, (sum.byMeasure.get(measure) ?? 0) + count)
  }
  return sums
}

function changesOf(byMeasure: ReadonlyMap<string, number>): readonly number[] {
  const entries = byMeasure.get('entries')
  const others = entries === undefined ? [] : [(byMeasure.get('requests') ?? 0) - entries]
  return [...byMeasure.values(), ...others]
}
