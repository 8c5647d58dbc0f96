import type { Finding, Report } from '../../domain/finding.ts'
import { csvFields, unfitSign } from '../../domain/text.ts'
import type { Published } from '../folder/open-published.ts'
import { checkOf, type ColumnRule } from './column-rule.ts'

/** A row whose every field is what its column takes. */
type TakeRow = (cells: readonly string[], line: number) => void

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
      if (unfitSign(text) !== undefined) report({ code: 'CONTROL_CHARACTER', file, line })
      else if (line > 1) {
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

/** No line of ours is longer: titles are texts of people. */
const MOST_BYTES = 1 << 16
const LF = 10

/**
 * Hands out the lines of a file one by one, however large it is.
 *
 * @param take is told each line and its number, from 1
 */
export function readLines(
  published: Published,
  path: string,
  take: (line: string, number: number) => void,
  report: Report,
): void {
  let number = 0
  let rest = Buffer.alloc(0)
  let isTooLong = false

  function end(bytes: Buffer): void {
    number += 1
    if (isTooLong || bytes.length > MOST_BYTES) report({ code: 'LINE_TOO_LONG', file: path, line: number })
    else takeLine(bytes.toString('utf8'))
    isTooLong = false
  }

  function takeLine(line: string): void {
    if (line.includes('\uFFFD')) report({ code: 'NOT_UTF8', file: path, line: number })
    else take(line, number)
  }

  function takePiece(piece: Uint8Array): void {
    const bytes = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, piece])
    let start = 0
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, start)) {
      end(bytes.subarray(start, at))
      start = at + 1
    }
    rest = bytes.subarray(start)
    if (rest.length <= MOST_BYTES) return
    isTooLong = true
    rest = Buffer.alloc(0)
  }

  const isUnfinished = (): boolean => rest.length > 0 || isTooLong
  if (!published.readPieces(path, takePiece) || !isUnfinished()) return
  report({ code: 'CSV_ENDING', file: path, line: number + 1 })
  end(rest)
}

/** The fields of a line of CSV; undefined where it is not written as we write it: quotes where they are needed, doubled inside. */
function cellsOf(line: string): readonly string[] | undefined {
  const cells = csvFields(line)
  return !line.includes('"') || cells.map(written).join(',') === line ? cells : undefined
}

function written(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
