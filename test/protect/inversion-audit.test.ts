import { describe, expect, it, vi } from 'vitest'
import type { Counted } from '../../src/domain/table.ts'
import { periodOf, type DayIndex } from '../../src/domain/calendar.ts'
import { DISCLOSURE_RULES, type DisclosureRules } from '../../src/protect/disclosure/disclosure-rules.ts'
import { protectTables, RULES, writeTables } from '../../src/protect/protect-tables.ts'
import { protectQuality } from '../../src/protect/protect-quality.ts'
import { countedOf, feature, januaryDays, spec } from './counted-of.ts'
import { auditInversion, entryDays, requestDays, sequences, type AuditPlan } from './inversion-audit.ts'

// Coverage counts every round of the hash: ten times as long.
vi.setConfig({ testTimeout: 120_000 })

const REQUESTS = { day: ['requests'], month: ['requests'] } as const
const ENTRIES = { day: ['requests', 'entries'], month: ['requests', 'entries'] } as const
const ALL = { day: ['requests', 'entries', 'errors'], month: ['requests', 'entries', 'errors'] } as const

const withErrors = (most: number, days: ReturnType<typeof entryDays>) =>
  days.flatMap((one) => Array.from({ length: most + 1 }, (_, errors) => ({ ...one, errors })))

/** Days of January 2026 by their weekdays, in order: Thursday is the first, and a letter a day. */
function daysOf(weekdays: string): readonly DayIndex[] {
  const month = januaryDays(31)
  let next = 0
  return Array.from(weekdays, (letter) => {
    while (WEEKDAYS[month[next]! % 7] !== letter) next++
    return month[next++]!
  })
}

// M, T, W, H, F, S, U: Monday to Sunday.
const WEEKDAYS = 'MTWHFSU'

const plan = (k: number, weekdays: string, most: number, kind: 'requests' | 'entries' = 'requests') => {
  const values = kind === 'requests' ? requestDays(most) : entryDays(most)
  return {
    k,
    days: daysOf(weekdays),
    most: { requests: most, entries: most, errors: 4 },
    worlds: sequences(values, weekdays.length),
  }
}

describe('no hidden figure can be computed, and k values of each stay possible', () => {
  it.each<{ why: string } & AuditPlan>([
    ...['F', 'FS', 'TFU', 'HFSU', 'FSUM', 'HFSUM', 'SUMTW'].map((weekdays) => ({
      why: `k = 3, ${weekdays} and their month`,
      ...plan(3, weekdays, weekdays.length < 5 ? 9 : 7),
      measures: REQUESTS,
    })),
    ...['FM', 'FSM', 'SUMT', 'TWHF'].map((weekdays) => ({
      why: `k = 5, ${weekdays} and their month`,
      ...plan(5, weekdays, weekdays.length < 4 ? 15 : 12),
      measures: REQUESTS,
    })),
    ...['FM', 'FSM', 'MTW'].map((weekdays) => ({
      why: `k = 3, entries, ${weekdays} and their month`,
      ...plan(3, weekdays, weekdays.length < 3 ? 12 : 7, 'entries'),
      measures: ENTRIES,
    })),
    // Smaller than any k that may be chosen: so more days can be gone through.
    { why: 'k = 2, entries, MTWH and their month', ...plan(2, 'MTWH', 4, 'entries'), measures: ENTRIES },
    { why: 'k = 5, entries, FM and their month', ...plan(5, 'FM', 16, 'entries'), measures: ENTRIES },
    {
      why: 'all three measures, 2 days',
      ...plan(3, 'MT', 7, 'entries'),
      worlds: sequences(withErrors(4, entryDays(7)), 2),
      measures: ALL,
    },
    {
      why: 'entries by month only, requests by day',
      ...plan(3, 'FSM', 7, 'entries'),
      measures: { day: ['requests'], month: ['requests', 'entries'] },
    },
    {
      why: 'entries by day only, requests by month too',
      ...plan(3, 'FSM', 7, 'entries'),
      measures: { day: ['requests', 'entries'], month: ['requests'] },
    },
    {
      why: 'requests and entries by month, errors by day',
      ...plan(3, 'MT', 6, 'entries'),
      worlds: sequences(withErrors(4, entryDays(6)), 2),
      measures: { day: ['errors'], month: ['requests', 'entries', 'errors'] },
    },
  ])('$why', (own) => {
    const { hidden, pinned, fewest } = auditInversion(own)
    console.info(`${own.why}: ${own.worlds.length} worlds, ${hidden} hidden, ${pinned} pinned, fewest ${fewest}`)
    expect(hidden).toBeGreaterThan(0)
    expect(pinned).toBe(0)
    expect(fewest).toBeGreaterThanOrEqual(own.k)
  })
})

