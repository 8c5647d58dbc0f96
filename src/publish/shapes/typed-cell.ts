import type { ColumnMeaning } from '../columns/column.ts'

/** A cell of a CSV as a value: numbers are numbers, and an empty cell, which no key has, is null. */
export function typedCell(text: string, { type }: ColumnMeaning): string | number | null {
  if (text === '') return null
  return type === 'integer' ? Number(text) : text
}
