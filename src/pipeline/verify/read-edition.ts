import type { DayIndex } from '../../domain/calendar.ts'
import type { Report } from '../../domain/finding.ts'
import { gridOf, isOurName, openBook, type Book, type BookSheet, type PartFacts } from '../../publish/index.ts'
import {
  openPublished,
  parseJson,
  readSheet,
  readTable,
  readText,
  type PlacedRow,
  type Published,
} from '../../verify/index.ts'
import { codeOfWrong } from './code-of-wrong.ts'
import { compareRecords, readGaps, readQuality, type QualityRow } from './read-small-sheets.ts'
import { columnRules, tableRule } from './rules-of.ts'

/** A published folder, read as far as it can be. */
export type ReadEdition = {
  readonly published: Published
  /** Text of `datapackage.json`. */
  readonly description: string
  readonly book: Book
  readonly grid: readonly DayIndex[]
  readonly rows: ReadonlyMap<string, readonly PlacedRow[]>
  readonly quality: readonly QualityRow[]
  readonly parts: ReadonlyMap<string, readonly PartFacts[]>
}

export const DESCRIPTION_FILE = 'datapackage.json'

/** Opens a folder and reads its description; undefined, and findings, where that is none of ours. */
export function openEdition(
  root: string,
  report: Report,
): Pick<ReadEdition, 'published' | 'description'> & { readonly book: Book | undefined } {
  const published = openPublished(root, isOurName, report)
  const description = published.paths.includes(DESCRIPTION_FILE)
    ? (readText(published, DESCRIPTION_FILE, report) ?? '')
    : ''
  const json = description === '' ? undefined : parseJson(DESCRIPTION_FILE, description, report)
  if (json === undefined) return { published, description, book: undefined }
  const book = openBook(json)
  if (!('wrong' in book)) return { published, description, book }
  for (const place of book.wrong) report({ code: codeOfWrong(place), file: DESCRIPTION_FILE, field: place })
  return { published, description, book: undefined }
}

/** Reads the CSVs of a folder, and holds each row to what its table should have. */
export function readFigures(
  { published, description, book }: Pick<ReadEdition, 'published' | 'description' | 'book'>,
  report: Report,
): ReadEdition {
  const parts = new Map<string, readonly PartFacts[]>()
  const rows = new Map<string, readonly PlacedRow[]>()
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
  const readSmall = (name: string) => {
    const found: { readonly cells: readonly string[]; readonly line: number }[] = []
    const sheet = book.sheets.find((one) => one.name === name)
    const [file] = sheet === undefined ? [] : filesOf(sheet)
    if (sheet === undefined || file === undefined) return found
    const count = readSheet(
      published,
      file,
      columnRules(sheet, book),
      (cells, line) => found.push({ cells, line }),
      report,
    )
    keep(sheet, new Map([[file, count]]))
    if (sheet.records !== undefined) compareRecords(sheet.columns, sheet.records, file, found, report)
    return found
  }

  const gaps = readGaps(readSmall('gaps'), book.span, report)
  const grid = gridOf(book.span, gaps)
  readSmall('features')
  readSmall('breaks')
  for (const sheet of book.sheets) {
    if (sheet.table === undefined) continue
    const read = readTable(
      published,
      filesOf(sheet),
      columnRules(sheet, book),
      tableRule(sheet.table, book, grid),
      report,
    )
    rows.set(sheet.name, read.rows)
    keep(sheet, read.rowsOf)
  }
  const quality = readQuality(readSmall('quality'), book, grid, report)
  return { published, description, book, grid, rows, quality, parts }
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
