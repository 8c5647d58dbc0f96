import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MEASURES } from '../../src/domain/dictionary.ts'
import { FATES_OF_FEATURES } from '../../src/domain/fate.ts'
import { linesCounted } from '../../src/domain/measure.ts'
import { FATE_CATEGORIES } from '../../src/publish/columns/labels.ts'
import { measureColumn } from '../../src/publish/columns/measure-columns.ts'
import { qualitySheet } from '../../src/publish/columns/quality-sheet.ts'
import { pageProse } from '../../src/publish/page/page-prose.ts'
import { DAY_FEATURE, examplePublication } from './example-publication.ts'

/*
 * The fates all of whose lines a measure counts are sums of shown figures in `quality.csv`, which `protect` makes by what measures
 * are. Some texts name them by hand.
 */
const WHOLE = MEASURES.flatMap((measure) => {
  const lines = linesCounted(measure)
  return lines?.isAll === true ? [{ measure, fate: lines.fate }] : []
})
const FATES: ReadonlySet<string> = new Set(WHOLE.map(({ fate }) => fate))
const DATASET = readFileSync(new URL('../../docs/dataset.md', import.meta.url), 'utf8')

function fatesIn(text: string): ReadonlySet<string> {
  return new Set(FATES_OF_FEATURES.filter((fate) => new RegExp(`\\b${fate}\\b`).test(text)))
}

describe.each(['fr', 'en'] as const)('sums of fates, in %s', (language) => {
  const SUM = { fr: 'somme des chiffres montrés', en: 'sum of the shown figures' }[language]
  // `Uses and errors`.
  const titles = WHOLE.map(({ measure }) => measureColumn(measure, DAY_FEATURE).title[language])
  const [first = '', ...others] = titles
  const together = [first, ...others.map((title) => title.toLowerCase())].join({ fr: ' et ', en: ' and ' }[language])
  const { description, columns } = qualitySheet(examplePublication())

  it('are called so by their labels', () => {
    const called = FATE_CATEGORIES.filter(({ label }) => label[language].includes(SUM)).map(({ value }) => value)
    expect(new Set(called)).toEqual(FATES)
  })

  it('are named by the column, where it has a figure and where it has none', () => {
    const [lines] = columns.filter(({ type }) => type === 'integer')
    expect(fatesIn(lines?.description[language] ?? '')).toEqual(FATES)
    expect(fatesIn(lines?.empty?.[language] ?? '')).toEqual(FATES)
  })

  it('are named by the table and the page, as their measures are', () => {
    expect(description[language]).toContain(`. ${together} `)
    expect(pageProse(language).quality.fatesNote.startsWith(`${together} `)).toBe(true)
  })
})

it('are named by docs/dataset.md', () => {
  const row = DATASET.split('\n').find((line) => line.startsWith('| `lignes` of `quality.csv` |'))
  expect(fatesIn(row ?? '')).toEqual(FATES)
  const listed = /has the lines that a feature takes: (.*?)\. The first two are \*sums/.exec(DATASET)?.[1] ?? ''
  const names = listed.split(', ').map((name) => name.slice(1, -1))
  expect(new Set(names)).toEqual(new Set(FATES_OF_FEATURES))
  expect(new Set(names.slice(0, 2))).toEqual(FATES)
})
