import { describe, expect, it } from 'vitest'
import { dayText, firstDayOf } from '../../src/domain/calendar.ts'
import type { SeriesBreak } from '../../src/domain/change.ts'
import type { TableSpec } from '../../src/domain/table.ts'
import { editionOf } from '../../src/publish/edition.ts'
import { overviewOf } from '../../src/publish/page/overview.ts'
import { latest } from '../../src/publish/programs/latest.ts'
import type { Latest } from '../../src/publish/programs/latest-shape.ts'
import { spreadsheets } from '../../src/publish/programs/spreadsheet.ts'
import { readMe, readMeText } from '../../src/publish/texts/read-me.ts'
import { openUncounted } from '../../src/publish/uncounted.ts'
import { DAY_FEATURE } from './example-publication.ts'
import { feature, MONTH_DEVICE, MONTH_FEATURE, publicationOf } from './page/sample-services.ts'

const RETURNED = { kind: 'measure-returned', measure: 'entries', from: '2026-02-12', date: '2026-03-10' } as const
const ADDED = { kind: 'measure-added', measure: 'entries', date: '2026-02-20' } as const
const REMOVED = { kind: 'measure-removed', measure: 'entries', date: '2026-02-12' } as const
const [DAYS, MONTHS] = [{ table: 'day-feature' }, { table: 'month-feature' }] as const
const BOTH = [
  { ...RETURNED, ...DAYS },
  { ...RETURNED, ...MONTHS },
]

const OTHER: TableSpec = { ...DAY_FEATURE, name: 'day-feature-device', dimensions: ['device'] }

function publicationWith(changes: readonly SeriesBreak[], entriesOnDays = 30) {
  return publicationOf({
    features: [feature('a'), feature('b')],
    first: '2026-01-01',
    last: '2026-03-31',
    uses: () => entriesOnDays,
    specs: [DAY_FEATURE, MONTH_FEATURE],
    change: { language: 'en', history: [{ version: '1.0.0', created: '2026-04-02T00:00:00Z', changes }] },
  })
}

/** As a run publishes it: without the figures that were not counted. */
function editionWithout(changes: readonly SeriesBreak[], entriesOnDays?: number) {
  const made = publicationWith(changes, entriesOnDays)
  const tables = made.tables.map((table) => {
    const isUncounted = openUncounted(table, made)
    const rows = Array.from(table.rows, (row) => ({
      ...row,
      counts: row.counts.map((count, n) => (isUncounted(row.period, table.spec.measures[n]!) ? undefined : count)),
    }))
    return { ...table, rows }
  })
  return editionOf({ ...made, tables }, 'summary')
}

