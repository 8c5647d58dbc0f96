import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, periodOf, type PeriodIndex } from '../../src/domain/calendar.ts'
import {
  BROWSERS,
  CLIENT,
  CLIENTS,
  DEVICES,
  DIMENSIONS,
  FROM_WORDS,
  HOURS,
  METHODS,
  PERIOD_KINDS,
  REFERRERS,
  STATUS,
  STATUSES,
  SYSTEMS,
  indexOf,
  type Dimension,
  type Measure,
  type PeriodKind,
} from '../../src/domain/dictionary.ts'
import { FATE, FATES, type Fate } from '../../src/domain/fate.ts'
import { NO_FEATURE, NO_METHOD } from '../../src/domain/feature.ts'
import type { Hit } from '../../src/domain/hit.ts'
import type { CellHistograms, CountedTable, TableSpec } from '../../src/domain/table.ts'
import { cellsOf, createTally, sumTables, tableOf } from '../../src/tally/index.ts'

const WORDS: Record<Dimension, readonly string[]> = {
  device: DEVICES,
  browser: BROWSERS,
  os: SYSTEMS,
  status: STATUSES,
  method: METHODS,
  client: CLIENTS,
  referrer: [...REFERRERS, 'partner.example.org'],
  hour: HOURS,
  from: ['a', 'b', 'c', ...FROM_WORDS],
}
const FEATURES = 3
const DICTIONARIES = { features: FEATURES, categories: (dimension: Dimension) => WORDS[dimension] }
const DAY = dayOf(2026, 3, 29)

const HIT: Hit = {
  fate: FATE.counted,
  reason: indexOf(-1),
  outcome: FATE.counted,
  day: DAY,
  hour: indexOf(13),
  feature: indexOf(1),
  status: STATUS['2xx'],
  method: indexOf(0),
  client: CLIENT.human,
  device: indexOf(1),
  browser: indexOf(4),
  os: indexOf(2),
  purpose: indexOf(-1),
  referrer: indexOf(1),
  from: indexOf(4),
  lines: 1,
  bytes: 100,
  duration: 46_012,
}

function spec(period: PeriodKind, dimensions: readonly Dimension[], measures: readonly Measure[]): TableSpec {
  return { name: 'table', period, dimensions, measures, protection: { level: 'exact' } }
}

function count(specs: readonly TableSpec[], hits: readonly Hit[]): readonly CountedTable[] {
  const tally = createTally(specs, DICTIONARIES)
  for (const hit of hits) tally.add(hit)
  return tally.tables()
}

/** Each measure, added up over all cells. */
function sums(table: CountedTable | undefined): number[] {
  const sum = new Array<number>(table!.spec.measures.length).fill(0)
  for (const slab of table!.slabs.values()) slab.forEach((n, at) => (sum[at % sum.length]! += n))
  return sum
}

const ALL: readonly Measure[] = ['requests', 'entries', 'errors', 'bytes']
const ended = (fate: Fate, outcome: Fate = fate): Partial<Hit> => ({ fate: FATE[fate], outcome: FATE[outcome] })
const NONE = [0, 0, 0, 0]
const USE = [1, 1, 0, 100]
const ERROR = [0, 0, 1, 0]

