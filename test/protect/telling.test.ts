import { describe, expect, it } from 'vitest'
import { dayOfText, periodOf } from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import type { Protection, ProtectedRow, TableSpec } from '../../src/domain/table.ts'
import { tellingDetails, tellingTotals, wrongSpecs } from '../../src/protect/index.ts'

const THRESHOLD: Protection = { level: 'threshold', k: 11 }
const NOISE: Protection = { level: 'cell-key', k: 11, views: 1, variance: 2, reach: 5 }
const FIRST = dayOfText('2026-02-01')!
/** The features of a service. */
const SERVED = [{ id: 'aide' }]
const GRID = Array.from({ length: 6 }, (_, n) => indexOf<'day'>(FIRST + n))

const FEATURES = [{ id: 'aide', clients: 'all' }] as const

type Counts = readonly (number | undefined)[]

function spec(period: PeriodKind, words: Partial<TableSpec> = {}): TableSpec {
  return { name: `${period}-feature`, period, dimensions: [], measures: ['requests'], protection: THRESHOLD, ...words }
}

function row(
  kind: PeriodKind,
  day: number,
  counts: Counts,
  categories: readonly string[] = [],
  feature = 'aide',
): ProtectedRow {
  return { period: periodOf(kind, indexOf<'day'>(FIRST + day)), feature, categories, counts }
}

function days(counts: readonly Counts[], measures: TableSpec['measures'] = ['requests']) {
  return { spec: spec('day', { measures }), rows: counts.map((figures, n) => row('day', n, figures)) }
}

function month(counts: Counts, measures: TableSpec['measures'] = ['requests']) {
  return { spec: spec('month', { measures }), rows: [row('month', 0, counts)] }
}

describe('tellingTotals', () => {
  it.each([
    { why: 'the sum of what is shown', beneath: [20, 30, 40, 20, 30, 40], total: 180, found: [] },
    { why: 'hidden too', beneath: [20, 30, 40, 20, 30, undefined], total: undefined, found: [] },
    {
      why: 'three hidden, and enough of them',
      beneath: [20, 30, 40, undefined, undefined, undefined],
      total: 105,
      found: [],
    },
    { why: 'one hidden', beneath: [20, 30, 40, 20, 30, undefined], total: 150, found: [true] },
    // The first of February is a Sunday.
    {
      why: 'one hidden beside its companion',
      beneath: [20, 30, undefined, undefined, 30, 40],
      total: 131,
      found: [],
    },
    {
      why: 'a hidden Sunday, and the Monday after',
      beneath: [undefined, undefined, 40, 20, 30, 40],
      total: 5000,
      found: [],
    },
    {
      why: 'two hidden, the working day between them shown',
      beneath: [20, undefined, 40, undefined, 30, 40],
      total: 150,
      found: [true],
    },
    {
      why: 'hidden days that sum up to less than k',
      beneath: [20, 30, 40, 20, undefined, undefined],
      total: 120,
      found: [true],
    },
    { why: 'not the sum', beneath: [20, 30, 40, 20, 30, 40], total: 181, found: [false] },
  ])('a month that is $why', ({ beneath, total, found }) => {
    const telling = tellingTotals([days(beneath.map((count) => [count])), month([total])], SERVED, GRID, 11)
    expect(telling.map(({ isTelling }) => isTelling)).toEqual(found)
    for (const one of telling)
      expect(one).toMatchObject({ table: 'month-feature', feature: 'aide', measure: 'requests' })
  })

  it('looks at entries beside their requests', () => {
    const measures = ['requests', 'entries'] as const
    const beneath = GRID.map(() => [40, 20] as const)
    expect(tellingTotals([days(beneath, measures), month([240, 120], measures)], SERVED, GRID, 11)).toEqual([])
    const hidden = beneath.map((figures, n) => (n === 0 ? [40, undefined] : figures))
    expect(tellingTotals([days(hidden, measures), month([240, 120], measures)], SERVED, GRID, 11)).toMatchObject([
      { measure: 'entries', isTelling: true },
    ])
  })

  it.each([
    { why: 'all of it', days: [], total: 150, found: [] },
    { why: 'its first day, which may have had any of the rest', days: [20, undefined, 40], total: 100, found: [] },
    { why: 'its first day, whose figure is told and small', days: [20, 20, 40], total: 90, found: [false] },
    { why: 'its first day, and hidden ones are told to be small', days: [20, undefined, 40], total: 70, found: [true] },
  ])('a month of which the days do not tell $why', ({ days: beneath, total, found }) => {
    const rows = beneath.map((count, n) => row('day', n + 3, [count]))
    const telling = tellingTotals([{ spec: spec('day'), rows }, month([total])], SERVED, GRID, 11)
    expect(telling.map(({ isTelling }) => isTelling)).toEqual(found)
  })

  it('knows that a feature had no use before its first day', () => {
    const served = [{ id: 'aide', from: indexOf<'day'>(FIRST + 3) }]
    const rows = [20, 30, 40].map((count, n) => row('day', n + 3, [count]))
    expect(tellingTotals([{ spec: spec('day'), rows }, month([90])], served, GRID, 11)).toEqual([])
  })

  it('looks at each pair of lengths, but for weeks beneath what they straddle', () => {
    const quarter = { spec: spec('quarter'), rows: [row('quarter', 0, [151])] }
    const week = { spec: spec('week'), rows: [row('week', 0, [7])] }
    const all = [days(GRID.map(() => [25])), week, month([150]), quarter]
    const found = tellingTotals(all, SERVED, GRID, 11).map(({ table }) => table)
    expect(found).toEqual(['week-feature', 'quarter-feature', 'quarter-feature'])
  })

  it('has nothing to say of one length of period, or of tables with noise', () => {
    expect(tellingTotals([days([[undefined], [20]])], SERVED, GRID, 11)).toEqual([])
    const noisy = { ...month([150]), spec: spec('month', { protection: NOISE }) }
    expect(tellingTotals([days([[undefined]]), noisy], SERVED, GRID, 11)).toEqual([])
  })

  it('passes over rows outside of the grid', () => {
    const late = { spec: spec('day'), rows: [...days(GRID.map(() => [20])).rows, row('day', 60, [undefined])] }
    expect(tellingTotals([late, month([120])], SERVED, GRID, 11)).toEqual([])
  })
})

