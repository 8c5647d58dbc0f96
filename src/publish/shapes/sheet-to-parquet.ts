import { parquetWriteBuffer } from 'hyparquet-writer'
import type { Language } from '../../domain/service.ts'
import type { ColumnMeaning, Sheet } from '../columns/column.ts'

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
  const { isKey, constraints } = column
  const isRequired = isKey === true || constraints?.required === true
  return {
    name: column.name[language],
    repetition_type: isRequired ? 'REQUIRED' : 'OPTIONAL',
    ...typeOf(column),
  } as const
}

function typeOf({ type }: ColumnMeaning) {
  if (type === 'integer') return { type: 'INT64' } as const
  if (type === 'date') return { type: 'INT32', converted_type: 'DATE' } as const
  return { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const
}
