import { QUANTILES } from '../domain/measure.ts'
import { categoriesWithFolded } from '../domain/folded.ts'
import {
  type CountedTable,
  type ProtectedQuality,
  type ProtectedRow,
  type ProtectedTable,
  type Protection,
} from '../domain/table.ts'
import { seal } from './seal.ts'

/**
 * A table of rows that `protectTables` made when their periods closed, and that were kept since: what is published is
 * never decided again. Not behind the door of this room: the rules of the house let one file import it, the one that
 * reads published rows back from the state.
 *
 * @param earlier how older rows are protected, where it was in another way
 * @throws TypeError where a figure is smaller than any protection lets out: these were counts
 */
export function restoreTable(
  { spec, categories }: Pick<CountedTable, 'spec' | 'categories'>,
  rows: readonly ProtectedRow[],
  earlier: readonly Protection[] = [],
): ProtectedTable {
  refuseCounts(spec, rows, leastOf([spec.protection, ...earlier]))
  return seal<ProtectedTable>({
    spec,
    categories: categoriesWithFolded(spec, categories, earlier),
    rows,
  })
}

/** The same of what `protectQuality` made. */
export function restoreQuality(rows: ProtectedQuality['rows']): ProtectedQuality {
  return seal<ProtectedQuality>({ rows })
}

function leastOf(protections: readonly Protection[]): number {
  return Math.min(...protections.map((protection) => (protection.level === 'exact' ? 0 : protection.k)))
}

function refuseCounts({ measures, name }: CountedTable['spec'], rows: readonly ProtectedRow[], least: number): void {
  const isCount = measures.map((measure) => !QUANTILES.has(measure))
  const isSmall = (count: number | undefined, m: number): boolean =>
    count !== undefined && count < least && isCount[m] === true
  if (rows.some(({ counts }) => counts.some(isSmall))) throw new TypeError(`never protected: ${name}`)
}
