import { periodOfText } from '../../domain/calendar.ts'
import type { Report } from '../../domain/finding.ts'
import type { ProtectedRow } from '../../domain/table.ts'
import type { Published } from '../folder/open-published.ts'
import type { ColumnRule } from './column-rule.ts'
import { followRows } from './follow-rows.ts'
import { readSheet } from './read-sheet.ts'
import type { TableRule } from './table-rule.ts'

/** A table of figures as it was read. */
export type ReadTable = {
  readonly rows: readonly PlacedRow[]
  /** By file, right or wrong. */
  readonly rowsOf: ReadonlyMap<string, number>
}

/** A row, and where it stands. */
export type PlacedRow = ProtectedRow & { readonly file: string; readonly line: number }

/** 200 features over ten years of days are 730,000: a table of more is read for its form alone. */
const MOST_ROWS = 4_000_000

/** Reads a table of figures from its files, in the order of time. */
export function readTable(
  published: Published,
  files: readonly string[],
  columns: readonly ColumnRule[],
  rule: TableRule,
  report: Report,
): ReadTable {
  const follower = followRows(rule, report)
  const rows: PlacedRow[] = []
  const rowsOf = new Map<string, number>()
  const firstMeasure = columns.length - rule.measures
  let remembered: { text: string; period: ReturnType<typeof periodOfText> } = { text: '', period: undefined }
  // Rows by the million share their words.
  const known = new Map<string, readonly string[]>()

  function take(file: string, cells: readonly string[], line: number): void {
    const [text = '', feature = ''] = cells
    if (text !== remembered.text) remembered = { text, period: periodOfText(rule.kind, text) }
    const { period } = remembered
    if (period === undefined) return
    const categories = shared(cells.slice(2, firstMeasure))
    const place = { file, line, period, feature, categories }
    if (!follower.follow(place) || rows.length === MOST_ROWS) return
    rows.push({ ...place, counts: cells.slice(firstMeasure).map((cell) => (cell === '' ? undefined : Number(cell))) })
  }

  function shared(words: readonly string[]): readonly string[] {
    const key = words.join(',')
    const there = known.get(key) ?? words
    known.set(key, there)
    return there
  }

  for (const file of files)
    rowsOf.set(
      file,
      readSheet(published, file, columns, (cells, line) => take(file, cells, line), report),
    )
  follower.end(files.at(-1) ?? '')
  if (rows.length === MOST_ROWS)
    report({ code: 'TABLE_TOO_LARGE', file: files.at(-1) ?? '', expected: `at most ${MOST_ROWS} rows` })
  return { rows, rowsOf }
}
