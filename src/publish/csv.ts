import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import { groupBy } from '../domain/group-by.ts'
import type { Language } from '../domain/service.ts'
import type { Sheet } from './columns/column.ts'

/** UTF-8, comma, LF also after the last row, one header row, quotes only where RFC 4180 needs them. */
export function sheetToCsv({ columns, records }: Sheet, language: Language): string {
  const header = columns.map((column) => column.name[language])
  // Records are arrays of texts, one a column, by construction: csv-stringify cuts or shifts others without a word.
  return stringify(
    records().map((record) => [...record]),
    { header: true, columns: header, record_delimiter: '\n' },
  )
}

/** What the other files say of a CSV of a sheet: all of it, or one year. */
export type PartFacts = {
  /** Relative to the folder. */
  readonly path: string
  readonly rows: number
  readonly bytes: number
  /** SHA-256, hexadecimal. */
  readonly sha256: string
}

export type CsvPart = PartFacts & { readonly text: string }

/** Portals preview, and spreadsheets open, tables of about this size. */
export const MOST_ROWS = 50_000

/** The CSVs of a sheet. @param isTable of figures, which is cut when it is large */
export function csvPartsOf(sheet: Sheet, isTable: boolean, language: Language): readonly CsvPart[] {
  return cutRecords(sheet, isTable).map(({ name, records }) => {
    const text = sheetToCsv({ ...sheet, records: () => records }, language)
    return {
      path: `data/${name}.csv`,
      text,
      rows: records.length,
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    }
  })
}

/**
 * The records of each file of a sheet, in the order of time: of a table past 50,000 rows one file a year. The plain name is that of
 * the latest year, the only file that still changes.
 */
export function cutRecords(
  sheet: Sheet,
  isTable: boolean,
): readonly { readonly name: string; readonly records: Records }[] {
  const all = sheet.records()
  if (!isTable || all.length <= MOST_ROWS) return [{ name: sheet.name, records: all }]
  // The first column is the period, and each begins with its year: 2026-W09. Rows are sorted by it.
  const years = [...groupBy(all, (record) => record[0]?.slice(0, 4) ?? '')]
  return years.map(([year, records], position) => ({
    name: position === years.length - 1 ? sheet.name : `${sheet.name}-${year}`,
    records,
  }))
}

type Records = ReturnType<Sheet['records']>
