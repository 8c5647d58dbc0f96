import type { Measure } from '../domain/dictionary.ts'
import type { CountedTable } from '../domain/table.ts'

/** The table without one of its measures; the same table if it has no such. */
export function withoutMeasure(table: CountedTable, measure: Measure): CountedTable {
  const left = table.spec.measures.indexOf(measure)
  if (left < 0) return table
  const width = table.spec.measures.length
  const slabs = [...table.slabs].map(
    ([period, slab]) => [period, slab.filter((_, position) => position % width !== left)] as const,
  )
  const measures = table.spec.measures.filter((_, position) => position !== left)
  return { ...table, spec: { ...table.spec, measures }, slabs: new Map(slabs) }
}