describe('what a hit adds: requests, entries, errors, bytes', () => {
  const tables = [
    spec('day', [], ALL),
    spec('day', ['status'], ALL),
    spec('day', ['client'], ALL),
    spec('day', ['client', 'status'], ALL),
  ]
  it.each<{ why: string; hit: Partial<Hit>; plain: number[]; status: number[]; client: number[]; both: number[] }>([
    { why: 'a use', hit: {}, plain: USE, status: USE, client: USE, both: USE },
    {
      why: 'an error',
      hit: ended('failed'),
      plain: ERROR,
      status: [1, 1, 1, 100],
      client: ERROR,
      both: [1, 1, 1, 100],
    },
    { why: 'a redirect', hit: ended('redirect'), plain: NONE, status: USE, client: NONE, both: USE },
    { why: 'a part', hit: ended('partial'), plain: NONE, status: USE, client: NONE, both: USE },
    { why: 'a robot', hit: ended('robot', 'counted'), plain: NONE, status: NONE, client: USE, both: USE },
    {
      why: 'a robot that failed',
      hit: ended('robot', 'failed'),
      plain: NONE,
      status: NONE,
      client: ERROR,
      both: [1, 1, 1, 100],
    },
    { why: 'a robot redirected', hit: ended('robot', 'redirect'), plain: NONE, status: NONE, client: NONE, both: USE },
    {
      why: 'from inside: no entry',
      hit: { referrer: indexOf(0) },
      plain: [1, 0, 0, 100],
      status: [1, 0, 0, 100],
      client: [1, 0, 0, 100],
      both: [1, 0, 0, 100],
    },
    {
      why: 'referrer unread: no entry',
      hit: { referrer: indexOf(-1) },
      plain: [1, 0, 0, 100],
      status: [1, 0, 0, 100],
      client: [1, 0, 0, 100],
      both: [1, 0, 0, 100],
    },
    {
      why: 'a listed host is an entry, size unknown',
      hit: { referrer: indexOf(6), bytes: -1 },
      plain: [1, 1, 0, 0],
      status: [1, 1, 0, 0],
      client: [1, 1, 0, 0],
      both: [1, 1, 0, 0],
    },
    { why: 'no feature', hit: { feature: NO_FEATURE }, plain: NONE, status: NONE, client: NONE, both: NONE },
    { why: 'no method', hit: { feature: NO_METHOD }, plain: NONE, status: NONE, client: NONE, both: NONE },
    { why: 'no day', hit: { day: indexOf(-1) }, plain: NONE, status: NONE, client: NONE, both: NONE },
    { why: 'client unread', hit: { client: indexOf(-1) }, plain: USE, status: USE, client: NONE, both: NONE },
  ])('$why', ({ hit, plain, status, client, both }) => {
    expect(count(tables, [{ ...HIT, ...hit }]).map(sums)).toEqual([plain, status, client, both])
  })

  it.each(FATES.slice(5))('%s counts nowhere, whatever its answer was', (fate) => {
    const [table, ...others] = count(tables, [{ ...HIT, fate: FATE[fate] }])
    expect([table, ...others].map((t) => t!.slabs.size)).toEqual([0, 0, 0, 0])
  })
})

describe('where it is added', () => {
  it('position = ((feature × |d₁| + c₁) × |d₂| + c₂) × |measures| + measure', () => {
    const [table] = count([spec('month', ['method', 'hour'], ['errors', 'requests'])], [{ ...HIT, method: indexOf(2) }])
    const slab = table!.slabs.get(periodOf('month', DAY))!
    expect(slab).toHaveLength(FEATURES * METHODS.length * 24 * 2)
    expect(slab.indexOf(1)).toBe(((1 * METHODS.length + 2) * 24 + 13) * 2 + 1)
    expect(table!.categories).toEqual([METHODS, HOURS])
  })

  it.each(DIMENSIONS)('%s reads its own category', (dimension) => {
    const [table] = count([spec('day', [dimension], ['requests'])], [{ ...HIT, feature: indexOf(0), [dimension]: 3 }])
    expect(table!.slabs.get(periodOf('day', DAY))!.indexOf(1)).toBe(3)
  })

  it.each(PERIOD_KINDS)('two days decades apart, and back: two slabs of a %s', (kind) => {
    const [early, late] = [dayOf(1995, 1, 1), dayOf(2038, 12, 31)]
    const [table] = count(
      [spec(kind, [], ['requests'])],
      [early, late, early].map((day) => ({ ...HIT, day })),
    )
    expect([...table!.slabs].map(([period, slab]) => [period, slab[1]])).toEqual([
      [periodOf(kind, early), 2],
      [periodOf(kind, late), 1],
    ])
  })

  it('a hit that is used again for the next line leaves what was counted alone', () => {
    const tally = createTally([spec('day', [], ['requests'])], DICTIONARIES)
    const hit = { ...HIT }
    tally.add(hit)
    hit.day = dayOf(2026, 3, 30)
    tally.add(hit)
    expect(tally.tables()[0]!.slabs.size).toBe(2)
  })
})

