import type { ProtectedTable, TableSpec } from '../../domain/table.ts'
import { tableSheet } from '../columns/table-sheet.ts'
import { sheetToCsv } from '../csv.ts'
import { refuseUnsealed, type IsSealed, type Publication } from '../publication.ts'
import type { Language } from '../../domain/service.ts'
import { typedCell, type Sheet } from '../columns/column.ts'
import { refuseWithoutUses, schemaImpact } from './schema-impact.ts'
import { writeSqlite, type LoadSqlite } from './write-sqlite.ts'
import { sheetToParquet } from './parquet-files.ts'

/** In which a table can be handed out; the dataset folders hold CSV. */
export const SHAPES = ['csv', 'ndjson', 'parquet', 'sqlite', 'schema-impact'] as const
export type TableShape = (typeof SHAPES)[number]

/**
 * One table of a publication in another shape, with the same names and figures. Throws at a table that `protect` did not
 * make.
 *
 * @throws ProblemError SQLITE_MISSING, or SHAPE_NEEDS_USES where the shape has no place for the table
 */
export async function tableAs(
  shape: TableShape,
  table: ProtectedTable,
  publication: Publication,
  isSealed: IsSealed,
  loadSqlite: LoadSqlite,
): Promise<string | Uint8Array> {
  refuseUnsealed(isSealed, table)
  const sheet = tableSheet(table)
  const { language } = publication
  switch (shape) {
    case 'csv':
      return sheetToCsv(sheet, language)
    case 'ndjson':
      return sheetToNdjson(sheet, language)
    case 'parquet':
      return sheetToParquet(sheet, language)
    case 'sqlite':
      return writeSqlite(sheet, language, loadSqlite)
    case 'schema-impact':
      return schemaImpact(table, publication)
  }
}

/**
 * Refuses a shape that this table cannot have, or this machine cannot make, before there is a table.
 *
 * @throws ProblemError SQLITE_MISSING, SHAPE_NEEDS_USES
 */
export async function refuseShape(shape: TableShape, spec: TableSpec, loadSqlite: LoadSqlite): Promise<void> {
  if (shape === 'sqlite') await loadSqlite()
  if (shape === 'schema-impact') refuseWithoutUses(spec)
}

/** One JSON object a row and line, by the names of the CSV's header; hidden is null. */
function sheetToNdjson({ columns, records }: Sheet, language: Language): string {
  const lines = records().map((record) => {
    const entries = columns.map((column, position) => [
      column.name[language],
      typedCell(record[position] ?? '', column),
    ])
    return `${JSON.stringify(Object.fromEntries(entries))}\n`
  })
  return lines.join('')
}
