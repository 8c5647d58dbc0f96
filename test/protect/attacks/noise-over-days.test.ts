import { describe, expect, it } from 'vitest'
import { firstDayOf, lastDayOf, periodOf, type PeriodIndex } from '../../../src/domain/calendar.ts'
import type { PeriodKind } from '../../../src/domain/dictionary.ts'
import type { CountedTable, ProtectedRow } from '../../../src/domain/table.ts'
import { REACH } from '../../../src/protect/noise/noise-table.ts'
import { RULES, writeTables, type ProtectionRules } from '../../../src/protect/protect-tables.ts'
import { expectFigures } from '../../docs/privacy-page.ts'
import { countedOf, feature, januaryDays, spec } from '../counted-of.ts'
import { randomFrom } from '../noise/random.ts'
import { cellKey, noisySpec } from './noisy-world.ts'

/*
 * Days at `threshold`, and a longer period by device with noise. A reader adds up the devices and takes the shown days away: what is
 * left is the hidden days, give or take the noise, which does not grow with k. With k = 30, and details whatever is hidden, a
 * hidden Sunday keeps 6 values.
 */
const DAYS = 31
const FEATURES = 200
const DEVICES = ['desktop', 'mobile']
const MOST_NOISE = REACH[1] * DEVICES.length

/** By how many values, at least, each hidden day could be what is published; and how many details were shown. */
function attack(k: number, kinds: readonly PeriodKind[], own: PeriodKind, rules: ProtectionRules = RULES) {
  const { below } = randomFrom(k)
  const grid = januaryDays(DAYS)
  const ids = Array.from({ length: FEATURES }, (_, f) => `f${f}`)
  // A third of the features rests on Sundays, a third at weekends, and a third whenever it likes.
  const isQuiet = (f: number, day: number): boolean =>
    f % 3 === 0 ? day % 7 === 6 : f % 3 === 1 ? day % 7 > 4 : below(15) === 0
  const cells = ids.map((_, f) =>
    grid.map((day) => {
      const count = isQuiet(f, day) ? below(k) : k + below(2 * k)
      const desktop = below(count + 1)
      return [desktop, count - desktop] as const
    }),
  )
  const details = { ...noisySpec(['device'], cellKey(1, k)), period: own }
  const slabs = new Map<PeriodIndex, Float64Array>()
  cells.forEach((days, f) =>
    days.forEach((pair, d) => {
      const period = periodOf(own, grid[d]!)
      const slab = slabs.get(period) ?? new Float64Array(FEATURES * 2)
      slabs.set(period, slab)
      pair.forEach((count, c) => (slab[f * 2 + c]! += count))
    }),
  )
  const sums = cells.map((days) => days.map(([a, b]) => ({ requests: a + b })))
  const summary = countedOf(
    kinds.map((kind) => spec(kind, k, ['requests'])),
    grid,
    ids.map((id) => feature(id)),
    sums,
  )
  const table: CountedTable = { spec: details, categories: [DEVICES], slabs }
  const written = writeTables({ ...summary, tables: [...summary.tables, table] }, { key: new Uint8Array(32) }, rules)
  const days = new Map(written[0]!.rows.map((row) => [`${row.feature} ${row.period}`, row.counts[0]]))
  const byCell = new Map<string, ProtectedRow[]>()
  for (const row of written.at(-1)!.rows) {
    const key = `${row.feature} ${row.period}`
    byCell.set(key, [...(byCell.get(key) ?? []), row])
  }
  let [fewest, shown] = [k, 0]
  for (const rows of byCell.values()) {
    const left = leftOver(rows, own, (id, day) => days.get(`${id} ${day}`), grid)
    if (left === undefined) continue
    shown++
    if (left.hidden.length > 0) fewest = Math.min(fewest, candidates(left, k))
  }
  return { fewest, shown: shown / byCell.size }
}

type Left = { readonly rest: number; readonly hidden: readonly number[] }

/** What the shown days leave of the devices, where all of these are shown. */
function leftOver(
  rows: readonly ProtectedRow[],
  kind: PeriodKind,
  figureOf: (feature: string, day: number) => number | undefined,
  grid: readonly number[],
): Left | undefined {
  const [{ feature: id, period }] = rows as [ProtectedRow]
  const cells = rows.filter(({ categories }) => categories[0] !== '(other)').map(({ counts }) => counts[0])
  if (cells.some((count) => count === undefined)) return undefined
  const within = grid.filter((day) => day >= firstDayOf(kind, period) && day <= lastDayOf(kind, period))
  const hidden = within.filter((day) => figureOf(id, day) === undefined)
  const known = within.reduce((sum, day) => sum + (figureOf(id, day) ?? 0), 0)
  return { rest: cells.reduce<number>((sum, count) => sum + count!, 0) - known, hidden }
}

/** How many values the first hidden day can have, for certain: where its companion is hidden too, that has what is left. */
function candidates({ rest, hidden: [first, ...others] }: Left, k: number): number {
  const companion = [1, 2, 3].map((n) => first! + n).find((day) => day % 7 < 5)
  const most = Math.min(k - 1, rest + MOST_NOISE)
  if (others.includes(companion!)) return most + 1
  return most - Math.max(0, rest - MOST_NOISE - others.length * (k - 1)) + 1
}

const THRESHOLDS = [11, 20, 30, 60] as const
const WORLDS = THRESHOLDS.flatMap((k) => [
  { k, kinds: ['day'] as const, own: 'week' as const },
  { k, kinds: ['day'] as const, own: 'month' as const },
  { k, kinds: ['day', 'month'] as const, own: 'month' as const },
  { k, kinds: ['day', 'month'] as const, own: 'week' as const },
])

describe('days beneath the noise of a longer period', () => {
  it.each(WORLDS)('each keeps k values: k = $k, $kinds beside the $own by device', ({ k, kinds, own }) => {
    const { fewest, shown } = attack(k, kinds, own)
    console.info(`k = ${k}, ${kinds.join('+')} beside ${own}: ${(100 * shown).toFixed(0)} % of the details are shown`)
    expect(fewest).toBe(k)
  })

  const weakened = WORLDS.filter(({ k }) => k === 30)
  const open = { ...RULES, isOpen: () => true }
  it.each(weakened)('is caught: $own by device is shown whatever is hidden, $kinds', ({ k, kinds, own }) => {
    expect(attack(k, kinds, own, open).fewest).toBeLessThan(k)
  })

  it('leave as many as docs/privacy.md says', () => {
    const { k, kinds, own } = weakened[0]!
    const { fewest } = attack(k, kinds, own, open)
    expectFigures`*k* = ${THRESHOLDS[0]} to ${THRESHOLDS.at(-1)!} | each hidden day keeps *k* values (where details are shown whatever is hidden, ${fewest} of ${k} beneath weeks) |`
  })

  it('costs what ADR 58 says', () => {
    const percentOf = (own: 'month' | 'week'): number => Math.round(100 * attack(11, ['day'], own).shown)
    expect([percentOf('month'), percentOf('week')]).toEqual([98, 34])
    expect(attack(11, ['day'], 'month').shown).toBeGreaterThan(0.6 * attack(11, ['day'], 'month', open).shown)
  })
})
