import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { DIMENSIONS, MEASURES, PERIOD_KINDS } from '../../src/domain/dictionary.ts'
import { dimensionColumn } from '../../src/publish/columns/dimension-columns.ts'
import { measureColumn } from '../../src/publish/columns/measure-columns.ts'
import { PERIOD_COLUMNS } from '../../src/publish/columns/period-columns.ts'
import { DAY_FEATURE } from './example-publication.ts'

/*
 * docs/privacy.md says of everything that is published what bounds it, and which test shows it. A column or a file that is
 * new has no row yet, and fails here.
 */
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const PAGE = readFileSync(at('docs/privacy.md'), 'utf8')

const ROWS = PAGE.slice(PAGE.indexOf('## What is published, and what bounds it'))
  .split('\n\n')
  .find((block) => block.startsWith('| what is published'))!
  .split('\n')
  .slice(2)
  .map((line) => line.slice(2, -2).split(' | '))
const TOLD = new Set(ROWS.flatMap(([what = '']) => namesIn(what)))

function namesIn(cell: string): readonly string[] {
  return cell.split('`').filter((_, i) => i % 2 === 1)
}

/** Whatever the example services publish: their paths. */
const FILES = readdirSync(at('fixtures'))
  .map((name) => at(`fixtures/${name}/expected`))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name))

/** Those of a folder in French have other names for the same columns. */
const ENGLISH_TABLES = FILES.filter((path) => extname(path) === '.csv' && basename(dirname(path)) === 'data').filter(
  (path) => headerOf(join(dirname(path), 'features.csv')).includes('feature'),
)

const LICENCES = new Set(readdirSync(at('licences')))
const OURS = new Set(['features.csv', 'quality.csv', 'gaps.csv', 'breaks.csv'])

/** A table of a service is called as it likes, and so are its files; its columns are what has rows. */
function kindOf(path: string): string {
  const [folder, name] = [basename(dirname(path)), basename(path)]
  if (name.endsWith('.csv-metadata.json')) return '*.csv-metadata.json'
  if (name.endsWith('.csv.license')) return '*.license'
  if (folder === 'LICENSES' && LICENCES.has(name)) return 'LICENSES'
  if (/^(?:tableur|spreadsheet)-.+\.csv$/.test(name)) return 'tableur-mois.csv'
  if (folder === 'badge' || folder === 'embed') return `${folder}/*`
  return folder === 'data' && extname(name) === '.csv' && !OURS.has(name) ? TABLE : name
}
const TABLE = 'a table'

describe('what is published', () => {
  it.each([
    ...PERIOD_KINDS.map((kind) => PERIOD_COLUMNS[kind].name.en),
    ...MEASURES.map((measure) => measureColumn(measure, DAY_FEATURE).name.en),
    ...DIMENSIONS.map((dimension) => dimensionColumn(dimension, []).name.en),
    ...new Set(ENGLISH_TABLES.flatMap(headerOf)),
  ])('the column %s has a row', (column) => {
    expect(TOLD).toContain(column)
  })

  it.each([...new Set(FILES.map(kindOf))].filter((name) => name !== TABLE))('the file %s has a row', (name) => {
    expect(TOLD).toContain(name)
  })

  it('has no row without a bound, and none that names no test', () => {
    const tests = new Set(readdirSync(at('test'), { recursive: true }).map((path) => basename(String(path))))
    for (const [what, bound, shown] of ROWS) {
      expect(bound?.trim(), what).not.toBe('')
      const named = namesIn(shown ?? '')
      expect(named.length, what).toBeGreaterThan(0)
      expect(
        named.filter((name) => !tests.has(name)),
        what,
      ).toEqual([])
    }
  })
})

function headerOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8').split('\n')[0]!.split(',')
}
