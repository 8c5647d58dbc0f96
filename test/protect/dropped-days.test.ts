import { describe, expect, it } from 'vitest'
import { periodOf } from '../../src/domain/calendar.ts'
import type { DaysAway } from '../../src/domain/feature.ts'
import type { CountedTable, ProtectedRow } from '../../src/domain/table.ts'
import type { DisclosureRules } from '../../src/protect/disclosure/disclosure-rules.ts'
import { protectTables } from '../../src/protect/index.ts'
import { RULES, writeTables } from '../../src/protect/protect-tables.ts'
import { cellKey, noisySpec } from './attacks/noisy-world.ts'
import { countedOf, day, feature, januaryDays, spec, type DayCounts } from './counted-of.ts'

const K = 3
/** What came on the day that has no row. */
const COUNTS = Array.from({ length: K + 3 }, (_, count) => count)
const USED = { requests: 4 * K, entries: 2 * K, errors: K }
const NONE = { requests: 0, entries: 0, errors: 0 }

/** A feature that has a row up to the Saturday, the tenth of January 2026, and of which the Sunday was counted. */
const ended = (dropped?: DaysAway) => ({
  ...feature('a', { until: day('2026-01-10') }),
  ...(dropped && { dropped: [dropped] }),
})
const SUNDAY: DaysAway = { from: day('2026-01-11'), to: day('2026-01-11') }

const figuresIn = (rows: readonly ProtectedRow[] = []) =>
  rows.map(({ counts }) => counts.map((count) => count ?? '-').join(' '))

const daysOf = (last: DayCounts): readonly DayCounts[] => [...Array<DayCounts>(10).fill(USED), last]

/** How the longer period stands: of a whole, of its parts, and where both are counted alike. */
const longerOf = (kind: 'week' | 'month', last: DayCounts, dropped?: DaysAway) =>
  figuresIn(
    protectTables(countedOf([spec('day', K), spec(kind, K)], januaryDays(11), [ended(dropped)], [daysOf(last)]))[1]
      ?.rows,
  ).at(-1)

const UPTO = COUNTS.flatMap((requests) =>
  COUNTS.flatMap((entries) => (entries > requests ? [] : { requests, entries, errors: entries })),
)

describe('a longer period with a day that may have been counted, and has no row', () => {
  it.each(['week', 'month'] as const)('is hidden whatever came on it: %s', (kind) => {
    expect(new Set(UPTO.map((last) => longerOf(kind, last, SUNDAY)))).toEqual(new Set(['- - -']))
  })

  it('would tell that nothing came, if it were decided by the count', () => {
    const shown = UPTO.filter((last) => longerOf('month', last) !== '- - -')
    expect(shown).toContainEqual(NONE)
    expect(shown.every(({ entries }) => entries === 0)).toBe(true)
  })

  it('is shown where the day is another, or has its row', () => {
    const whole = longerOf('month', NONE)
    expect(whole).not.toContain('-')
    const [other, own] = [day('2025-12-31'), day('2026-01-10')]
    for (const one of [other, own]) expect(longerOf('month', NONE, { from: one, to: one })).toBe(whole)
  })

  it('is shown where something is hidden beneath it, and the companion has enough: the day may have the rest', () => {
    const days = [NONE, ...Array<DayCounts>(9).fill(USED), NONE]
    const specs = [spec('day', K, ['requests']), spec('month', K, ['requests'])]
    const tables = protectTables(countedOf(specs, januaryDays(11), [ended(SUNDAY)], [days]))
    expect(figuresIn(tables[1]?.rows)).toEqual([String(9 * USED.requests)])
  })

  it('is shown where no table has a row a day', () => {
    const counted = countedOf([spec('month', K, ['requests'])], januaryDays(11), [ended(SUNDAY)], [daysOf(NONE)])
    expect(figuresIn(protectTables(counted)[0]?.rows)).toEqual([String(10 * USED.requests)])
  })

  it('stays as it was published', () => {
    const counted = countedOf(
      ['day' as const, 'month' as const].map((kind) => spec(kind, K, ['requests'])),
      januaryDays(11),
      [ended(SUNDAY)],
      [daysOf(NONE)],
    )
    const before = protectTables({ ...counted, features: [ended()] })
    const after = protectTables({ ...counted, released: { tables: before, revised: new Set() } })
    expect(figuresIn(after[1]?.rows)).toEqual([String(10 * USED.requests)])
  })

  it('is hidden above months, too', () => {
    const grid = [day('2026-01-15'), day('2026-02-15')]
    const gone = { ...feature('a', { until: day('2026-01-31') }), dropped: [{ from: grid[1]!, to: grid[1]! }] }
    const specs = [spec('month', K, ['requests']), spec('year', K, ['requests'])]
    const years = COUNTS.map((last) => protectTables(countedOf(specs, grid, [gone], [[USED, { requests: last }]]))[1])
    expect(years.map((table) => figuresIn(table?.rows))).toEqual(COUNTS.map(() => ['-']))
  })

  it.each([
    { kinds: ['day'] as const, own: 'month' as const },
    { kinds: ['day'] as const, own: 'week' as const },
    { kinds: ['day', 'month'] as const, own: 'week' as const },
  ])('tells no noisy detail of it: $kinds beside the $own', ({ kinds, own }) => {
    const shownOf = (dropped: DaysAway | undefined, last: number) => {
      const counted = countedOf(
        kinds.map((kind) => spec(kind, 11, ['requests'])),
        januaryDays(11),
        [ended(dropped)],
        [[...Array<DayCounts>(10).fill({ requests: 80 }), { requests: last }]],
      )
      const details: CountedTable = {
        spec: { ...noisySpec(['device'], cellKey(1)), period: own },
        categories: [['desktop', 'mobile']],
        slabs: new Map([[periodOf(own, SUNDAY.from), Float64Array.from([200, 200])]]),
      }
      const tables = [...counted.tables, details]
      const written = protectTables({ ...counted, tables }, { key: new Uint8Array(32) }).at(-1)
      return written?.rows.some(({ counts }) => counts[0] !== undefined)
    }
    expect(shownOf(undefined, 0)).toBe(true)
    expect(COUNTS.map((last) => shownOf(SUNDAY, last))).toEqual(COUNTS.map(() => false))
  })
})

