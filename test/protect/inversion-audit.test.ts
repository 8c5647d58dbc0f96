import { describe, expect, it, vi } from 'vitest'
import type { Counted } from '../../src/domain/table.ts'
import { periodOf } from '../../src/domain/calendar.ts'
import { DISCLOSURE_RULES, type DisclosureRules } from '../../src/protect/disclosure/disclosure-rules.ts'
import { RULES, writeTables } from '../../src/protect/write-tables.ts'
import { protectQuality } from '../../src/protect/protect-quality.ts'
import { protectTables } from '../../src/protect/protect-tables.ts'
import { countedOf, feature, januaryDays, spec } from './counted-of.ts'
import { auditInversion, entryDays, multisets, requestDays, type AuditPlan } from './inversion-audit.ts'

// Coverage counts every round of the hash: ten times as long.
vi.setConfig({ testTimeout: 120_000 })

const REQUESTS = { day: ['requests'], month: ['requests'] } as const
const ENTRIES = { day: ['requests', 'entries'], month: ['requests', 'entries'] } as const
const ALL = { day: ['requests', 'entries', 'errors'], month: ['requests', 'entries', 'errors'] } as const

const withErrors = (most: number, days: ReturnType<typeof entryDays>) =>
  days.flatMap((one) => Array.from({ length: most + 1 }, (_, errors) => ({ ...one, errors })))

describe('no hidden figure can be computed, and half of the small values stay possible', () => {
  it.each<{ why: string } & AuditPlan>([
    ...[1, 2, 3, 4, 5].map((days) => ({
      why: `k = 3, ${days} days and their month`,
      k: 3,
      days,
      worlds: multisets(requestDays(5), days),
      measures: REQUESTS,
    })),
    ...[2, 3, 4].map((days) => ({
      why: `k = 5, ${days} days and their month`,
      k: 5,
      days,
      worlds: multisets(requestDays(9), days),
      measures: REQUESTS,
    })),
    ...[2, 3, 4].map((days) => ({
      why: `k = 3, entries, ${days} days and their month`,
      k: 3,
      days,
      worlds: multisets(entryDays(days === 4 ? 6 : 7), days),
      measures: ENTRIES,
    })),
    {
      why: 'k = 5, entries, 3 days and their month',
      k: 5,
      days: 3,
      worlds: multisets(entryDays(10), 3),
      measures: ENTRIES,
    },
    {
      why: 'all three measures, 2 days',
      k: 3,
      days: 2,
      worlds: multisets(withErrors(3, entryDays(7)), 2),
      measures: ALL,
    },
    {
      why: 'all three measures, 3 days, quiet or just large enough',
      k: 3,
      days: 3,
      worlds: multisets(
        withErrors(
          3,
          entryDays(6).filter(({ requests = 0 }) => requests < 3 || requests === 6),
        ),
        3,
      ),
      measures: ALL,
    },
    {
      why: 'entries by month only, requests by day',
      k: 3,
      days: 3,
      worlds: multisets(entryDays(7), 3),
      measures: { day: ['requests'], month: ['requests', 'entries'] },
    },
    {
      why: 'entries by day only, requests by month too',
      k: 3,
      days: 3,
      worlds: multisets(entryDays(7), 3),
      measures: { day: ['requests', 'entries'], month: ['requests'] },
    },
    {
      why: 'requests and entries by month, errors by day',
      k: 3,
      days: 2,
      worlds: multisets(withErrors(3, entryDays(6)), 2),
      measures: { day: ['errors'], month: ['requests', 'entries', 'errors'] },
    },
  ])('$why', (plan) => {
    const { hidden, pinned, fewest } = auditInversion(plan)
    expect(hidden).toBeGreaterThan(0)
    expect(pinned).toBe(0)
    expect(fewest).toBeGreaterThanOrEqual(Math.ceil(plan.k / 2))
  })
})

describe('a weakened rule pins hidden figures', () => {
  const days = 3
  const requests = { k: 3, days, worlds: multisets(requestDays(5), days), measures: REQUESTS }
  const entries = { k: 3, days, worlds: multisets(entryDays(7), days), measures: ENTRIES }

  it.each<{ why: string } & AuditPlan>([
    { why: 'the total is always shown', ...requests, rules: { showTotal: () => true } },
    {
      why: 'the total is shown above one hidden day',
      ...requests,
      rules: { showTotal: (beneath, k) => beneath.hidden === 1 || DISCLOSURE_RULES.showTotal(beneath, k) },
    },
    {
      why: 'the total is shown above two hidden days',
      ...requests,
      rules: { showTotal: (beneath, k) => beneath.hidden === 2 || DISCLOSURE_RULES.showTotal(beneath, k) },
    },
    {
      why: 'three hidden days and a large rest are taken to be enough',
      ...requests,
      rules: { showTotal: ({ hidden, rest }, k) => hidden === 0 || (hidden >= 3 && rest >= k) },
    },
    {
      why: 'the rest beneath may be small',
      ...requests,
      rules: { showTotal: (beneath, k) => beneath.rest < k || DISCLOSURE_RULES.showTotal(beneath, k) },
    },
    {
      why: 'zero is shown',
      ...requests,
      rules: { showCount: (count, k) => count === 0 || count >= k },
      // Then a hidden count is 1 or 2, and a month betrays which.
    },
    {
      why: 'entries are shown where few requests are none',
      ...entries,
      rules: { showEntries: (count, _, k) => count >= k },
    },
    { why: 'the total of entries is always shown', ...entries, rules: { showEntriesTotal: () => true } },
    {
      why: 'the total of entries minds hidden entries only by their number',
      ...entries,
      rules: { showEntriesTotal: ({ entries: { hidden } }) => hidden !== 1 && hidden !== 2 },
    },
    {
      why: 'the total of entries is shown above hidden requests',
      ...entries,
      rules: {
        showEntriesTotal: (around, k) =>
          DISCLOSURE_RULES.showEntriesTotal(
            { ...around, requestsShown: true, requests: { hidden: 0, open: 0, rest: 0 } },
            k,
          ),
      },
    },
  ])('$why', (plan) => {
    expect(auditInversion(plan).pinned).toBeGreaterThan(0)
  })
})

