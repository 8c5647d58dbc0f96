import {
  FOLDED,
  type CountedTable,
  type ProtectedQuality,
  type ProtectedRow,
  type ProtectedTable,
} from '../domain/table.ts'
import { isFolded } from './noisy/write-noisy-rows.ts'
import { seal } from './seal.ts'

/**
 * A table of rows that `protectTables` made when their periods closed, and that were kept since: what is published is
 * never decided again.
 */
export function restoreTable(
  { spec, categories }: Pick<CountedTable, 'spec' | 'categories'>,
  rows: readonly ProtectedRow[],
): ProtectedTable {
  return seal<ProtectedTable>({
    spec,
    categories: isFolded(spec) ? categories.map((words) => [...words, FOLDED]) : categories,
    rows,
  })
}

/** The same of what `protectQuality` made. */
export function restoreQuality(rows: ProtectedQuality['rows']): ProtectedQuality {
  return seal<ProtectedQuality>({ rows })
}
