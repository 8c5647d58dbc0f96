import { describe, expect, it } from 'vitest'
import type { Protection, ReadableTable, TableSpec, Tier } from '../../src/domain/table.ts'
import { editionOf } from '../../src/publish/edition.ts'
import { landingPages } from '../../src/publish/page/landing-page.ts'
import { overviewOf } from '../../src/publish/page/overview.ts'
import type { ReadablePublication } from '../../src/publish/publication.ts'
import { readMe, readMeText } from '../../src/publish/texts/read-me.ts'
import { day, DAY_FEATURE, examplePublication } from './example-publication.ts'

const EXACT: Protection = { level: 'exact' }
const CELL_KEY: Protection = { level: 'cell-key', k: 11, views: 1, variance: 2, reach: 5 }
const WITH_DURATIONS: TableSpec = { ...DAY_FEATURE, measures: ['requests', 'duration_p50'], protection: EXACT }
const DEVICES: TableSpec = {
  name: 'month-feature-device',
  period: 'month',
  dimensions: ['device'],
  measures: ['requests'],
  protection: CELL_KEY,
}

/** Nobody sent a request, so no duration is known. */
function withoutDuration(table: ReadableTable): ReadableTable {
  return { ...table, rows: Array.from(table.rows, (row) => ({ ...row, counts: [row.counts[0], undefined] })) }
}

/** No fate is large enough, but for robots. */
function withFewLines(publication: ReadablePublication): ReadablePublication {
  const rows = publication.quality.rows.map((row) => (row.fate === 'robot' ? row : { ...row, lines: undefined }))
  return { ...publication, quality: { rows } }
}

const example = examplePublication()
const [exact] = examplePublication({}, [WITH_DURATIONS]).tables
const BREAK = { kind: 'threshold-changed', k: 11, date: '2026-03-02' } as const

const USES = ['day-feature requetes', 'day-feature entrees', 'day-feature erreurs']
/** One has no title in English, and two are in service. */
const FEATURES = ['features titre_en', 'features valide_au']

const FOLDERS: readonly {
  readonly why: string
  readonly publication: ReadablePublication
  readonly tier?: Tier
  readonly cells: readonly string[]
}[] = [
  {
    why: 'of a threshold',
    publication: withFewLines(example),
    cells: [...USES, ...FEATURES, 'quality lignes'],
  },
  {
    why: 'of a threshold, all fates shown',
    publication: { ...example, quality: { rows: example.quality.rows.map((row) => ({ ...row, lines: 40 })) } },
    cells: [...USES, ...FEATURES],
  },
  {
    why: 'of durations without a use, where nothing is hidden',
    publication: { ...example, tables: [withoutDuration(exact!)] },
    cells: ['day-feature duree_p50', ...FEATURES, 'quality lignes'],
  },
  {
    why: 'of noise',
    publication: examplePublication({}, [DEVICES]),
    tier: 'detail',
    cells: ['month-feature-device requetes', ...FEATURES, 'quality lignes'],
  },
  {
    why: 'of what the operator tells',
    publication: {
      ...example,
      families: [{ id: 'aides', title: { fr: 'Aides' } }],
      features: example.features.map((one, at) => (at === 0 ? { ...one, family: 'aides' } : one)),
      voice: { events: [{ date: day('2026-03-02'), text: { fr: 'Panne' } }] },
      history: [{ version: '1.0.0', created: '2026-03-05T00:00:00Z', changes: [BREAK] }],
    },
    cells: [
      ...USES,
      ...FEATURES,
      'features famille',
      'quality lignes',
      'breaks fonctionnalite',
      'events fonctionnalite',
      'events texte_en',
    ],
  },
]

describe('the read-me says of every empty cell what it means', () => {
  it.each(FOLDERS)('$why', ({ publication, tier = 'summary', cells }) => {
    const edition = editionOf(publication, tier)
    const empty = edition.data.flatMap(({ sheet: { name, columns, records } }) =>
      columns.flatMap((column, at) => (records().some((record) => record[at] === '') ? [{ name, column }] : [])),
    )
    for (const language of ['en', 'fr'] as const) {
      const text = readMe(readMeText(edition, [], language), language)
      const section = /\n## (?:What an empty cell means|Ce que veut dire une case vide)\n(.*?)\n## /s.exec(text)![1]!
      const isTold = (table: string, column: string) =>
        section.split('\n').some((line) => line.includes(`\`${table}\``) && line.includes(`\`${column}\``)) ||
        edition.tables.some(
          ({ spec }) => spec.name === table && spec.protection.level !== 'exact' && section.includes(`\`${table}\``),
        )
      const unsaid = empty.filter(
        ({ name, column }) =>
          !isTold(name, column.name.fr) && !/; empty: |\u202F; vide\u00A0: /.test(column.description[language]),
      )
      expect(section.includes('`quality`')).toBe(cells.includes('quality lignes'))
      expect(unsaid.map(({ name, column }) => `${name} ${column.name.fr}`)).toEqual([])
    }
    expect(empty.map(({ name, column }) => `${name} ${column.name.fr}`)).toEqual(cells)
  })
})

it('the page gives both reasons why a number of lines is hidden, as the column does', () => {
  const edition = editionOf(withFewLines(example), 'summary')
  const pages = landingPages(edition, { files: [], offers: [], overview: overviewOf(edition), verdicts: undefined })
  const text = pages.map((page) => page.text).join('\n')
  expect(text).toContain('Tout autre nombre est masqué s’il est petit, ou s’il en protège un petit.')
  expect(text).toContain('Any other number is hidden where it is small, or protects a small one.')
})
