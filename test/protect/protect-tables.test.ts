import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDayOf, lastDayOf, periodOf, periodText } from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import type { Counted, CountedTable, ProtectedTable } from '../../src/domain/table.ts'
import { DISCLOSURE_RULES } from '../../src/protect/disclosure/disclosure-rules.ts'
import { decideFigures } from '../../src/protect/disclosure/decide-figures.ts'
import { protectTables } from '../../src/protect/index.ts'
import { writeRows } from '../../src/protect/write-rows.ts'
import { countedOf, day, feature, januaryDays, spec } from './counted-of.ts'

/** `2026-01-01 a: 12 - 14`, where `-` is hidden. */
function linesOf({ spec: { period: kind }, rows }: ProtectedTable): readonly string[] {
  return rows.map(
    ({ period, feature: id, categories, counts }) =>
      `${[periodText(kind, period), id, ...categories].join(' ')}: ${counts.map((count) => count ?? '-').join(' ')}`,
  )
}

function protect(...args: Parameters<typeof countedOf>): readonly (readonly string[])[] {
  return protectTables(countedOf(...args)).map(linesOf)
}

const requests = (...counts: number[]) => counts.map((count) => ({ requests: count }))

describe('threshold', () => {
  it.each([
    { why: 'zero looks like few', count: { requests: 0 }, line: '- - -' },
    { why: 'ten are few', count: { requests: 10, errors: 10 }, line: '- - -' },
    { why: 'eleven are shown', count: { requests: 11, errors: 11 }, line: '11 - 11' },
    { why: 'few entries', count: { requests: 30, entries: 10 }, line: '30 - -' },
    { why: 'all requests are entries but a few', count: { requests: 30, entries: 20 }, line: '30 - -' },
    { why: 'many on both sides', count: { requests: 22, entries: 11 }, line: '22 11 -' },
  ])('$why: $count', ({ count, line }) => {
    expect(protect([spec('day', 11)], januaryDays(1), [feature('a')], [[count]])).toEqual([[`2026-01-01 a: ${line}`]])
  })

  it('hides entries for which no requests were decided', () => {
    const counted = countedOf([spec('day', 11, ['entries'])], januaryDays(1), [feature('a')], [[{ entries: 500 }]])
    expect(() => protectTables(counted)).toThrow('not planned')
    const decided = decideFigures(counted, DISCLOSURE_RULES)
    expect(writeRows(counted.tables[0]!, counted, decided)[0]?.counts).toEqual([undefined])
  })

  it('hides whatever was not decided', () => {
    const counted = countedOf([spec('day', 11, ['requests'])], januaryDays(1), [feature('a')], [requests(500)])
    expect(writeRows(counted.tables[0]!, counted, [])[0]?.counts).toEqual([undefined])
  })
})

