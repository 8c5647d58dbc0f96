import { dayOfText, periodOf, periodOfText, periodText, type DayIndex } from '../../../domain/calendar.ts'
import { FATES_OF_FEATURES } from '../../../domain/fate.ts'
import type { Finding, FindingText, Report } from '../../../domain/finding.ts'
import { LONE_DAYS } from '../../../domain/last-credible-day.ts'
import type { ProtectedQuality } from '../../../domain/table.ts'
import { hasGaps, type Book, type BookSheet } from '../../../publish/index.ts'

/** Rows of a sheet that stands beside the tables, each field being what its column takes. */
export type SmallRows = readonly { readonly cells: readonly string[]; readonly line: number }[]

/** The code book and the breaks follow from the description, row by row. */
export function compareRecords(
  columns: BookSheet['columns'],
  records: readonly (readonly string[])[],
  file: string,
  found: SmallRows,
  report: Report,
): void {
  for (let position = 0; position < Math.max(records.length, found.length); position++) {
    const expected = records[position]
    const { cells, line } = found[position] ?? { cells: undefined, line: found.length + 2 }
    columns.forEach(({ name }, at) => {
      const said = { found: cells?.[at] ?? NO_ROW, expected: expected?.[at] ?? NO_ROW }
      if (said.found !== said.expected) report({ code: 'RECORD_DIFFERS', file, line, field: name.en, ...said })
    })
  }
}

const NO_ROW: FindingText = { is: 'no-row' }

type Gap = { readonly from: number; readonly to: number }

/**
 * One after the other, a day with a line between each, inside the span. Where no table may tell of silence, there are those alone that
 * stand between the others and a few days of long before or after.
 */
export function readGaps(found: SmallRows, { span, publication }: Book, report: Report): readonly Gap[] {
  const gaps: Gap[] = []
  for (const { cells, line } of found) {
    const [from = NaN, to = NaN] = cells.map((cell) => dayOfText(cell) ?? NaN)
    const place = { file: 'data/gaps.csv', line, found: cells.join(' ') }
    if (!follows({ from, to }, gaps.at(-1), span)) {
      report({ code: 'GAP_INVALID', ...place })
      continue
    }
    gaps.push({ from, to })
    if (to - from + 1 < LONE_DAYS && !hasGaps(publication, cells[0] ?? '')) report({ code: 'GAP_TELLS', ...place })
  }
  return gaps
}

function follows({ from, to }: Gap, before: Gap | undefined, span: Book['span']): boolean {
  if (span === undefined) return false
  const least = before === undefined ? span.from : before.to + 1
  return from > least && from <= to && to < span.to
}

export type QualityLine = ProtectedQuality['rows'][number] & { readonly line: number }

const QUALITY_FILE = 'data/quality.csv'

/** Every fate of every month: of `run` those months that are closed. */
export function readQuality(
  found: SmallRows,
  { publication: { history } }: Book,
  grid: readonly DayIndex[],
  report: Report,
): readonly QualityLine[] {
  const known = new Set(grid.map((day) => periodOf('month', day)))
  const rows = found.flatMap(qualityRow)
  for (const { month, line } of rows)
    if (!known.has(month))
      report({ code: 'DATE_OUTSIDE_GRID', file: QUALITY_FILE, line, found: periodText('month', month) })
  const months = history === undefined ? [...known] : [...new Set(rows.map(({ month }) => month))].sort((a, b) => a - b)
  const due = months.flatMap((month) => FATES_OF_FEATURES.map((fate) => `${periodText('month', month)} ${fate}`))
  const given = rows.map(({ month, fate }) => `${periodText('month', month)} ${fate}`)
  const fault = faultOf(given, due)
  if (fault !== undefined) {
    const { at, ...finding } = fault
    report({ ...finding, file: QUALITY_FILE, line: rows[at]?.line ?? rows.length + 2 })
  }
  return rows
}

function qualityRow({
  cells: [monthText = '', fateText, lines = ''],
  line,
}: SmallRows[number]): readonly QualityLine[] {
  const month = periodOfText('month', monthText)
  const fate = FATES_OF_FEATURES.find((word) => word === fateText)
  if (month === undefined || fate === undefined) return []
  return [{ month, fate, lines: lines === '' ? undefined : Number(lines), line }]
}

type Fault = Pick<Finding, 'code' | 'expected'> & { readonly at: number }

function faultOf(given: readonly string[], due: readonly string[]): Fault | undefined {
  const at = Array.from({ length: Math.max(given.length, due.length) }).findIndex((_, n) => given[n] !== due[n])
  if (at < 0) return undefined
  const [key, expected] = [given[at], due[at]]
  if (key !== undefined && given.indexOf(key) < at) return { at, code: 'KEY_TWICE', expected: expected ?? NO_ROW }
  if (expected === undefined || given.includes(expected)) return { at, code: 'ROW_ORDER', expected: expected ?? NO_ROW }
  return { at, code: 'ROW_MISSING', expected }
}
