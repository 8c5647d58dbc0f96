import { periodOfText } from '../../domain/calendar.ts'
import type { Finding, Report } from '../../domain/finding.ts'
import type { Rows } from '../../domain/table.ts'
import type { Published } from '../folder/open-published.ts'
import type { ColumnRule } from './column-rule.ts'
import { followRows } from './follow-rows.ts'
import { packRows, type PlacedRow } from './pack-rows.ts'
import { readSheet } from './read-sheet.ts'
import { rememberLast } from './remember-last.ts'
import { mostRowsOf, type TableRule } from './table-rule.ts'

/** A table of figures as it was read. */
export type ReadTable = {
  readonly rows: Rows<PlacedRow>
  /** By file, right or wrong. */
  readonly rowsOf: ReadonlyMap<string, number>
}

/** What is said of more rows than are checked. */
export function tooMany(found: number, most: number): Pick<Finding, 'code' | 'found' | 'expected'> {
  return { code: 'TABLE_TOO_LARGE', found: { is: 'rows', count: found }, expected: { is: 'rows-at-most', count: most } }
}

/** The files of a table, in the order of time. */
export type TableFiles = { readonly files: readonly string[]; readonly columns: readonly ColumnRule[] }

/**
 * Reads a table of figures. Only rows that may be there are kept.
 *
 * @param mostRows of a table that may have more the form alone is checked
 */
export function readTable(
  published: Published,
  { files, columns }: TableFiles,
  rule: TableRule,
  mostRows: number,
  report: Report,
): ReadTable {
  const due = mostRowsOf(rule)
  const isChecked = due <= mostRows
  const follower = followRows(rule, report)
  const kept = packRows(rule.measures)
  const rowsOf = new Map<string, number>()
  const firstMeasure = columns.length - rule.measures
  const periodOf = rememberLast((text) => periodOfText(rule.kind, text))

  function take(file: string, cells: readonly string[], line: number): void {
    if (!isChecked) return
    const [text = '', feature = ''] = cells
    const period = periodOf(text)
    if (period === undefined) return
    const place = { file, line, period, feature, categories: cells.slice(2, firstMeasure) }
    if (follower.follow(place)) kept.add({ ...place, counts: cells.slice(firstMeasure).map(countOf) })
  }

  for (const file of files)
    rowsOf.set(
      file,
      readSheet(published, file, columns, (cells, line) => take(file, cells, line), report),
    )
  if (isChecked) follower.end(files.at(-1) ?? '')
  else report({ file: files.at(-1) ?? '', ...tooMany(due, mostRows) })
  return { rows: kept.rows, rowsOf }
}

function countOf(cell: string): number | undefined {
  return cell === '' ? undefined : Number(cell)
}
