import type { Language } from '../../domain/service.ts'
import type { Sheet } from '../columns/column.ts'
import type { FolderFile } from '../publication.ts'
import { sheetToCsv } from './sheet-to-csv.ts'

/** A CSV of a sheet: all of it, or one year. */
export type Part = FolderFile & { readonly rows: number }

/** Portals preview, and spreadsheets open, tables of about this size. */
const MOST_ROWS = 50_000

/** A sheet as one CSV. */
export function wholeOf(sheet: Sheet, language: Language): Part {
  return partOf(`data/${sheet.name}.csv`, sheet, language)
}

/**
 * A table as CSV, in the order of time: past 50,000 rows one file a year. The plain name is that of the latest year, the
 * only file that still changes.
 */
export function partsOf(sheet: Sheet, language: Language): readonly Part[] {
  if (sheet.records.length <= MOST_ROWS) return [wholeOf(sheet, language)]
  const years = [...recordsByYear(sheet)]
  return years.map(([year, records], position) => {
    const path = position === years.length - 1 ? `data/${sheet.name}.csv` : `data/${sheet.name}-${year}.csv`
    return partOf(path, { ...sheet, records }, language)
  })
}

// The first column is the period, and each begins with its year: 2026-W09. Rows are sorted by it.
function recordsByYear({ records }: Sheet): ReadonlyMap<string, Sheet['records']> {
  const years = new Map<string, (readonly string[])[]>()
  for (const record of records) {
    const year = record[0]?.slice(0, 4) ?? ''
    const there = years.get(year)
    if (there === undefined) years.set(year, [record])
    else there.push(record)
  }
  return years
}

function partOf(path: string, sheet: Sheet, language: Language): Part {
  return { path, text: sheetToCsv(sheet, language), rows: sheet.records.length }
}