describe('a weakened rule pins hidden figures', () => {
  const requests = { ...plan(3, 'HFSUM', 7), measures: REQUESTS }
  const entries = { ...plan(3, 'MTW', 7, 'entries'), measures: ENTRIES }

  it.each<{ why: string } & AuditPlan>([
    { why: 'the total is always shown', ...requests, rules: { showTotal: () => true } },
    {
      why: 'the total is shown where nothing but small figures is hidden',
      ...plan(3, 'FSU', 9),
      measures: REQUESTS,
      rules: { showTotal: ({ hidden, rest }, k) => hidden === 0 || rest >= k },
    },
    {
      why: 'the rest beneath may be small',
      ...requests,
      rules: { showTotal: ({ hidden, hasCompanion, rest }) => hidden === 0 || (hasCompanion && rest > 0) },
    },
    {
      why: 'the companion is the next large day',
      ...requests,
      rules: { companionOf: (after, k) => after.findIndex(({ count }) => count >= k) },
    },
    {
      why: 'the companion is the smallest large day',
      ...requests,
      rules: {
        companionOf: (after, k) => {
          const large = after.map(({ count }) => (count >= k ? count : Infinity))
          const least = Math.min(...large)
          return least === Infinity ? -1 : large.indexOf(least)
        },
      },
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
      rules: { showPart: (count, _, k) => count >= k },
    },
    { why: 'the total of entries is always shown', ...entries, rules: { showPartTotal: () => true } },
    {
      why: 'the total of entries minds nothing but what is left of both',
      ...plan(3, 'FM', 12, 'entries'),
      measures: ENTRIES,
      rules: {
        showPartTotal: ({ wholeShown, part: beneath, othersRest }, k) =>
          wholeShown && (beneath.hidden === 0 || (beneath.rest >= k && othersRest >= k)),
      },
    },
    {
      why: 'the total of entries is shown where few of them are left',
      ...entries,
      rules: {
        showPartTotal: (around, k) =>
          DISCLOSURE_RULES.showPartTotal(around, k) || (around.wholeShown && around.part.rest < k),
      },
    },
  ])('$why', (own) => {
    const { hidden, pinned } = auditInversion(own)
    console.info(`${own.why}: ${((100 * pinned) / hidden).toFixed(1)} % pinned`)
    expect(pinned).toBeGreaterThan(0)
  })
})

describe('quality.csv', () => {
  const k = 3
  const MOST = 4
  const days = januaryDays(3)
  const features = [feature('a'), feature('b')]
  const dayOf = requestDays(MOST)
  const triples = dayOf.flatMap((x) => dayOf.flatMap((y) => dayOf.map((z) => [x, y, z])))
  const worlds = triples.flatMap((first) => triples.map((second) => [first, second]))
  const published = worlds.flatMap((counts) => {
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
    // A companion that takes more than any day has is in no world.
    const isTruncated = features.some(({ id }) => {
      const [beneath, total] = tables.map(({ rows }) => rows.flatMap((row) => (row.feature === id ? row.counts : [])))
      return beneath!.reduce<number>((rest, count) => rest - (count ?? 0), total![0] ?? 0) > MOST
    })
    if (isTruncated) return []
    return {
      tables: tables.flatMap(({ rows }) => rows.map((row) => row.counts[0] ?? '?')).join(' '),
      quality: quality.map((row) => row.lines ?? '?').join(' '),
      exact: String(lines.counted),
      hidden: counts[0]!.flatMap(({ requests = 0 }, d) =>
        tables[0]!.rows[d * features.length]!.counts[0] === undefined ? [[d, requests] as const] : [],
      ),
    }
  })

  // How often what is seen leaves one value for a hidden day of the first feature.
  const pinnedBy = (seen: (world: (typeof published)[number]) => string) => {
    const values = new Map<string, Set<number>>()
    for (const world of published) {
      for (const [d, requests] of world.hidden) {
        const key = `${d} ${seen(world)}`
        values.set(key, (values.get(key) ?? new Set()).add(requests))
      }
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
  const worlds = sequences(requestDays(4), 4)

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
