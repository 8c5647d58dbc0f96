import type { Measure } from '../../../domain/dictionary.ts'
import type { TableSpec } from '../../../domain/table.ts'

/** The measure that a page shows of a table: its uses, else the first it has; and where its figures stand in a row. */
export function measureOf({ measures }: TableSpec): { readonly measure: Measure; readonly position: number } {
  const position = Math.max(0, measures.indexOf('requests'))
  return { measure: measures[position] ?? 'requests', position }
}