describe('rows', () => {
  it('has every feature in every period of the grid, in order of bytes', () => {
    const grid = [day('2026-01-01'), day('2026-01-03')]
    const features = [feature('b'), feature('a-b'), feature('a'), feature('a_b')]
    expect(protect([spec('day', 11, ['requests'])], grid, features, [])[0]).toEqual([
      '2026-01-01 a: -',
      '2026-01-01 a-b: -',
      '2026-01-01 a_b: -',
      '2026-01-01 b: -',
      '2026-01-03 a: -',
      '2026-01-03 a-b: -',
      '2026-01-03 a_b: -',
      '2026-01-03 b: -',
    ])
  })

  it('has a feature only in periods that overlap its days', () => {
    const grid = [day('2026-01-30'), day('2026-01-31'), day('2026-02-01'), day('2026-02-02'), day('2026-03-01')]
    const features = [feature('a', { from: day('2026-01-31'), until: day('2026-02-01') })]
    expect(protect([spec('day', 11, ['requests']), spec('month', 11, ['requests'])], grid, features, [])).toEqual([
      ['2026-01-31 a: -', '2026-02-01 a: -'],
      ['2026-01 a: -', '2026-02 a: -'],
    ])
  })

  it('has none without a day, and none without a feature', () => {
    const specs = [spec('day', 11), spec('month', 11)]
    expect(protect(specs, [], [feature('a')], [])).toEqual([[], []])
    expect(protect(specs, januaryDays(2), [], [])).toEqual([[], []])
  })

  it('crosses all categories, hours as numbers', () => {
    const grid = januaryDays(1)
    const table: CountedTable = {
      spec: { ...spec('month', 'exact', ['requests', 'bytes']), dimensions: ['hour', 'device'] },
      categories: [
        ['0', '2', '10'],
        ['tablet', 'mobile'],
      ],
      slabs: new Map([[periodOf('month', grid[0]!), Float64Array.from({ length: 24 }, (_, i) => i)]]),
    }
    const counted: Counted = { features: [feature('b'), feature('a')], grid, tables: [table], daily: new Map() }
    expect(protectTables(counted).flatMap(linesOf)).toEqual([
      '2026-01 a 0 mobile: 14 15',
      '2026-01 a 0 tablet: 12 13',
      '2026-01 a 2 mobile: 18 19',
      '2026-01 a 2 tablet: 16 17',
      '2026-01 a 10 mobile: 22 23',
      '2026-01 a 10 tablet: 20 21',
      '2026-01 b 0 mobile: 2 3',
      '2026-01 b 0 tablet: 0 1',
      '2026-01 b 2 mobile: 6 7',
      '2026-01 b 2 tablet: 4 5',
      '2026-01 b 10 mobile: 10 11',
      '2026-01 b 10 tablet: 8 9',
    ])
  })
})

describe('exact', () => {
  it('shows everything, zero included, and a period in which nothing was counted', () => {
    const grid = januaryDays(2)
    expect(protect([spec('day', 'exact')], grid, [feature('a')], [[{ requests: 3, entries: 1 }]])).toEqual([
      ['2026-01-01 a: 3 1 0', '2026-01-02 a: 0 0 0'],
    ])
  })

  // From 2⁵³ on a sum has lost units: it would be a figure that nobody counted.
  it.each([
    { bytes: [2 ** 53 - 2, 1], shown: '9007199254740991', why: 'the largest that is exact' },
    { bytes: [2 ** 53 - 1, 1], shown: '-', why: 'one more' },
    { bytes: [2 ** 53 - 1, 1, 1, 1], shown: '-', why: 'and units that are lost' },
    { bytes: [2 ** 53 - 1, 2 ** 53 - 1], shown: '-', why: 'twice as much' },
  ])('shows no sum that is not: $why', ({ bytes, shown }) => {
    const counts = [bytes.map((one) => ({ requests: 1, bytes: one }))]
    const table = spec('month', 'exact', ['requests', 'bytes'])
    expect(protect([table], januaryDays(bytes.length), [feature('a')], counts)).toEqual([
      [`2026-01 a: ${bytes.length} ${shown}`],
    ])
  })

  it('neither fills nor makes a hole in another table', () => {
    const counts = [requests(5, 20, 20)]
    const [days, months] = protect(
      [spec('day', 11, ['requests']), spec('month', 'exact', ['requests'])],
      januaryDays(3),
      [feature('a')],
      counts,
    )
    expect(days).toEqual(['2026-01-01 a: -', '2026-01-02 a: 20', '2026-01-03 a: 20'])
    expect(months).toEqual(['2026-01 a: 45'])
  })
})

