import type { PeriodIndex } from '../domain/calendar.ts'
import type { Histogram } from '../domain/duration.ts'
import type { CellHistograms, CountedTable } from '../domain/table.ts'

/** The sum of two tallies of the same specs and dictionaries: a new one, the same in either order, exact since counts are integers. */
export function sumTables(a: readonly CountedTable[], b: readonly CountedTable[]): readonly CountedTable[] {
  return a.map((table, position) => {
    const other = b[position]
    const durations = table.durations && sumOfHistograms([...table.durations, ...(other?.durations ?? [])])
    return { ...table, slabs: sumOf([...table.slabs, ...(other?.slabs ?? [])]), ...(durations && { durations }) }
  })
}

function sumOfHistograms(
  all: readonly (readonly [PeriodIndex, CellHistograms])[],
): ReadonlyMap<PeriodIndex, CellHistograms> {
  const sums = new Map<PeriodIndex, Map<number, Histogram>>()
  for (const [period, histograms] of all) {
    const sum = sums.get(period) ?? new Map<number, Histogram>()
    sums.set(period, sum)
    for (const [cell, histogram] of histograms) {
      const before = sum.get(cell)
      sum.set(
        cell,
        histogram.map((lines, bucket) => lines + (before?.[bucket] ?? 0)),
      )
    }
  }
  return sums
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
