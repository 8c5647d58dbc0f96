import type { Language } from '../../domain/service.ts'
import { typedCell, type Sheet } from '../columns/column.ts'

/** One JSON object a row and line, by the names of the CSV's header; hidden is null. */
export function sheetToNdjson({ columns, records }: Sheet, language: Language): string {
  const lines = records().map((record) => {
    const entries = columns.map((column, position) => [
      column.name[language],
      typedCell(record[position] ?? '', column),
    ])
    return `${JSON.stringify(Object.fromEntries(entries))}\n`
  })
  return lines.join('')
}
