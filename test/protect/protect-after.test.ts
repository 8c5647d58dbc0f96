import { describe, expect, it } from 'vitest'
import { periodOf, type DayIndex } from '../../src/domain/calendar.ts'
import { bucketOf, coarseQuantileMs, DURATION_BUCKETS } from '../../src/domain/duration.ts'
import type { EditionBefore, ProtectedTable, TableSpec } from '../../src/domain/table.ts'
import { protectAfter, protectTables } from '../../src/protect/index.ts'
import { countedOf, day, feature, januaryDays, spec, type DayCounts } from './counted-of.ts'

const DAYS = januaryDays(3)
const A = [feature('a')]
const FACTS = { partial: new Map(), cut: new Map() }

function counted(specs: readonly TableSpec[], counts: readonly DayCounts[], days = DAYS) {
  return { ...countedOf(specs, days, A, [counts]), ...FACTS }
}

function editionOf(tables: readonly ProtectedTable[]): EditionBefore {
  return { tables: tables.map((table) => ({ ...table, partial: new Set() })), quality: [], gone: new Set() }
}

function allAlike(uses: number): Uint32Array {
  const histogram = new Uint32Array(DURATION_BUCKETS)
  histogram[bucketOf(600_000)] = uses
  return histogram
}

const requests = (...counts: readonly number[]): readonly DayCounts[] => counts.map((one) => ({ requests: one }))
const BY_DAY = spec('day', 3, ['requests'])
const before = editionOf(protectTables(counted([BY_DAY], requests(9, 1, 9))))
const figuresOf = (tables: readonly ProtectedTable[]) => tables[0]?.rows.map(({ counts }) => counts[0])

