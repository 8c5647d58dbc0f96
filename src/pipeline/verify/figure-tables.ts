import type { Rows } from '../../domain/table.ts'
import type { PlacedRow } from '../../verify/index.ts'
import type { ReadEdition } from './read/read-edition.ts'

/** A table of figures with its rows, as they stand in the folder. */
export type FigureTable = NonNullable<ReadEdition['book']['sheets'][number]['table']> & {
  readonly rows: Rows<PlacedRow>
}

export function tablesOf({ book, rows }: ReadEdition): readonly FigureTable[] {
  return book.sheets.flatMap(({ table, name }) =>
    table === undefined ? [] : [{ ...table, rows: rows.get(name) ?? [] }],
  )
}
