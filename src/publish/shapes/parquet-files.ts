import { cutRecords } from '../csv.ts'
import type { Edition } from '../edition.ts'
import type { BinaryFile } from '../publication.ts'
import { parquetWriteBuffer } from 'hyparquet-writer'
import type { Language } from '../../domain/service.ts'
import { isRequired, type ColumnMeaning, type Sheet } from '../columns/column.ts'

/** Of the path or address of a CSV: that of the file beside it. */
export function parquetPath(csv: string): string {
  return csv.replace(/csv$/, 'parquet')
}

/** Each CSV once more as Parquet, beside it and under its name, where the operator wishes so. */
export function parquetFiles({ publication, tables, data }: Edition): readonly BinaryFile[] {
  if (publication.hasParquet !== true) return []
  const names = new Set(tables.map(({ spec }) => spec.name))
  return data.flatMap(({ sheet }) =>
    cutRecords(sheet, names.has(sheet.name)).map(({ name, records }) => ({
      path: `data/${name}.parquet`,
      bytes: sheetToParquet({ ...sheet, records: () => records }, publication.language),
    })),
  )
}

/** Parquet: days as DATE, figures as INT64, all else as text; hidden is null. The same sheet gives the same bytes. */
export function sheetToParquet({ columns, records }: Sheet, language: Language): Uint8Array {
  const rows = records()
  const columnData = columns.map((column, position) => ({
    name: column.name[language],
    data: rows.map((record) => cellOf(record[position] ?? '', column)),
  }))
  const bytes = parquetWriteBuffer({
    columnData,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map((column) => elementOf(column, language))],
    createdBy: 'comptage',
  })
  return new Uint8Array(bytes)
}

function cellOf(text: string, { type }: ColumnMeaning): string | bigint | Date | null {
  if (text === '') return null
  if (type === 'integer') return BigInt(text)
  return type === 'date' ? new Date(text) : text
}

function elementOf(column: ColumnMeaning, language: Language) {
  return {
    name: column.name[language],
    repetition_type: isRequired(column) ? 'REQUIRED' : 'OPTIONAL',
    ...typeOf(column),
  } as const
}

function typeOf({ type }: ColumnMeaning) {
  if (type === 'integer') return { type: 'INT64' } as const
  if (type === 'date') return { type: 'INT32', converted_type: 'DATE' } as const
  return { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const
}