describe('an edition after an edition', () => {
  it('keeps hidden what was hidden, though it has grown, and shows the rest as it was', () => {
    const after = protectAfter({ ...counted([BY_DAY], requests(9, 8, 9)), before }, new Map(), {})
    expect([figuresOf(after.tables), after.moved, after.returned]).toEqual([[9, undefined, 9], [], []])
  })

  it('tells which shown figure is another', () => {
    const after = protectAfter({ ...counted([BY_DAY], requests(7, 1, 9)), before }, new Map(), {})
    const first = periodOf('day', DAYS[0]!)
    expect(after.moved).toEqual([{ kind: 'day', period: first, feature: 'a', isOpen: false, isLess: true }])
  })

  it('says nothing new where a 95th percentile stood below its median, and is no less than that now', () => {
    const timed = [spec('day', 3, ['requests', 'duration_p50', 'duration_p95'])]
    const durations = new Map(DAYS.map((one) => [periodOf('day', one), new Map([[0, allAlike(540)]])]))
    const plain = counted(timed, requests(540, 540, 540))
    const facts = { ...plain, tables: plain.tables.map((table) => ({ ...table, durations })) }
    const now = protectTables(facts)
    const [p50, p95] = [0.5, 0.95].map((share) => coarseQuantileMs(allAlike(540), share)!)
    expect(p95).toBeLessThan(p50!)
    const stood = now.map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({ ...row, counts: [540, p50, p95] })),
    }))
    const after = protectAfter({ ...facts, before: editionOf(stood) }, new Map(), {})
    expect(after.moved).toEqual([])
    expect(after.tables[0]?.rows[0]?.counts).toEqual([540, p50, p50])
  })

  it('says nothing of durations of a period in part, which versions until 0.1.0 told, and holds those of a whole one', () => {
    const timed = [spec('day', 3, ['requests', 'duration_p50'])]
    const durations = new Map(DAYS.map((one) => [periodOf('day', one), new Map([[0, allAlike(540)]])]))
    const plain = counted(timed, requests(540, 540, 540))
    const [, second, third] = DAYS.map((one) => periodOf('day', one))
    const facts = {
      ...plain,
      tables: plain.tables.map((table) => ({ ...table, durations })),
      partial: new Map([['day' as const, [third!]]]),
    }
    const stood = protectTables(facts).map((table) => ({
      ...table,
      rows: table.rows.map((row, d) => ({ ...row, counts: [540, d === 0 ? row.counts[1] : 9_000] })),
    }))
    const edition = { ...editionOf(stood), tables: stood.map((table) => ({ ...table, partial: new Set([third!]) })) }
    const after = protectAfter({ ...facts, before: edition }, new Map(), {})
    expect(after.moved.map(({ period }) => period)).toEqual([second])
    expect(after.tables[0]?.rows.map(({ counts }) => counts[1] !== undefined)).toEqual([true, true, false])
  })

  it('hides a first day of which lines went, as if it were gone', () => {
    const begin = new Map([['day' as const, [periodOf('day', DAYS[0]!)]]])
    const after = protectAfter({ ...counted([BY_DAY], requests(7, 1, 9)), before }, begin, {})
    expect([figuresOf(after.tables), after.moved, [...after.gone]]).toEqual([[undefined, undefined, 9], [], [DAYS[0]]])
  })

  it.each([
    { why: 'of no table', specs: [] },
    { why: 'of another table', specs: [spec('month', 3, ['requests'])] },
    { why: 'that hides nothing', specs: [spec('day', 'exact', ['requests'])] },
  ])('$why: nothing moves that it does not have', ({ specs }) => {
    const after = protectAfter({ ...counted(specs, requests(7, 1, 9)), before }, new Map(), {})
    expect(after.moved).toEqual([])
  })

  it('lets the last period grow, and no other: where none is whole, the first may lack its beginning', () => {
    const BY_MONTH = [spec('month', 3, ['requests'])]
    const [january, february] = [DAYS[0]!, day('2026-02-01')]
    const grid = [january, february]
    const open = grid.map((one) => periodOf('month', one))
    const facts = (...counts: readonly number[]) => ({
      ...counted(BY_MONTH, requests(...counts), grid),
      partial: new Map([['month' as const, open]]),
    })
    const edition = {
      tables: protectTables(facts(40, 9)).map((table) => ({ ...table, partial: new Set(open) })),
      quality: [],
      gone: new Set<DayIndex>(),
    }
    const movedBy = (...counts: readonly number[]) =>
      protectAfter({ ...facts(...counts), before: edition }, new Map(), {}).moved.map(({ period }) => period)
    expect(movedBy(40, 15)).toEqual([])
    expect(movedBy(47, 9)).toEqual([open[0]])
  })

  it('tells of the shown figures of a measure that is gone', () => {
    const specs = [spec('day', 3, ['errors'])]
    const after = protectAfter({ ...counted(specs, requests(7, 1, 9)), before }, new Map(), {})
    expect(after.moved.map(({ isLess }) => isLess)).toEqual([true, true])
  })

  it('has no row of days that are gone: they are remembered, and returned where they come back', () => {
    const less = protectAfter({ ...counted([BY_DAY], requests(9, 9), DAYS.slice(1)), before }, new Map(), {})
    expect([...less.gone]).toEqual([DAYS[0]])
    const edition = { ...editionOf(less.tables), gone: less.gone }
    const back = protectAfter({ ...counted([BY_DAY], requests(9, 1, 9)), before: edition }, new Map(), {})
    expect(back.returned.map(({ period }) => period)).toEqual([periodOf('day', DAYS[0]!)])
  })

  it('may have no day before those of a month that were told without it: the first hidden one has a companion', () => {
    const specs = [BY_DAY, spec('month', 3, ['requests'])]
    const next = [...DAYS, day('2026-02-01')]
    const later = editionOf(protectTables(counted(specs, requests(9, 9), DAYS.slice(1))))
    const returnedBy = (own: readonly TableSpec[], days: readonly DayIndex[]) =>
      protectAfter({ ...counted(own, requests(9, 9, 9, 9), days), before: later }, new Map(), {}).returned
    expect(returnedBy(specs, next)).toEqual([{ kind: 'day', period: periodOf('day', DAYS[0]!) }])
    expect(returnedBy(specs, DAYS.slice(1))).toEqual([])
    expect(returnedBy([BY_DAY], next)).toEqual([])
  })
})
