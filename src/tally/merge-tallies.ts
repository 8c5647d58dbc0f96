import type { PeriodIndex } from '../domain/calendar.ts'
import type { CountedTable } from '../domain/table.ts'

/** The sum of two tallies of the same specs and dictionaries: a new one, the same in either order, exact since counts are integers. */
export function mergeTallies(a: readonly CountedTable[], b: readonly CountedTable[]): readonly CountedTable[] {
  return a.map((table, position) => ({ ...table, slabs: sumOf([...table.slabs, ...(b[position]?.slabs ?? [])]) }))
}

function sumOf(slabs: readonly (readonly [PeriodIndex, Float64Array])[]): ReadonlyMap<PeriodIndex, Float64Array> {
  const sums = new Map<PeriodIndex, Float64Array>()
  for (const [period, slab] of slabs) {
    const sum = sums.get(period)
    sums.set(
      period,
      slab.map((count, position) => count + (sum?.[position] ?? 0)),
    )
  }
  return sums
}