function detail(rows: readonly ProtectedRow[], words: Partial<TableSpec> = {}) {
  const own = spec('month', { name: 'month-feature-device', dimensions: ['device'], protection: NOISE, ...words })
  return { spec: own, categories: [['desktop', 'mobile']], rows }
}

function cells(counts: readonly (number | undefined)[]): readonly ProtectedRow[] {
  const words = ['(other)', 'desktop', 'mobile']
  return counts.map((count, n) => row('month', 0, [count], [words[n]!]))
}

describe('tellingDetails', () => {
  it.each([
    { why: 'a detail of a shown month', shown: 200, counts: [undefined, 100, 90], found: [] },
    { why: 'a detail that is hidden too', shown: undefined, counts: [undefined, undefined, undefined], found: [] },
    { why: 'a detail of a hidden month', shown: undefined, counts: [undefined, 12, undefined], found: [true] },
    {
      why: 'nearly all of a small month in one category',
      shown: 40,
      counts: [undefined, 38, undefined],
      found: [false],
    },
    { why: 'a small month in two categories', shown: 40, counts: [undefined, 22, 18], found: [] },
    { why: 'what is folded, which is no category', shown: 40, counts: [12, 28, undefined], found: [] },
  ])('$why', ({ shown, counts, found }) => {
    const summary = { ...month([shown]), categories: [] }
    const telling = tellingDetails([summary, detail(cells(counts))], GRID, FEATURES)
    expect(telling.map(({ isHiddenAbove }) => isHiddenAbove)).toEqual(found)
  })

  it.each([
    { why: 'an error beside shown errors', errors: 60, counts: [undefined, 90, 30, 30], found: [] },
    { why: 'an error beside hidden errors', errors: undefined, counts: [undefined, 90, 12, undefined], found: [true] },
    { why: 'other answers beside hidden errors', errors: undefined, counts: [12, 90, undefined, undefined], found: [] },
    {
      why: 'nearly all of few errors in one class',
      errors: 40,
      counts: [undefined, 90, 38, undefined],
      found: [false],
    },
  ])('looks at the parts of a breakdown: $why', ({ errors, counts, found }) => {
    const measures = ['requests', 'errors'] as const
    const words = ['(other)', '2xx', '4xx', '5xx']
    const rows = counts.map((count, n) => row('month', 0, [count], [words[n]!]))
    const summary = { ...month([200, errors], measures), categories: [] }
    const telling = tellingDetails([summary, detail(rows, { dimensions: ['status'] })], GRID, FEATURES)
    expect(telling.map(({ isHiddenAbove }) => isHiddenAbove)).toEqual(found)
  })

  it.each([
    { why: 'uses from elsewhere beside hidden entries', entries: undefined, counts: [90, 60], found: [true] },
    { why: 'one class of few entries', entries: 20, counts: [90, 18], found: [false] },
    { why: 'the other requests, if the entries are few', entries: 40, counts: [undefined, 18], found: [] },
  ])('and of entries: $why', ({ entries, counts, found }) => {
    const measures = ['requests', 'entries'] as const
    const words = ['internal', 'search', 'none']
    const rows = [...counts, undefined].map((count, n) => row('month', 0, [count], [words[n]!]))
    const summary = { ...month([200, entries], measures), categories: [] }
    const telling = tellingDetails([summary, detail(rows, { dimensions: ['referrer'] })], GRID, FEATURES)
    expect(telling.map(({ isHiddenAbove }) => isHiddenAbove)).toEqual(found)
  })

  it('tells breakdowns of several features and periods apart', () => {
    const rows = [
      row('month', 0, [12], ['desktop']),
      row('month', 0, [12], ['desktop'], 'dossier'),
      row('month', 40, [12], ['desktop']),
    ]
    const summary = { spec: spec('month'), rows: [row('month', 0, [undefined]), row('month', 40, [undefined])] }
    // March has a breakdown too, April none.
    const grid = [...GRID, indexOf<'day'>(FIRST + 40), indexOf<'day'>(FIRST + 70)]
    expect(tellingDetails([{ ...summary, categories: [] }, detail(rows)], grid, FEATURES)).toMatchObject([
      { feature: 'aide', isHiddenAbove: true },
      { feature: 'dossier', isHiddenAbove: true },
      { feature: 'aide', isHiddenAbove: true },
    ])
  })

  it.each([
    { why: 'all of them shown', counts: [20, 20], found: [] },
    { why: 'all of them hidden', counts: [undefined, undefined], found: [true] },
    { why: 'one hidden, its companion, and a shown one', counts: [undefined, undefined, 20], found: [] },
    { why: 'one hidden, and no day after it', counts: [20, undefined], found: [true] },
    { why: 'one hidden, and its companion shown', counts: [undefined, 20], found: [true] },
  ])('looks at the days of a month that a table tells of, though it lacks the others: $why', ({ counts, found }) => {
    const some = { spec: spec('day'), categories: [], rows: counts.map((count, n) => row('day', n + 2, [count])) }
    const telling = tellingDetails([some, detail(cells([undefined, 100, 90]))], GRID, FEATURES)
    expect(telling.map(({ isHiddenAbove }) => isHiddenAbove)).toEqual(found)
  })

  it('has nothing to say without a summary, or of exact tables', () => {
    expect(tellingDetails([detail(cells([undefined, 12, undefined]))], GRID, FEATURES)).toEqual([])
    const exact = detail(cells([0, 12, 1]), { protection: { level: 'exact' } })
    expect(tellingDetails([{ ...month([undefined]), categories: [] }, exact], GRID, FEATURES)).toEqual([])
  })
})