describe('what a table lacked', () => {
  it.each([
    { why: 'nothing changed', changes: [], months: [] },
    { why: 'it came back', changes: [{ ...RETURNED, ...MONTHS }], months: ['2026-02', '2026-03'] },
    { why: 'it is new', changes: [{ ...ADDED, ...MONTHS }], months: ['2026-01', '2026-02'] },
    { why: 'it went', changes: [{ ...REMOVED, ...MONTHS }], months: [] },
    { why: 'a shorter table got it back', changes: [{ ...RETURNED, ...DAYS }], months: ['2026-02', '2026-03'] },
    { why: 'a shorter table lost it within a month', changes: [{ ...REMOVED, ...DAYS }], months: ['2026-02'] },
    { why: 'a shorter one lost it between two', changes: [{ ...REMOVED, ...DAYS, date: '2026-03-01' }], months: [] },
    { why: 'one of the other folder did', changes: [{ ...REMOVED, table: OTHER.name }], months: [] },
    { why: 'that of durations', changes: [{ ...RETURNED, ...DAYS, measure: 'duration_p50' }], months: [] },
    {
      why: 'that beside which it stands',
      changes: [{ ...ADDED, ...MONTHS, measure: 'requests' }],
      months: ['2026-01', '2026-02'],
    },
    { why: 'another', changes: [{ ...RETURNED, ...MONTHS, measure: 'errors' }], months: [] },
  ] as const)('is of the months $months where $why', ({ changes, months }) => {
    const made = publicationWith(changes)
    const table = made.tables.find(({ spec }) => spec.period === 'month')!
    const other = { ...table, spec: OTHER, rows: [] }
    const isUncounted = openUncounted(table, { ...made, tables: [...made.tables, other] })
    const periods = [...new Set(table.rows.map(({ period }) => period))]
    const found = periods.filter((period) => isUncounted(period, 'entries'))
    expect(found.map((period) => dayText(firstDayOf('month', period)).slice(0, 7))).toEqual(months)
  })

  it.each([
    { measure: 'entries', changes: [], isUncounted: true },
    { measure: 'duration_p50', changes: [], isUncounted: false },
    { measure: 'duration_p50', changes: [{ ...RETURNED, ...MONTHS, measure: 'duration_p50' }], isUncounted: true },
  ] as const)(
    'of an exact table hides nothing, but a row may have no duration: $measure',
    ({ measure, changes, isUncounted }) => {
      const made = publicationWith(changes)
      const table = { ...made.tables[1]!, spec: { ...MONTH_FEATURE, protection: { level: 'exact' } } } as const
      const told = openUncounted(table, made)
      expect(table.rows.filter(({ period }) => told(period, measure)).length > 0).toBe(isUncounted)
    },
  )

  it('is nothing that a noisy table does beneath, or a shorter one above', () => {
    const noisy = { ...DAY_FEATURE, protection: MONTH_DEVICE.protection }
    for (const [spec, other] of [
      [MONTH_FEATURE, noisy],
      [DAY_FEATURE, MONTH_FEATURE],
    ] as const) {
      const made = publicationWith([])
      const tables = made.tables.map((table) => (table.spec.name === other.name ? { ...table, spec: other } : table))
      const history = [{ version: '1.0.0', created: '', changes: [{ ...RETURNED, table: other.name }] }]
      const table = tables.find(({ spec: { name } }) => name === spec.name)!
      const isUncounted = openUncounted(table, { tables, history })
      expect(table.rows.some(({ period }) => isUncounted(period, 'entries'))).toBe(false)
    }
  })
})

describe('an empty cell of what was not counted', () => {
  const edition = editionWithout(BOTH)
  const emptyOf = (table: string, measure: string) =>
    edition.data.find(({ sheet }) => sheet.name === table)?.sheet.columns.find(({ name }) => name.en === measure)?.empty

  it.each(['day-feature', 'month-feature'])('has that reason too in the description of %s', (table) => {
    expect(emptyOf(table, 'entries')?.en).toMatch(/^hidden: .*; or not counted then/)
    expect(emptyOf(table, 'requests')?.en).not.toContain('not counted')
  })

  it('is told in the read-me, and by which periods', () => {
    const [en, fr] = (['en', 'fr'] as const).map((language) => readMe(readMeText(edition, [], language), language))
    expect(en).toContain('`day-feature` lacks entries of 12 February 2026 – 9 March 2026: not counted then')
    expect(en).toContain('`month-feature` lacks entries of February 2026 – March 2026:')
    expect(fr).toContain('Dans `month-feature` manquent les entrées de\u00A0: février 2026 – mars 2026.')
  })

  it('is told in the spreadsheet, beside the measure', () => {
    const [sheet] = spreadsheets.filesOf(edition, undefined)
    const lines = sheet!.text.split('\r\n').filter((line) => line.startsWith('Feature a'))
    expect(lines).toEqual([
      'Feature a,Uses,930,840,930',
      'Feature a,Entries (not counted February 2026 – March 2026),558,,',
      'Feature a,Errors,31,28,31',
    ])
  })

  it.each([30, 12])('is of no hidden figure, whether days of it are shown or not: %i uses a day', (uses) => {
    const shown = editionWithout(BOTH, uses)
    const { features } = JSON.parse(latest.filesOf(shown, overviewOf(shown))[0]!.text) as Latest
    for (const told of [features[0]!.latest, features[0]!.before])
      expect(told).toMatchObject({ entries: { state: 'no-log', value: null, atLeast: null } })
  })
})

describe('a column that came or went', () => {
  it.each([
    { measure: 'requests', breaks: [1] },
    { measure: 'entries', breaks: [] },
    { measure: 'duration_p50', breaks: [] },
  ] as const)('breaks a series of uses only as that of uses: $measure', ({ measure, breaks }) => {
    const { series } = overviewOf(editionWithout([{ ...ADDED, ...MONTHS, measure, date: '2026-02-01' }]))!.drawn
    expect(series.map((one) => one.breaks)).toEqual([breaks, breaks])
  })
})
