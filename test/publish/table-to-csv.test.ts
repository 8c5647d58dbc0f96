import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { DIMENSIONS, MEASURES, PERIOD_KINDS, indexOf } from '../../src/domain/dictionary.ts'
import type { ProtectedTable, TableSpec } from '../../src/domain/table.ts'
import { isSealed } from '../../src/protect/index.ts'
import { tableToCsv } from '../../src/publish/index.ts'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from './example-publication.ts'

const [dayFeature, monthDevice] = examplePublication({}, [DAY_FEATURE, MONTH_DEVICE]).tables

describe('tableToCsv', () => {
  it('writes a hidden figure as nothing, and header words in French', () => {
    expect(tableToCsv(dayFeature!, 'fr', isSealed)).toBe(
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

  it('writes header words in English, and a true zero of an exact table', () => {
    const lines = tableToCsv(monthDevice!, 'en', isSealed).split('\n')
    expect(lines[0]).toBe('month,feature,device,requests,bytes')
    expect(lines).toContain('2026-03,simulateur,desktop,0,1')
    expect(lines).toHaveLength(1 + 3 * 7 + 1)
  })

  it.each([
    { table: dayFeature!, why: 'threshold' },
    { table: monthDevice!, why: 'exact, with a dimension' },
  ])('is read back equal by another library: $why', ({ table }) => {
    const [, ...records] = parse(tableToCsv(table, 'fr', isSealed))
    expect(records.map((record) => record.slice(1))).toEqual(
      table.rows.map((row) => [row.feature, ...row.categories, ...row.counts.map((count) => String(count ?? ''))]),
    )
  })

  it('names every period, dimension and measure, in both languages', () => {
    const headers = PERIOD_KINDS.flatMap((period) =>
      (['fr', 'en'] as const).map((language) =>
        tableToCsv(
          emptyTable({ ...MONTH_DEVICE, period, dimensions: DIMENSIONS, measures: MEASURES }),
          language,
          () => true,
        ),
      ),
    )
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

  it('refuses a copy of a sealed table, which has the type but not the seal', () => {
    expect(() => tableToCsv({ ...dayFeature! }, 'fr', isSealed)).toThrow(TypeError)
  })

  it.each([
    { row: { categories: [], counts: [12, 12] }, why: 'a figure is missing' },
    { row: { categories: ['mobile'], counts: [12, 12, 12] }, why: 'a category too many' },
  ])('refuses a ragged row, which the CSV library would shift or cut: $why', ({ row }) => {
    const rows = [{ period: indexOf<'period'>(1), feature: 'dossier', ...row }]
    expect(() => tableToCsv({ ...dayFeature!, rows }, 'fr', () => true)).toThrow(RangeError)
  })
})

function emptyTable(spec: TableSpec): ProtectedTable {
  return { ...dayFeature!, spec, categories: spec.dimensions.map(() => []), rows: [] }
}
