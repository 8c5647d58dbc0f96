import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
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

const FOLDER = at('fixtures/english/expected')
const FILES = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name)

/** A table of a service is called as it likes; its files are told by what they end in. */
function kindOf(name: string): string {
  if (name.endsWith('.csv-metadata.json')) return '*.csv-metadata.json'
  if (name.endsWith('.license')) return '*.license'
  if (name.endsWith('.txt')) return 'LICENSES'
  return name
}

describe('what is published', () => {
  it.each([
    ...PERIOD_KINDS.map((kind) => PERIOD_COLUMNS[kind].name.en),
    ...MEASURES.map((measure) => measureColumn(measure, DAY_FEATURE).name.en),
    ...DIMENSIONS.map((dimension) => dimensionColumn(dimension, []).name.en),
    ...FILES.filter((name) => extname(name) === '.csv').flatMap((name) => headerOf(name)),
  ])('the column %s has a row', (column) => {
    expect(TOLD).toContain(column)
  })

  it.each(
    [...new Set(FILES.map(kindOf))].filter((name) => !['daily.csv', 'weekly.csv', 'features.csv'].includes(name)),
  )('the file %s has a row', (name) => {
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

function headerOf(name: string): readonly string[] {
  const path = `${FOLDER}/town-services/data/${name}`
  expect(existsSync(path)).toBe(true)
  return readFileSync(path, 'utf8').split('\n')[0]!.split(',')
}