describe('wrongSpecs', () => {
  it.each<{ why: string; specs: readonly TableSpec[]; hasSince?: boolean; found: readonly unknown[] }>([
    { why: 'tables as they are planned', specs: [spec('day'), spec('month'), detail([]).spec], found: [] },
    { why: 'an exact table', specs: [spec('day', { protection: { level: 'exact' } })], found: [] },
    {
      why: 'a table at dp',
      specs: [spec('month', { protection: { level: 'dp', k: 86, views: 1, changes: 10, epsilon: 1 } })],
      hasSince: true,
      found: [],
    },
    {
      why: 'a threshold of its own',
      specs: [spec('day', { protection: { level: 'threshold', k: 5 } })],
      found: [{ table: 'day-feature', wrong: 'threshold' }],
    },
    {
      why: 'too little noise',
      specs: [detail([], { protection: { ...NOISE, variance: 1 } as Protection }).spec],
      found: [{ table: 'month-feature-device', wrong: 'numbers' }],
    },
    {
      why: 'fewer views than there are tables with noise',
      specs: [detail([]).spec, detail([], { name: 'month-feature-os', dimensions: ['os'] }).spec],
      found: [
        { table: 'month-feature-device', wrong: 'numbers' },
        { table: 'month-feature-os', wrong: 'numbers' },
      ],
    },
    {
      why: 'a breakdown at a bare threshold',
      specs: [detail([], { protection: THRESHOLD }).spec],
      found: [{ table: 'month-feature-device', wrong: 'threshold-on-breakdown' }],
    },
  ])('$why', ({ specs, hasSince = false, found }) => {
    expect(wrongSpecs(specs, 11, hasSince)).toEqual(found)
  })
})
