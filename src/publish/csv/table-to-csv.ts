import type { Language } from '../../domain/service.ts'
import type { ProtectedTable } from '../../domain/table.ts'
import { tableSheet } from '../columns/table-sheet.ts'
import type { IsSealed } from '../publication.ts'
import { refuseUnsealed } from '../refuse-unsealed.ts'
import { sheetToCsv } from './sheet-to-csv.ts'

/** One protected table as CSV, header words in `language`; hidden is empty. Throws at a table that `protect` did not make. */
export function tableToCsv(table: ProtectedTable, language: Language, isSealed: IsSealed): string {
  refuseUnsealed(isSealed, table)
  return sheetToCsv(tableSheet(table), language)
}
