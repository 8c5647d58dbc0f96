import { cutRecords } from '../csv.ts'
import type { Edition } from '../edition.ts'
import type { BinaryFile } from '../publication.ts'
import { sheetToParquet } from './sheet-to-parquet.ts'

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
