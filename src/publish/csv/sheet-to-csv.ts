import { stringify } from 'csv-stringify/sync'
import type { Language } from '../../domain/service.ts'
import type { Sheet } from '../columns/column.ts'

/** UTF-8, comma, LF also after the last row, one header row, quotes only where RFC 4180 needs them. */
export function sheetToCsv({ columns, records }: Sheet, language: Language): string {
  const header = columns.map((column) => column.name[language])
  // Records are arrays of texts, one a column, by construction: csv-stringify cuts or shifts others without a word.
  return stringify(
    records().map((record) => [...record]),
    { header: true, columns: header, record_delimiter: '\n' },
  )
}
