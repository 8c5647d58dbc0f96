import { type DayIndex, daysFrom } from '../../domain/calendar.ts'
import type { Counted, CountedTable, ProtectedRow, Protection } from '../../domain/table.ts'
import { combinationsOf } from '../combinations.ts'
import { numberAt } from '../disclosure/figures.ts'
import { wholePeriods } from '../grid-periods.ts'
import { eachFeature } from '../write-rows.ts'

/**
 * The rows of a table at `dp`: every cell of every whole period from the first day of the service on, so that no cell is
 * there because of what was counted.
 *
 * Hint: each call draws anew. Whoever publishes keeps what was drawn, and never draws twice for a period.
 */
export function writePrivateRows(
  table: CountedTable,
  counted: Counted,
  { k, changes, views, epsilon }: Extract<Protection, { readonly level: 'dp' }>,
  below: Below,
): readonly ProtectedRow[] {
  const { spec, slabs } = table
  const combinations = combinationsOf(table)
  const width = spec.measures.length
  const periods = wholePeriods(spec.period, { ...counted, grid: everyDay(counted) })
  return eachFeature(periods, counted.features, ({ period: { period }, feature, index }) => {
    const slab = slabs.get(period)
    return combinations.map(({ words, position }) => ({
      period,
      feature: feature.id,
      categories: words,
      counts: spec.measures.map((_, m) => {
        const count = numberAt(slab, (index * combinations.length + position) * width + m)
        const noisy = count + drawLaplace(changes * views, epsilon, below)
        return noisy >= k ? noisy : undefined
      }),
    }))
  })
}

function everyDay({ grid, since, through }: Counted): readonly DayIndex[] {
  const last = Math.max(grid.at(-1) ?? -1, through ?? -1)
  if (since === undefined || last < since) return []
  return daysFrom(since, last)
}

/** A uniform whole number from 0 to below − 1. */
type Below = (below: number) => number

/**
 * Discrete Laplace noise: y with probability proportional to exp(−|y|·s/t). Whole numbers alone, since the low bits of
 * floating point tell what they were made from (after Canonne, Kamath and Steinke, 2020).
 */
export function drawLaplace(t: number, s: number, below: Below): number {
  for (;;) {
    const u = below(t)
    if (!isExp(u, t, below)) continue
    let v = 0
    while (isExp(1, 1, below)) v++
    const size = Math.floor((u + v * t) / s)
    const isNegative = below(2) === 1
    // Zero has one sign, or it would come twice as often.
    if (isNegative && size === 0) continue
    return isNegative ? -size : size
  }
}

/** True with probability exp(−n/d), for n ≤ d. */
function isExp(n: number, d: number, below: Below): boolean {
  let k = 1
  while (below(d * k) < n) k++
  return k % 2 === 1
}
