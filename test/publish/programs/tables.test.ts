import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { dayText } from '../../../src/domain/calendar.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import type { TableSpec } from '../../../src/domain/table.ts'
import { isSealed } from '../../../src/protect/index.ts'
import { renderFolders } from '../../../src/publish/index.ts'
import { checkProperty } from '../../properties/check-property.ts'
import { DAY_FEATURE } from '../example-publication.ts'
import { day, feature, MONTH_DEVICE, MONTH_FEATURE, publicationOf, type Sample } from '../page/sample-services.ts'

const SPECS: readonly (readonly TableSpec[])[] = [
  [DAY_FEATURE, MONTH_FEATURE],
  [DAY_FEATURE, MONTH_FEATURE, MONTH_DEVICE],
  [{ ...DAY_FEATURE, name: 'week-feature', period: 'week' }],
  [{ ...MONTH_FEATURE, protection: { level: 'exact' } }],
  [
    {
      ...MONTH_FEATURE,
      measures: ['requests'],
      protection: { level: 'cell-key', k: 11, views: 1, variance: 4, reach: 11 },
    },
  ],
]

/** Services of few and many uses, with days without a line, in either language, protected or not. */
const sample: fc.Arbitrary<Sample> = fc
  .record({
    means: fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4000 })), {
      minLength: 1,
      maxLength: 4,
    }),
    days: fc.integer({ min: 1, max: 150 }),
    gap: fc.integer({ min: 5, max: 40 }),
    language: fc.constantFrom('fr', 'en'),
    specs: fc.constantFrom(...SPECS),
  })
  .map(({ means, days, gap, language, specs }) => ({
    features: means.map((_, position) =>
      feature(`f${position}`, { title: { fr: `Été; n°${position}`, en: `No "${position}", summer` } }),
    ),
    first: '2025-10-20',
    last: dayText(indexOf<'day'>(day('2025-10-20') + days)),
    uses: (position, date) => Math.round(means[position]! * (1 + ((date * 7 + position) % 5) / 5)),
    isGap: (date) => date % gap === 3,
    specs,
    change: { language, hasParquet: true },
  }))

type Rows = readonly (readonly string[])[]

describe('the other forms of a dataset', () => {
  it('hold every figure of the CSVs, and no other', async () => {
    await checkProperty(
      fc.asyncProperty(sample, async (made) => {
        for (const { files, binaries = [] } of renderFolders(publicationOf(made), isSealed)) {
          const tables = new Map(
            files
              .filter(({ path }) => /^data\/.*\.csv$/.test(path))
              .map(({ path, text }): [string, Rows] => [path, parse(text)]),
          )
          const wide = files.find(({ path }) => /^(?:tableur|spreadsheet)-/.test(path))
          if (wide !== undefined)
            expect(
              figuresOfWide(parse(wide.text, { bom: true, delimiter: wide.path.startsWith('t') ? ';' : ',' })),
            ).toEqual(
              figuresOfLong(
                tables.get(
                  `data/${wide.path.includes('semaine') || wide.path.includes('week') ? 'week' : 'month'}-feature.csv`,
                )!,
              ),
            )
          expect(binaries.map(({ path }) => path.replace('parquet', 'csv'))).toEqual([...tables.keys()])
          for (const { path, bytes } of binaries) {
            const [header = [], ...rows] = tables.get(path.replace('parquet', 'csv'))!
            const read = await parquetReadObjects({ file: new Uint8Array(bytes).buffer })
            expect(read.map((row) => header.map((name) => textOf(row[name])))).toEqual(rows)
          }
        }
      }),
      25,
    )
  })
})

/** Of each feature and measure, the figures in the order of time, hidden ones empty. */
function figuresOfLong([header = [], ...rows]: Rows): readonly string[] {
  return header.slice(2).flatMap((_, measure) =>
    [...new Set(rows.map((row) => row[1]!))].sort().map((id) =>
      rows
        .filter((row) => row[1] === id)
        .map((row) => row[measure + 2])
        .join(' '),
    ),
  )
}

function figuresOfWide([, ...rows]: Rows): readonly string[] {
  return rows.map((row) => row.slice(2).join(' '))
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
}
