import { describe, expect, it } from 'vitest'
import { periodOf, periodText } from '../../src/domain/calendar.ts'
import type { TableSpec } from '../../src/domain/table.ts'
import { isSealed, protectQuality, protectTables } from '../../src/protect/index.ts'
import { countedOf, day, feature, januaryDays, spec, type DayCounts, type Lines } from './counted-of.ts'

function quality(
  specs: readonly TableSpec[],
  counts: readonly DayCounts[],
  lines: Lines = {},
  grid = januaryDays(counts.length),
) {
  const counted = countedOf(specs, grid, [feature('a')], [counts], lines)
  return protectQuality(counted, protectTables(counted), 11)
}

function linesOf(...args: Parameters<typeof quality>): readonly string[] {
  return quality(...args).rows.map(({ month, fate, lines }) => `${periodText('month', month)} ${fate} ${lines ?? '-'}`)
}

describe('rows', () => {
  it('has one a month of the grid and fate, in order of bytes; none for lines that no feature takes', () => {
    const grid = [day('2026-01-31'), day('2026-03-01')]
    const fates = ['counted', 'failed', 'partial', 'redirect', 'robot']
    expect(linesOf([], [{}, {}], {}, grid)).toEqual(
      ['2026-01', '2026-03'].flatMap((month) => fates.map((fate) => `${month} ${fate} -`)),
    )
  })

  it('is sealed', () => {
    expect(isSealed(quality([], [{}]))).toBe(true)
  })
})

describe('lines that no summary table counts', () => {
  it('adds up the days of the month before it asks for the threshold', () => {
    expect(linesOf([], [{}, {}, {}], { robot: 4, redirect: 3, asset: 5000 })).toEqual([
      '2026-01 counted -',
      '2026-01 failed -',
      '2026-01 partial -',
      '2026-01 redirect -',
      '2026-01 robot 12',
    ])
  })

  it('has nothing where a day of the grid has no lines', () => {
    const counted = { ...countedOf([], januaryDays(1), [], []), daily: new Map() }
    expect(protectQuality(counted, [], 11).rows.every(({ lines }) => lines === undefined)).toBe(true)
  })
})

describe('lines that the summary counts', () => {
  const counts = [
    { requests: 20, errors: 12 },
    { requests: 30, errors: 13 },
    { requests: 5, errors: 2 },
  ]
  // What was really counted must not matter.
  const lines = { counted: 1_000_000, failed: 1_000_000 }

  it.each<{ why: string; specs: TableSpec[]; counted: string; failed: string }>([
    { why: 'the shown days', specs: [spec('day', 11)], counted: '50', failed: '25' },
    { why: 'the month', specs: [spec('month', 11)], counted: '55', failed: '27' },
    { why: 'the days of a hidden month', specs: [spec('day', 11), spec('month', 11)], counted: '50', failed: '25' },
    {
      why: 'the month for one, the days for the other',
      specs: [spec('day', 11, ['errors']), spec('month', 11, ['requests'])],
      counted: '55',
      failed: '25',
    },
    { why: 'a measure that is not published', specs: [spec('day', 11, ['requests'])], counted: '50', failed: '-' },
    { why: 'no month in a quarter', specs: [spec('quarter', 11)], counted: '-', failed: '-' },
    { why: 'no month in a week', specs: [spec('week', 11)], counted: '-', failed: '-' },
    { why: 'everything at exact', specs: [spec('day', 'exact')], counted: '55', failed: '27' },
  ])('$why', ({ specs, counted, failed }) => {
    const found = linesOf(specs, counts, lines)
    expect(found).toContain(`2026-01 counted ${counted}`)
    expect(found).toContain(`2026-01 failed ${failed}`)
  })

  it('reads no breakdown', () => {
    const base = countedOf([spec('day', 'exact', ['requests'])], januaryDays(1), [feature('a')], [[{ requests: 7 }]])
    const tables = base.tables.map((table) => ({
      ...table,
      spec: { ...table.spec, dimensions: ['device'] as const },
      categories: [['mobile']],
    }))
    const protectedTables = protectTables({ ...base, tables })
    expect(protectedTables[0]?.rows[0]?.counts).toEqual([7])
    const { rows } = protectQuality(base, protectedTables, 11)
    expect(rows.find(({ fate }) => fate === 'counted')?.lines).toBeUndefined()
  })
})

