import type { Finding, Report } from '../../domain/finding.ts'
import type { Published } from '../folder/open-published.ts'
import { cellsOf } from './cells-of.ts'
import { checkOf, type ColumnRule } from './column-rule.ts'
import { readLines } from './read-lines.ts'

/** A row whose every field is what its column takes. */
export type TakeRow = (cells: readonly string[], line: number) => void

/**
 * Reads a CSV row by row and holds every field to its column.
 *
 * @param take is told the rows that have nothing wrong
 * @returns the rows that the file has, right or wrong
 */
export function readSheet(
  published: Published,
  file: string,
  columns: readonly ColumnRule[],
  take: TakeRow,
  report: Report,
): number {
  const header = columns.map(({ name }) => name).join(',')
  const checks = columns.map(checkOf)
  let rows = 0

  function readRow(text: string, line: number): void {
    const cells = cellsOf(text)
    if (cells === undefined) report({ code: 'CSV_QUOTES', file, line })
    else if (cells.length !== columns.length)
      report({ code: 'CSV_FIELDS', file, line, found: String(cells.length), expected: String(columns.length) })
    else if (isRight(cells, line)) take(cells, line)
  }

  function isRight(cells: readonly string[], line: number): boolean {
    let isRight = true
    for (let position = 0; position < checks.length; position++) {
      const text = cells[position] ?? ''
      const code = checks[position]?.(text)
      if (code === undefined) continue
      isRight = false
      const rule = columns[position]
      report({ code, file, line, field: rule?.name ?? '', found: text, ...expectedOf(rule) })
    }
    return isRight
  }

  readLines(
    published,
    file,
    (text, line) => {
      if (line > 1) {
        rows += 1
        readRow(text, line)
      } else if (text !== header) report({ code: 'CSV_HEADER', file, line, found: text, expected: header })
    },
    report,
  )
  return rows
}

function expectedOf(rule: ColumnRule | undefined): Pick<Finding, 'expected'> {
  if (rule?.values !== undefined) return { expected: rule.values.slice(0, 30).join(' ') }
  return rule?.minimum === undefined ? {} : { expected: { is: 'at-least', count: rule.minimum } }
}
