import { describe, expect, it } from 'vitest'
import { periodOf } from '../../src/domain/calendar.ts'
import { bucketOf, DURATION_BUCKETS } from '../../src/domain/duration.ts'
import type { Counted, ProtectedTable } from '../../src/domain/table.ts'
import { protectTables } from '../../src/protect/index.ts'
import { cellKey } from './attacks/noisy-world.ts'
import { countedOf, feature, januaryDays, spec } from './counted-of.ts'

const K = 11
const specs = [spec('day', K, ['requests']), spec('month', K, ['requests'])]
const grid = januaryDays(4)
const key = new Uint8Array(32)

const counted = (days: readonly number[], tables = specs): Counted =>
  countedOf(
    tables,
    grid,
    ['a', 'b'].map((id) => feature(id)),
    [days.map((requests) => ({ requests })), days.map((requests) => ({ requests }))],
  )

/** Days, then months, of feature `a`, then of `b`. */
function figures(tables: readonly ProtectedTable[]): readonly string[] {
  return ['a', 'b'].map((id) =>
    tables.map(({ rows }) => rows.filter((row) => row.feature === id).map(({ counts }) => counts[0] ?? '-')).join('|'),
  )
}

describe('what was published', () => {
  it('stays as it was, but for the features that are revised', () => {
    const before = protectTables(counted([20, 20, 20, 20]))
    const after = counted([50, 20, 20, 20])
    const released = { tables: before, revised: new Set(['b']) }
    expect(figures(protectTables({ ...after, released }))).toEqual(['20,20,20,20|80', '50,20,20,20|110'])
  })

  it('is what a month is decided by: a hole that would not be made today is a hole', () => {
    // The days were published when k was 20.
    const old = specs.map((one) => ({ ...one, protection: { level: 'threshold', k: 20 } as const }))
    const [days] = protectTables(counted([15, 20, 30, 40], old.slice(0, 1)))
    const now = counted([15, 20, 30, 40])
    expect(figures(protectTables(now))[0]).toBe('15,20,30,40|105')
    const released = { tables: days === undefined ? [] : [days], revised: new Set<string>() }
    // The month less the shown days would be the hidden one.
    expect(figures(protectTables({ ...now, released }))[0]).toBe('-,20,30,40|-')
  })

  it('keeps a duration for good, shown or hidden, also in a feature that is revised', () => {
    const timed = [spec('day', K, ['requests', 'duration_p50'])]
    const [first] = grid.map((day) => periodOf('day', day))
    const facts = (uses: number): Counted => {
      const plain = counted([uses, 20, 20, 20], timed)
      const histogram = new Uint32Array(DURATION_BUCKETS)
      histogram[bucketOf(600_000)] = uses
      const durations = new Map([[first!, new Map([0, 1].map((feature) => [feature, histogram]))]])
      return { ...plain, tables: plain.tables.map((table) => ({ ...table, durations })) }
    }
    const released = { tables: protectTables(facts(20)), revised: new Set(['b']) }
    const shown = (tables: readonly ProtectedTable[]) =>
      tables[0]?.rows.filter(({ period }) => period === first).map(({ counts }) => counts[1] !== undefined)
    expect(shown(protectTables(facts(540)))).toEqual([true, true])
    expect(shown(released.tables)).toEqual([false, false])
    expect(shown(protectTables({ ...facts(540), released }))).toEqual([false, false])
    const p50 = (tables: readonly ProtectedTable[]) => tables[0]?.rows[0]?.counts[1]
    const [early, all] = [protectTables(facts(60)), new Set(['a', 'b'])]
    expect(p50(protectTables({ ...facts(540), released: { tables: early, revised: all } }))).toBe(p50(early))
    // A column that was taken away, and is back.
    const without = early.map(({ rows }) => ({
      spec: spec('day', K, ['requests']),
      rows: rows.map((row) => ({ ...row, counts: row.counts.slice(0, 1) })),
    }))
    expect(p50(early)).not.toBe(p50(protectTables(facts(540))))
    for (const revised of [all, new Set<string>()])
      expect(p50(protectTables({ ...facts(540), released: { tables: without, revised } }))).toBeUndefined()
  })

  it('with noise says nothing of tables without', () => {
    const noisy = { ...spec('day', K, ['requests']), name: 'noisy', protection: cellKey(1) }
    const [first] = protectTables(counted([40, 40, 40, 40], [noisy]), { key })
    const released = { tables: first === undefined ? [] : [first], revised: new Set<string>() }
    expect(figures(protectTables({ ...counted([20, 20, 20, 5]), released }))[0]).toBe('20,20,20,-|-')
  })
})