describe('quality.csv', () => {
  const k = 3
  const days = januaryDays(3)
  const features = [feature('a'), feature('b')]
  const dayOf = requestDays(4)
  const triples = dayOf.flatMap((x) => dayOf.flatMap((y) => dayOf.map((z) => [x, y, z])))
  const worlds = triples.flatMap((first) => triples.map((second) => [first, second]))
  const published = worlds.map((counts) => {
    const lines = { counted: counts.flat().reduce((sum, { requests = 0 }) => sum + requests, 0) }
    const counted: Counted = countedOf(
      [spec('day', k, ['requests']), spec('month', k, ['requests'])],
      days,
      features,
      counts,
      lines,
    )
    const tables = protectTables(counted)
    const quality = protectQuality(counted, tables, k).rows.filter(({ fate }) => fate === 'counted')
    return {
      tables: tables.flatMap(({ rows }) => rows.map((row) => row.counts[0] ?? '?')).join(' '),
      quality: quality.map((row) => row.lines ?? '?').join(' '),
      exact: String(lines.counted),
      first: counts[0]!.map(({ requests }) => requests),
    }
  })

  // How often what is seen leaves one value for a hidden day of the first feature.
  const pinnedBy = (seen: (world: (typeof published)[number]) => string) => {
    const values = new Map<string, Set<number>>()
    for (const world of published) {
      world.first.forEach((requests = 0, d) => {
        const key = `${d} ${seen(world)}`
        if (requests < k) values.set(key, (values.get(key) ?? new Set()).add(requests))
      })
    }
    return [...values.values()].filter(({ size }) => size === 1).length
  }

  it('tells nothing that the tables do not tell', () => {
    expect(new Set(published.map(({ tables, quality }) => `${tables} ${quality}`)).size).toBe(
      new Set(published.map(({ tables }) => tables)).size,
    )
  })

  it('pins nothing beside the tables', () => {
    expect(pinnedBy(({ tables, quality }) => `${tables} ${quality}`)).toBe(0)
  })

  it('would pin hidden figures if the total were that of the lines', () => {
    expect(pinnedBy(({ tables, exact }) => `${tables} ${exact}`)).toBeGreaterThan(0)
  })
})

describe('two editions, the second a day later', () => {
  const k = 3
  const grid = januaryDays(4)
  const month = periodOf('month', grid[0]!)
  const worlds = multisets(requestDays(4), 3).flatMap((first) => requestDays(4).map((last) => [...first, last]))

  /** How many hidden days only one count explains, once both editions are compared. */
  const pinnedBy = (rules: Partial<DisclosureRules>): number => {
    const specs = [spec('day', k, ['requests']), spec('month', k, ['requests'])]
    const features = worlds.map((_, w) => feature(`w${String(w).padStart(5, '0')}`))
    const editions = [3, 4].map((days) => {
      const counted = countedOf(
        specs,
        grid.slice(0, days),
        features,
        worlds.map((world) => world.slice(0, days)),
      )
      const written = writeTables({ ...counted, partial: new Map([['month', [month]]]) }, {}, { ...RULES, ...rules })
      return written.flatMap(({ rows }) => rows)
    })
    const values = new Map<string, Set<number>>()
    worlds.forEach((world, w) => {
      const seen = editions
        .map((rows) => rows.filter((row) => row.feature === features[w]!.id).map(({ counts }) => counts[0] ?? '-'))
        .join('|')
      const last = world[3]!.requests ?? 0
      if (last < k) values.set(seen, (values.get(seen) ?? new Set()).add(last))
    })
    return [...values.values()].filter(({ size }) => size === 1).length
  }

  it('do not give away the day between', () => {
    expect(pinnedBy({})).toBe(0)
  })

  it('nor does a month without days beside it that `--until` cuts, one day after the other', () => {
    const cutBy = (rules: Partial<DisclosureRules>): readonly (number | undefined)[] =>
      [3, 4].map((days) => {
        const quiet = Array.from({ length: days }, () => ({ requests: 20 }))
        const counted = countedOf([spec('month', k, ['requests'])], grid.slice(0, days), [feature('a')], [quiet])
        const cut = new Map([['month', [month]]] as const)
        return writeTables({ ...counted, partial: cut, cut }, {}, { ...RULES, ...rules })[0]!.rows[0]!.counts[0]
      })
    expect(cutBy({})).toEqual([undefined, undefined])
    expect(cutBy({ showCut: () => true })).toEqual([60, 80])
  })

  it('would, if a month were shown before it is over', () => {
    expect(pinnedBy({ showPartialTotal: () => true })).toBeGreaterThan(0)
  })
})
