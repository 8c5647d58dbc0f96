import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { DIMENSIONS, MEASURES, PERIOD_KINDS, indexOf } from '../../src/domain/dictionary.ts'
import type { ProtectedTable, TableSpec } from '../../src/domain/table.ts'
import { isSealed } from '../../src/protect/index.ts'
import { tableAs } from '../../src/publish/index.ts'
import { loadSqlite } from '../../src/state/index.ts'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from './example-publication.ts'

const PUBLICATION = examplePublication({}, [DAY_FEATURE, MONTH_DEVICE])
const [dayFeature, monthDevice] = PUBLICATION.tables

async function csvOf(table: ProtectedTable, language: 'fr' | 'en', sealed = isSealed): Promise<string> {
  return String(await tableAs('csv', table, { ...PUBLICATION, language }, sealed, loadSqlite))
}

describe('a table as CSV', () => {
  it('writes a hidden figure as nothing, and header words in French', async () => {
    expect(await csvOf(dayFeature!, 'fr')).toBe(
      `jour,fonctionnalite,requetes,entrees,erreurs
2026-03-01,api-calcul,1280,1204,
2026-03-01,dossier,342,57,14
2026-03-01,simulateur,,,
2026-03-02,api-calcul,1315,1250,12
2026-03-02,dossier,401,66,
2026-03-02,simulateur,25,14,
2026-03-05,api-calcul,1290,1200,11
2026-03-05,dossier,12,,
2026-03-05,simulateur,,,
`,
    )
  })

  it('writes header words in English, and a true zero of an exact table', async () => {
    const lines = (await csvOf(monthDevice!, 'en')).split('\n')
    expect(lines[0]).toBe('month,feature,device,requests,bytes')
    expect(lines).toContain('2026-03,simulateur,desktop,0,1')
    expect(lines).toHaveLength(1 + 3 * 7 + 1)
  })

  it.each([
    { table: dayFeature!, why: 'threshold' },
    { table: monthDevice!, why: 'exact, with a dimension' },
  ])('is read back equal by another library: $why', async ({ table }) => {
    const [, ...records] = parse(await csvOf(table, 'fr'))
    expect(records.map((record) => record.slice(1))).toEqual(
      table.rows.map((row) => [row.feature, ...row.categories, ...row.counts.map((count) => String(count ?? ''))]),
    )
  })

  it('names every period, dimension and measure, in both languages', async () => {
    const all = PERIOD_KINDS.flatMap((period) =>
      (['fr', 'en'] as const).map((language) => {
        const table = emptyTable({ ...MONTH_DEVICE, period, dimensions: DIMENSIONS, measures: MEASURES })
        return csvOf(table, language, () => true)
      }),
    )
    const headers = await Promise.all(all)
    const french =
      'fonctionnalite,terminal,navigateur,systeme,classe_statut,methode,client,provenance,heure,fonctionnalite_precedente,requetes,entrees,erreurs,octets,duree_p50,duree_p95\n'
    const english =
      'feature,device,browser,os,status_class,method,client,referrer,hour,from_feature,requests,entries,errors,bytes,duration_p50,duration_p95\n'
    expect(headers).toEqual([
      `jour,${french}`,
      `day,${english}`,
      `semaine,${french}`,
      `week,${english}`,
      `mois,${french}`,
      `month,${english}`,
      `trimestre,${french}`,
      `quarter,${english}`,
      `annee,${french}`,
      `year,${english}`,
    ])
  })

  it('refuses a copy of a sealed table, which has the type but not the seal', async () => {
    await expect(csvOf({ ...dayFeature! }, 'fr')).rejects.toThrow(TypeError)
  })

  it.each([
    { row: { categories: [], counts: [12, 12] }, why: 'a figure is missing' },
    { row: { categories: ['mobile'], counts: [12, 12, 12] }, why: 'a category too many' },
  ])('refuses a ragged row, which the CSV library would shift or cut: $why', async ({ row }) => {
    const rows = [{ period: indexOf<'period'>(1), feature: 'dossier', ...row }]
    await expect(csvOf({ ...dayFeature!, rows }, 'fr', () => true)).rejects.toThrow(RangeError)
  })
})

function emptyTable(spec: TableSpec): ProtectedTable {
  return { ...dayFeature!, spec, categories: spec.dimensions.map(() => []), rows: [] }
}
