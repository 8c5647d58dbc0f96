import type { ProtectedTable } from '../../domain/table.ts'
import { tableSheet } from '../columns/table-sheet.ts'
import { sheetToCsv } from '../csv/sheet-to-csv.ts'
import type { IsSealed, Publication } from '../publication.ts'
import { refuseUnsealed } from '../refuse-unsealed.ts'
import { schemaImpact } from './schema-impact.ts'
import type { Shape } from './shape.ts'
import { sheetToNdjson } from './sheet-to-ndjson.ts'
import { sheetToParquet } from './sheet-to-parquet.ts'
import { writeSqlite } from './write-sqlite.ts'

/**
 * One table of a publication in another shape, with the same names and figures. Throws at a table that `protect` did not
 * make.
 *
 * @throws ProblemError SQLITE_MISSING, or SHAPE_NEEDS_USES where the shape has no place for the table
 */
export async function tableAs(
  shape: Shape,
  table: ProtectedTable,
  publication: Publication,
  isSealed: IsSealed,
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
      return writeSqlite(sheet, language)
    case 'schema-impact':
      return schemaImpact(table, publication)
  }
}