describe('an edition after an edition', () => {
  const K = 11
  const DAYS = [day('2026-01-30'), day('2026-01-31')]
  const MONTH = periodOf('month', day('2026-01-01'))
  const COUNTS = Array.from({ length: K + 4 }, (_, count) => count)
  const PAIRS = COUNTS.flatMap((first) => COUNTS.map((second) => ({ first, second })))

  /** What both editions show of a fate that no table counts. `open`: how many of the last days lacked lines in the first. */
  function bothOf({ first, second }: (typeof PAIRS)[number], { open = 0, isCut = false, isGone = false } = {}) {
    const countedWith = (robot: number) =>
      countedOf([spec('day', K)], DAYS, [feature('a')], [[{ requests: 20 }, { requests: 30 }]], { robot: robot / 2 })
    const shownOf = (...args: Parameters<typeof protectQuality>) => protectQuality(...args).rows
    const one = countedWith(first)
    const tables = protectTables(one)
    const rows = shownOf(one, tables, K)
    const partial = new Set(DAYS.slice(2 - open).map((last) => periodOf('day', last)))
    const before = {
      tables: tables.map((table) => ({ ...table, partial })),
      quality: rows,
      gone: new Set(isGone ? DAYS.slice(0, 1) : []),
    }
    const cut = new Map([['month' as const, isCut ? [MONTH] : []]])
    const two = { ...countedWith(second), before, cut }
    return [rows, shownOf(two, protectTables(countedWith(second)), K)].map(
      (some) => some.find(({ fate }) => fate === 'robot')?.lines,
    )
  }

  it('of a month that is over moves nothing, and shows nothing that was hidden', () => {
    const wrong = PAIRS.filter((pair) => {
      const [one, two] = bothOf(pair)
      return two !== (pair.first === pair.second ? one : undefined)
    })
    expect(wrong).toEqual([])
    expect(PAIRS.filter((pair) => bothOf(pair)[1] !== undefined)).toHaveLength(COUNTS.length - K)
  })

  it('of one that was cut shows all when it is over, as each night with --until', () => {
    expect(bothOf({ first: 5, second: 20 }, { open: 1 })).toEqual([undefined, 20])
  })

  it('of a month of which it had nothing shows all', () => {
    const march = [day('2026-03-30'), day('2026-03-31')]
    const countedOn = (days: readonly (typeof march)[number][]) =>
      countedOf([spec('day', K)], days, [feature('a')], [days.map(() => ({ requests: 20 }))], { robot: 6 })
    const [one, two] = [countedOn(DAYS), countedOn([...DAYS, ...march])]
    const before = {
      tables: protectTables(one).map((table) => ({ ...table, partial: new Set<never>() })),
      quality: protectQuality(one, protectTables(one), K).rows,
      gone: new Set<never>(),
    }
    const robots = protectQuality({ ...two, before }, protectTables(two), K).rows.filter(({ fate }) => fate === 'robot')
    expect(robots.map(({ month, lines }) => [periodText('month', month), lines])).toEqual([
      ['2026-01', 12],
      ['2026-03', 12],
    ])
  })

  it('of an open one shows what has grown', () => {
    const wrong = PAIRS.filter((pair) => {
      const [one = 0, two] = bothOf(pair, { open: 1 })
      return two !== (pair.second >= K && pair.second >= one ? pair.second : undefined)
    })
    expect(wrong).toEqual([])
  })

  it.each([{ isCut: true }, { isGone: true, open: 1 }])('of one of which days are missing shows nothing: %j', (how) => {
    expect(PAIRS.filter((pair) => bothOf(pair, how)[1] !== undefined)).toEqual([])
  })
})