describe('a month above its days, k = 11', () => {
  const specs = [spec('month', 11, ['requests']), spec('day', 11, ['requests'])]
  const monthAbove = (counts: readonly number[], range = {}) => {
    const [months, days] = protect(specs, januaryDays(counts.length), [feature('a', range)], [requests(...counts)])
    return [...days!, ...months!].map((line) => line.split(': ')[1]).join(' ')
  }

  // January 2026 begins on a Thursday.
  it.each([
    { counts: [20, 30], shown: '20 30 50', why: 'nothing is hidden' },
    { counts: [5, 30, 20], shown: '- - 20 55', why: 'the working day after the hidden one is hidden too' },
    { counts: [20, 5, 20, 20], shown: '20 - 20 20 -', why: 'no working day follows' },
    { counts: [20, 5, 20, 20, 30], shown: '20 - 20 20 - 95', why: 'the next working day is a Monday' },
    { counts: [20, 20, 5, 20, 7, 20], shown: '20 20 - 20 - 20 92', why: 'the companion is small itself' },
    { counts: [5, 20, 20, 20, 8, 20], shown: '- - 20 20 - 20 93', why: 'one day is enough for all hidden ones' },
    { counts: [5, 5, 20], shown: '- - 20 -', why: 'a rest of 10 is small itself' },
    { counts: [5, 6, 20], shown: '- - 20 31', why: 'a rest of 11 is not' },
    { counts: [2, 2, 2, 2], shown: '- - - - -', why: 'the month is small' },
    { counts: [5, 12], shown: '- - 17', why: 'nothing but hidden days' },
  ])('$why: $counts → $shown', ({ counts, shown }) => {
    expect(monthAbove(counts)).toBe(shown)
  })

  it('counts as hidden only the days on which the feature exists', () => {
    expect(monthAbove([0, 20, 20])).toBe('- - 20 40')
    expect(monthAbove([0, 20, 20], { from: day('2026-01-02') })).toBe('20 20 40')
    expect(monthAbove([20, 5, 0, 0, 20], { until: day('2026-01-03') })).toBe('20 - - -')
    expect(monthAbove([20, 5, 0, 0, 20], { until: day('2026-01-05') })).toBe('20 - - - - 45')
  })

  it('does not show what no row beneath it counts', () => {
    expect(monthAbove([20, 5], { until: day('2026-01-01') })).toBe('20 -')
  })
})