describe('merging', () => {
  const position = (length: number) => fc.integer({ min: -1, max: length - 1 }).map((at) => indexOf<never>(at))
  const hits = fc.array(
    fc.record({
      fate: fc.nat(FATES.length - 1).map((at) => indexOf<'fate'>(at)),
      reason: fc.constant(HIT.reason),
      outcome: position(4),
      day: fc.integer({ min: -1, max: 40 }).map((at) => indexOf<'day'>(at < 0 ? at : DAY + at)),
      hour: position(24),
      feature: position(FEATURES),
      status: position(STATUSES.length),
      method: position(METHODS.length),
      client: position(CLIENTS.length),
      device: position(DEVICES.length),
      browser: position(BROWSERS.length),
      os: position(SYSTEMS.length),
      purpose: fc.constant(HIT.purpose),
      referrer: position(WORDS.referrer.length),
      from: position(WORDS.from.length),
      lines: fc.integer({ min: 1, max: 9 }),
      bytes: fc.integer({ min: -1, max: 2 ** 40 }),
      duration: fc.integer({ min: -1, max: 2 ** 32 }),
    }),
  )
  const tables = [
    spec('day', [], ['requests', 'errors', 'entries']),
    spec('week', ['status'], ['requests']),
    spec('month', ['client', 'device'], ALL),
    spec('month', ['from'], ['requests', 'duration_p50']),
  ]
  const plain = (counted: readonly CountedTable[]) =>
    counted.map(({ slabs, durations = new Map<PeriodIndex, CellHistograms>() }) => [
      [...slabs].sort(([a], [b]) => a - b).map(([period, slab]) => [period, [...slab]]),
      new Map([...durations].map(([period, cells]) => [period, new Map(cells)])),
    ])

  it('two tallies merged, in either order, are one tally of all hits', () => {
    fc.assert(
      fc.property(hits, hits, (a, b) => {
        const all = plain(count(tables, [...a, ...b]))
        expect(plain(sumTables(count(tables, a), count(tables, b)))).toEqual(all)
        expect(plain(sumTables(count(tables, b), count(tables, a)))).toEqual(all)
      }),
      { numRuns: 60 },
    )
  })

  it('the order of the lines does not matter', () => {
    const shuffled = hits.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, ([a, b]) => {
        expect(plain(count(tables, b))).toEqual(plain(count(tables, a)))
      }),
      { numRuns: 60 },
    )
  })

  it('leaves both as they were', () => {
    const [a, b] = [count(tables, [HIT]), count(tables, [HIT])]
    expect(sums(sumTables(a, b)[0])).toEqual([2, 0, 2])
    expect(sums(a[0])).toEqual([1, 0, 1])
    expect(sums(b[0])).toEqual([1, 0, 1])
  })

  it('what is kept between runs comes back as it was', () => {
    fc.assert(
      fc.property(hits, (list) => {
        const features = ['a', 'b', 'c']
        const counted = count(tables, list)
        const back = counted.map((table) => tableOf(table, features, cellsOf(table, features)))
        // A period in which nothing counted keeps no slab.
        const kept = counted.map((table) => ({
          ...table,
          slabs: new Map([...table.slabs].filter(([, slab]) => slab.some((n) => n > 0))),
          ...(table.durations && { durations: new Map([...table.durations].filter(([, cells]) => cells.size > 0)) }),
        }))
        expect(plain(back)).toEqual(plain(kept))
      }),
      { numRuns: 60 },
    )
  })
})