/**
 * Everything that is published of days and what they lie in, of each world: one that is shown, one of few or many uses, the working day after
 * it, and a last one that has no row. @returns for each publication, the worlds that fit
 */
function publicationsOf(kind: 'week' | 'month', k: number, rules: Partial<DisclosureRules> = {}) {
  const upTo = (most: number) => Array.from({ length: most + 1 }, (_, count) => count)
  const worlds = upTo(k + 2).flatMap((few) =>
    upTo(MOST_LEFT(k)).flatMap((next) => upTo(k + 2).map((unseen) => ({ few, next, unseen }))),
  )
  // Wednesday to Saturday.
  const grid = januaryDays(17).slice(-4)
  const [last] = grid.slice(-1)
  const features = worlds.map((_, w) => ({
    ...feature(`w${String(w).padStart(9, '0')}`, { until: grid[2]! }),
    dropped: [{ from: last!, to: last! }],
  }))
  const days = worlds.map(({ few, next, unseen }) => [2 * k, few, next, unseen].map((requests) => ({ requests })))
  const specs = [spec('day', k, ['requests']), spec(kind, k, ['requests'])]
  const counted = countedOf(specs, grid, features, days)
  const shown = writeTables(counted, {}, { ...RULES, ...rules }).map(({ rows }) => rows)
  const told = new Map<string, string>()
  for (const { feature: id, period, counts } of shown.flat())
    told.set(id, `${told.get(id) ?? ''} ${period}=${counts[0] ?? '-'}`)
  const groups = new Map<string, typeof worlds>()
  worlds.forEach((world, w) => {
    const key = told.get(features[w]!.id) ?? ''
    groups.set(key, [...(groups.get(key) ?? []), world])
  })
  return [...groups.values()].filter((group) => !group.some(({ next }) => next === MOST_LEFT(k)))
}

/** More than that the working day has in no world: what is left of a longer figure may be more, and such publications are passed over. */
const MOST_LEFT = (k: number): number => 4 * k

/** The fewest values that a count has which is published nowhere: of the first day, where it is hidden, and of the one without a row. */
function fewestOf(groups: ReturnType<typeof publicationsOf>, k: number) {
  const values = (group: (typeof groups)[number], count: 'few' | 'unseen') =>
    new Set(group.map((one) => one[count])).size
  const hidden = groups.filter((group) => group.every(({ few }) => few < k))
  return {
    hidden: Math.min(...hidden.map((group) => values(group, 'few'))),
    unseen: Math.min(...groups.map((group) => values(group, 'unseen'))),
    tellsZero: groups.some((group) => group.every(({ unseen }) => unseen === 0)),
    tellsUse: groups.some((group) => group.every(({ unseen }) => unseen > 0)),
  }
}

const KINDS = ['week', 'month'] as const
const THRESHOLDS = Array.from({ length: 10 }, (_, i) => 2 + i)

describe.each(KINDS)('beside a hidden day, a %s with a day that has no row', (kind) => {
  it.each(THRESHOLDS)('leaves k values of each, zero among them or not: k = %i', (k) => {
    expect(fewestOf(publicationsOf(kind, k), k)).toEqual({ hidden: k, unseen: k, tellsZero: false, tellsUse: false })
  })
})

it.each<{ why: string; rules: Partial<DisclosureRules>; tells: Partial<ReturnType<typeof fewestOf>> }>([
  {
    why: 'the longer period is shown where the day without a row has nothing',
    rules: { showTotal: (beneath, k) => RULES.showTotal({ ...beneath, dropped: 0 }, k) },
    tells: { unseen: 1, tellsZero: true, tellsUse: true },
  },
  {
    why: 'it is shown whatever is left',
    rules: { showTotal: ({ hasCompanion }) => hasCompanion },
    tells: { hidden: 1, unseen: 1 },
  },
])('less is left under a weaker rule: $why', ({ rules, tells }) => {
  expect(fewestOf(publicationsOf('month', K, rules), K)).toMatchObject(tells)
})