describe('tables of one service', () => {
  it('minds hidden days in whatever order the tables come', () => {
    const tables = [spec('day', 11, ['requests', 'errors']), spec('month', 11, ['requests', 'errors'])]
    const counts = [
      [
        { requests: 5, errors: 20 },
        { requests: 20, errors: 20 },
      ],
    ]
    const shown = [['2026-01-01 a: - 20', '2026-01-02 a: - 20'], ['2026-01 a: 25 40']]
    expect(protect(tables, januaryDays(2), [feature('a')], counts)).toEqual(shown)
    expect(protect(tables.toReversed(), januaryDays(2), [feature('a')], counts)).toEqual(shown.toReversed())
  })

  it('leaves a month alone where no table shows the measure by day', () => {
    const specs = [spec('day', 11, ['errors']), spec('month', 11)]
    const counts = [
      [
        { requests: 5, entries: 2, errors: 12 },
        { requests: 40, entries: 20, errors: 12 },
      ],
    ]
    expect(protect(specs, januaryDays(2), [feature('a')], counts)[1]).toEqual(['2026-01 a: 45 22 24'])
  })

  it('shows entries of a month where no day shows entries, if it shows the requests', () => {
    const specs = [spec('day', 11, ['requests']), spec('month', 11)]
    const counts = [
      [5, 20, 5].map((count) => ({ requests: count + 6, entries: 8 })),
      [5, 3, 20].map((count) => ({ requests: count, entries: 4 })),
    ]
    expect(protect(specs, januaryDays(3), [feature('a'), feature('b')], counts)[1]).toEqual([
      '2026-01 a: 48 24 -',
      '2026-01 b: - - -',
    ])
  })

  it.each([
    { entries: [15, 15, 15], days: '15 15 15', line: '90 45 -', why: 'all days show their entries' },
    { entries: [5, 15, 15], days: '- - 15', line: '90 35 -', why: 'a companion of its own' },
    { entries: [15, 5, 15], days: '15 - 15', line: '90 - -', why: 'no working day follows' },
    { entries: [5, 5, 5], days: '- - -', line: '90 15 -', why: 'three days with few entries' },
    { entries: [25, 25, 25], days: '- - -', line: '90 75 -', why: 'three days with few others' },
    { entries: [1, 1, 15], days: '- - 15', line: '90 - -', why: 'few entries are left' },
    { entries: [29, 29, 15], days: '- - 15', line: '90 - -', why: 'few others are left' },
    { entries: [2, 15, 28], days: '- - -', line: '90 45 -', why: 'one of few entries, one of few others' },
  ])('decides on entries of a month: $entries, $why', ({ entries, days, line }) => {
    const counts = [entries.map((count) => ({ requests: 30, entries: count }))]
    const [beneath, above] = protect([spec('day', 11), spec('month', 11)], januaryDays(3), [feature('a')], counts)
    expect(beneath!.map((row) => row.split(' ')[3]).join(' ')).toBe(days)
    expect(above).toEqual([`2026-01 a: ${line}`])
  })

  it('hides the entries of a day of which the requests are hidden', () => {
    const counts = [
      [
        { requests: 5, entries: 1 },
        { requests: 60, entries: 30 },
        { requests: 60, entries: 30 },
      ],
    ]
    expect(protect([spec('day', 11), spec('month', 11)], januaryDays(3), [feature('a')], counts)).toEqual([
      ['2026-01-01 a: - - -', '2026-01-02 a: - - -', '2026-01-03 a: 60 30 -'],
      ['2026-01 a: 125 61 -'],
    ])
  })

  it('minds months beneath a quarter and days beneath a week', () => {
    const months = [day('2026-01-15'), day('2026-02-15'), day('2026-03-15'), day('2026-04-15')]
    const quarters = [spec('quarter', 11, ['requests']), spec('month', 11, ['requests'])]
    expect(protect(quarters, months, [feature('a')], [requests(20, 5, 20, 20)])[0]).toEqual([
      '2026-Q1 a: -',
      '2026-Q2 a: 20',
    ])
    // 2026-01-04 is a Sunday.
    const weeks = [spec('week', 11, ['requests']), spec('day', 11, ['requests'])]
    expect(protect(weeks, januaryDays(6), [feature('a')], [requests(20, 20, 20, 5, 20, 20)])[0]).toEqual([
      '2026-W01 a: -',
      '2026-W02 a: 40',
    ])
    expect(
      protect(weeks, januaryDays(10), [feature('a')], [requests(20, 20, 20, 20, 5, 20, 20, 20, 20, 20)])[0],
    ).toEqual(['2026-W01 a: 80', '2026-W02 a: 105'])
  })

  it('takes the largest threshold where tables disagree', () => {
    const specs = [spec('day', 5, ['requests']), spec('month', 11, ['requests'])]
    expect(protect(specs, januaryDays(1), [feature('a')], [requests(8)])).toEqual([
      ['2026-01-01 a: -'],
      ['2026-01 a: -'],
    ])
  })

  it.each([
    { why: 'a third kind of period', specs: [spec('day', 11), spec('month', 11), spec('year', 11)] },
    { why: 'weeks beside months', specs: [spec('week', 11), spec('month', 11)] },
    { why: 'a breakdown', specs: [{ ...spec('day', 11), dimensions: ['device'] as const }] },
    { why: 'bytes', specs: [spec('day', 11, ['bytes'])] },
  ])('refuses tables that were not planned: $why', ({ specs }) => {
    expect(() => protect(specs, januaryDays(1), [feature('a')], [])).toThrow('not planned')
  })
})

