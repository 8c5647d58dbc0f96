import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { daysFrom, periodOf } from '../../src/domain/calendar.ts'
import { isSealed } from '../../src/protect/index.ts'
import { editionOf } from '../../src/publish/edition.ts'
import { renderFolders, writeFolders, type Folder } from '../../src/publish/index.ts'
import { parquetFiles } from '../../src/publish/shapes/parquet-files.ts'
import { day, DAY_FEATURE, examplePublication, MONTH_DEVICE } from './example-publication.ts'
import { askDuckDb } from './standards/duckdb.ts'

const root = mkdtempSync(join(tmpdir(), 'parquet-'))
afterAll(() => rmSync(root, { recursive: true }))

async function written(name: string, ...folders: readonly Folder[]): Promise<string> {
  await writeFolders(folders, join(root, name), '0.1.0')
  return join(root, name)
}

describe('the Parquet files of a folder', () => {
  it('hold what the CSV beside each holds, as DuckDB reads them: figures as numbers, days as dates, hidden as null', async () => {
    const folders = renderFolders(examplePublication({ hasParquet: true }, [DAY_FEATURE, MONTH_DEVICE]), isSealed)
    const output = await written('both', ...folders)
    for (const { name, files, binaries } of folders) {
      const csvs = files.filter(({ path }) => /^data\/.*\.csv$/.test(path)).map(({ path }) => path)
      expect(binaries!.map(({ path }) => path)).toEqual(csvs.map((path) => path.replace('csv', 'parquet')))
      for (const path of csvs) {
        const [csv, parquet] = [
          `read_csv('${path}', all_varchar = true)`,
          `read_parquet('${path.replace('csv', 'parquet')}')`,
        ]
        const asTexts = `SELECT columns(*)::VARCHAR FROM ${parquet}`
        const folder = join(output, name)
        expect([path, await askDuckDb(asTexts, folder)]).toEqual([path, await askDuckDb(`FROM ${csv}`, folder)])
      }
    }
    const types = await askDuckDb(
      `SELECT column_name, column_type, "null" FROM (DESCRIBE FROM 'data/day-feature.parquet')`,
      join(output, 'mes-demarches'),
    )
    expect(types).toEqual([
      ['jour', 'DATE', 'YES'],
      ['fonctionnalite', 'VARCHAR', 'YES'],
      ['requetes', 'BIGINT', 'YES'],
      ['entrees', 'BIGINT', 'YES'],
      ['erreurs', 'BIGINT', 'YES'],
    ])
  })

  it('are one a year where the CSVs are, which read as one table', async () => {
    const publication = examplePublication({ hasParquet: true })
    const days = daysFrom(day('2024-01-01'), day('2026-03-05'))
    const features = Array.from({ length: 70 }, (_, n) => ({ ...publication.features[0]!, id: `f${n}` }))
    const rows = days.flatMap((date) =>
      features.map(({ id }, n) => ({
        period: periodOf('day', date),
        feature: id,
        categories: [],
        counts: [n + 11, undefined, 12],
      })),
    )
    const edition = editionOf({ ...publication, features, tables: [{ ...publication.tables[0]!, rows }] }, 'summary')
    const binaries = parquetFiles(edition)
    const output = await written('years', {
      name: 'years',
      files: edition.data.flatMap(({ parts }) => parts),
      binaries,
    })
    const sums = (files: string) => askDuckDb(`SELECT count(*), sum(requetes) FROM '${files}'`, join(output, 'years'))
    for (const files of ['day-feature*', 'day-feature-2024', 'day-feature-2025', 'day-feature'])
      expect([files, await sums(`data/${files}.parquet`)]).toEqual([files, await sums(`data/${files}.csv`)])
  })

  it('leave a measure empty where an exact table did not have it yet', async () => {
    const publication = examplePublication({ hasParquet: true })
    const [table] = publication.tables
    const spec = { ...DAY_FEATURE, protection: { level: 'exact' } } as const
    const rows = ['2026-03-01', '2026-03-02'].map((date, later) => ({
      period: periodOf('day', day(date)),
      feature: 'dossier',
      categories: [],
      counts: [12, later === 1 ? 7 : undefined, 1],
    }))
    const edition = editionOf({ ...publication, tables: [{ ...table!, spec, rows }] }, 'summary')
    const binaries = parquetFiles(edition)
    const output = await written('lacking', { name: 'lacking', files: [], binaries })
    const all = `SELECT requetes, entrees, erreurs FROM 'data/day-feature.parquet'`
    expect(await askDuckDb(all, join(output, 'lacking'))).toEqual([
      ['12', null, '1'],
      ['12', '7', '1'],
    ])
    const required = `SELECT name FROM parquet_schema('data/day-feature.parquet') WHERE repetition_type = 'REQUIRED' AND type IS NOT NULL`
    expect(await askDuckDb(required, join(output, 'lacking'))).toEqual([
      ['jour'],
      ['fonctionnalite'],
      ['requetes'],
      ['erreurs'],
    ])
  })

  it('are the same bytes each time, and none unless asked for', () => {
    const publication = examplePublication({ hasParquet: true })
    expect(renderFolders(publication, isSealed)).toEqual(renderFolders(publication, isSealed))
    expect(renderFolders(examplePublication(), isSealed)[0]!.binaries).toEqual([])
  })
})
