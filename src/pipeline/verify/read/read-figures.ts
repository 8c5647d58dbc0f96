import { BESIDE_TABLES, type BesideTables } from '../../../domain/change.ts'
import { recordOf } from '../../../domain/dictionary.ts'
import type { Report } from '../../../domain/finding.ts'
import type { Rows } from '../../../domain/table.ts'
import { gridOutsideGaps, type BookSheet, type PartFacts } from '../../../publish/index.ts'
import { mostRowsOf, readSheet, readTable, tooMany, type PlacedRow } from '../../../verify/index.ts'
import type { ReadEdition } from './read-edition.ts'
import { compareRecords, readGaps, readQuality } from './read-small-sheets.ts'
import { columnRules, tableRule } from './rules-of.ts'

/** 200 features over ten years of days are 730,000, and each takes 44 bytes; what a folder has beyond is read for its form alone. */
const MOST_ROWS = 8_000_000
/** 300 years of months have 40,000 rows of fates. */
const MOST_SMALL_ROWS = 100_000

type Opened = Pick<ReadEdition, 'published' | 'description' | 'book'>

/** Reads the CSVs of a folder, and holds each row to what its table should have. */
export function readFigures(opened: Opened, report: Report): ReadEdition {
  const { published, book } = opened
  const parts = new Map<string, readonly PartFacts[]>()
  const rows = new Map<string, Rows<PlacedRow>>()
  const filesOf = (sheet: BookSheet) => {
    const files = csvsOf(sheet, published.paths)
    if (files.length === 0) report({ code: 'FILE_MISSING', file: `data/${sheet.name}.csv` })
    return files
  }
  const keep = (sheet: BookSheet, rowsOf: ReadonlyMap<string, number>) =>
    parts.set(
      sheet.name,
      [...rowsOf].flatMap(([path, count]) => {
        const facts = published.facts(path)
        return facts === undefined ? [] : [{ path, rows: count, ...facts }]
      }),
    )
  /** The rows of a small sheet. */
  const readSmall = (name: BesideTables) => {
    const found: { readonly cells: readonly string[]; readonly line: number }[] = []
    const sheet = book.sheets.find((one) => one.name === name)
    const [file] = sheet === undefined ? [] : filesOf(sheet)
    if (sheet === undefined || file === undefined) return found
    const take = (cells: readonly string[], line: number) => {
      if (found.length < MOST_SMALL_ROWS) found.push({ cells, line })
    }
    const count = readSheet(published, file, columnRules(sheet, book), take, report)
    if (count > MOST_SMALL_ROWS) report({ file, ...tooMany(count, MOST_SMALL_ROWS) })
    keep(sheet, new Map([[file, count]]))
    if (sheet.records !== undefined) compareRecords(sheet.columns, sheet.records, file, found, report)
    return found
  }

  const small = recordOf(BESIDE_TABLES, (_, name) => readSmall(name))
  const grid = gridOutsideGaps(book.span, readGaps(small.gaps, book, report))
  let room = MOST_ROWS
  for (const sheet of book.sheets) {
    if (sheet.table === undefined) continue
    const rule = tableRule(sheet.table, book, grid)
    const files = { files: filesOf(sheet), columns: columnRules(sheet, book) }
    const read = readTable(published, files, rule, room, report)
    room -= Math.min(room, mostRowsOf(rule))
    rows.set(sheet.name, read.rows)
    keep(sheet, read.rowsOf)
  }
  const quality = readQuality(small.quality, book, grid, report)
  return { ...opened, grid, rows, quality, parts }
}

/** In the order of time: years, then the plain name. */
function csvsOf({ name, table }: BookSheet, paths: readonly string[]): readonly string[] {
  const plain = `data/${name}.csv`
  const years = new RegExp(`^data/${name}-[0-9]{4}\\.csv$`)
  return [
    ...(table === undefined ? [] : paths.filter((path) => years.test(path))),
    ...paths.filter((path) => path === plain),
  ]
}