describe('whatever is counted', () => {
  const k = 11
  const dayCounts = fc
    .record({ requests: fc.nat(40), share: fc.nat(100), errors: fc.nat(25) })
    .map(({ requests, share, errors }) => ({ requests, entries: Math.floor((requests * share) / 100), errors }))
  const world = fc
    .record({
      dayNumbers: fc.uniqueArray(fc.nat(90), { minLength: 1, maxLength: 12 }),
      ranges: fc.array(fc.record({ from: fc.option(fc.nat(60)), length: fc.option(fc.nat(60)) }), { maxLength: 4 }),
      kinds: fc.constantFrom(
        ...(['day month', 'day quarter', 'month quarter', 'day week', 'day year', 'week'] as const),
      ),
    })
    .chain(({ dayNumbers, ranges, kinds }) => {
      const first = day('2026-01-01')
      const grid = dayNumbers.sort((a, b) => a - b).map((n) => indexOf<'day'>(first + n))
      const features = ranges.map(({ from, length }, i) =>
        feature(`f${i}`, {
          ...(from === null ? {} : { from: indexOf<'day'>(first + from) }),
          ...(length === null ? {} : { until: indexOf<'day'>(first + (from ?? 0) + length) }),
        }),
      )
      const cells = fc.array(fc.array(dayCounts, { minLength: grid.length, maxLength: grid.length }), {
        minLength: features.length,
        maxLength: features.length,
      })
      const specs = kinds.split(' ').map((kind) => spec(kind as PeriodKind, k))
      return cells.map((counts) => ({ specs, grid, features, counts }))
    })

  it('publishes no count below k, and a row for every feature in every period of its life', () => {
    fc.assert(
      fc.property(world, ({ specs, grid, features, counts }) => {
        for (const { spec: table, rows } of protectTables(countedOf(specs, grid, features, counts))) {
          expect(rows.flatMap((row) => row.counts).filter((count) => count !== undefined && count < k)).toEqual([])
          const expected = new Set<string>()
          for (const one of features) {
            for (const date of grid) {
              const period = periodOf(table.period, date)
              const begins = one.from === undefined || one.from <= lastDayOf(table.period, period)
              const ends = one.until === undefined || one.until >= firstDayOf(table.period, period)
              if (begins && ends) expected.add(`${periodText(table.period, period)} ${one.id}`)
            }
          }
          expect(rows.map(({ period, feature: id }) => `${periodText(table.period, period)} ${id}`)).toEqual(
            [...expected].sort(),
          )
        }
      }),
    )
  })

  it('does not depend on the order of features, tables or periods', () => {
    fc.assert(
      fc.property(world, fc.nat(), ({ specs, grid, features, counts }, seed) => {
        const turned = <T>(list: readonly T[]): T[] =>
          list.map((_, i) => list[(i + (seed % list.length)) % list.length]!)
        const straight = countedOf(specs, grid, features, counts)
        const shuffled = countedOf(turned(specs), grid, turned(features), turned(counts))
        const tables = shuffled.tables.map((table) => ({ ...table, slabs: new Map([...table.slabs].reverse()) }))
        const byName = (counted: Counted) =>
          Object.fromEntries(protectTables(counted).map((table) => [table.spec.name, linesOf(table)]))
        expect(byName({ ...shuffled, grid: turned(grid), tables })).toEqual(byName(straight))
      }),
    )
  })
})

it('protects 200 features over a year in seconds', () => {
  const grid = Array.from({ length: 365 }, (_, i) => indexOf<'day'>(day('2026-01-01') + i))
  const features = Array.from({ length: 200 }, (_, i) => feature(`f${i}`))
  const counts = features.map((_, f) => grid.map((_, d) => ({ requests: (f * 7 + d * 13) % 90, entries: d % 30 })))
  const counted = countedOf([spec('day', 11), spec('month', 11)], grid, features, counts)
  // The time of this process alone: others use the machine too, and coverage costs.
  const started = process.cpuUsage().user
  const [days] = protectTables(counted)
  expect((process.cpuUsage().user - started) / 1e6).toBeLessThan(3)
  expect(days?.rows).toHaveLength(73_000)
})
