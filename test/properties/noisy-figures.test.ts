import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { periodOf } from '../../src/domain/calendar.ts'
import type { Dimension } from '../../src/domain/dictionary.ts'
import { FOLDED, type Counted, type CountedTable, type ProtectedTable, type Views } from '../../src/domain/table.ts'
import { protectTables } from '../../src/protect/index.ts'
import { REACH } from '../../src/protect/noise/noise-table.ts'
import { RULES, writeTables } from '../../src/protect/protect-tables.ts'
import { cellKey, noisySpec, WORDS } from '../protect/attacks/noisy-world.ts'
import { countedOf, feature, januaryDays, spec } from '../protect/counted-of.ts'
import { checkProperty } from './check-property.ts'

const IDS = ['a', 'b', 'c']
const VIEWS = [['device'], ['browser'], ['os'], ['referrer']] as const satisfies readonly (readonly Dimension[])[]
/** Two tables by day, one by month, and one by month and two dimensions. */
const CROSS = ['device', 'os'] as const

/** Cells near the threshold and far above it, empty ones too. */
const count = fc.oneof(fc.nat({ max: 25 }), fc.constantFrom(0, 0, 60, 5000))
const world = fc.record({
  k: fc.constantFrom(3, 11),
  secret: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  hasSummary: fc.boolean(),
  tables: fc.subarray([...VIEWS, CROSS], { minLength: 1, maxLength: 4 }),
  // More than all cells of the largest table need; day by day, feature by feature.
  counts: fc.array(count, { minLength: 97, maxLength: 97 }),
  days: fc.integer({ min: 1, max: 3 }),
})
type World = typeof world extends fc.Arbitrary<infer W> ? W : never

function periodFor(dimensions: readonly Dimension[]): 'day' | 'month' {
  return dimensions.length === 2 ? 'month' : 'day'
}

function wordsOf(dimensions: readonly Dimension[]): readonly (readonly string[])[] {
  return dimensions.map((dimension) => WORDS[dimension]!)
}

/** Counts of a world, with its features in this order. */
function countedFrom({ k, hasSummary, tables, counts, days }: World, ids = IDS): Counted {
  const grid = januaryDays(days)
  const details = tables.map((dimensions, t): CountedTable => {
    const own = noisySpec(dimensions, cellKey(tables.length as Views, k), { period: periodFor(dimensions) })
    const cells = wordsOf(dimensions).reduce((product, words) => product * words.length, 1)
    const slabs = new Map<ReturnType<typeof periodOf>, Float64Array>()
    for (const [d, day] of grid.entries()) {
      const period = periodOf(own.period, day)
      const slab = slabs.get(period) ?? new Float64Array(ids.length * cells)
      slabs.set(period, slab)
      for (const [f, id] of ids.entries())
        for (let c = 0; c < cells; c++)
          slab[f * cells + c]! += counts[(17 * d + 31 * IDS.indexOf(id) + 7 * t + c) % counts.length]!
    }
    return { spec: own, categories: wordsOf(dimensions), slabs }
  })
  const sums = ids.map((id) => grid.map((_, d) => ({ requests: counts[(17 * d + 31 * IDS.indexOf(id)) % 97]! })))
  const summary = countedOf(
    hasSummary ? [spec('day', k, ['requests'])] : [],
    grid,
    ids.map((id) => feature(id)),
    sums,
  )
  return { ...summary, tables: [...summary.tables, ...details] }
}

function noisyIn(tables: readonly ProtectedTable[]): readonly ProtectedTable[] {
  return tables.filter(({ spec: { dimensions } }) => dimensions.length > 0)
}

/** The true counts of a table: period, feature and categories → requests. */
function truthOf({ categories, slabs }: CountedTable): ReadonlyMap<string, number> {
  const combinations = categories.reduce<readonly (readonly string[])[]>(
    (sofar, words) => sofar.flatMap((some) => words.map((word) => [...some, word])),
    [[]],
  )
  return new Map(
    [...slabs].flatMap(([period, slab]) =>
      Array.from(slab, (requests, i) => {
        const words = combinations[i % combinations.length]!
        return [keyOf(period, IDS[Math.floor(i / combinations.length)]!, words), requests] as const
      }),
    ),
  )
}

function keyOf(period: number, id: string, words: readonly string[]): string {
  return `${period} ${id} ${words.join(' ')}`
}

describe('any tables with noise', () => {
  it('have each configured cell once, shown or hidden, and none below k; each is off by its reach at most', async () => {
    const seen = { shown: 0, hidden: 0, folded: 0 }
    await checkProperty(
      fc.property(world, (one) => {
        const counted = countedFrom(one)
        for (const { spec: own, rows } of noisyIn(protectTables(counted, { key: one.secret }))) {
          const truth = truthOf(counted.tables.find((table) => table.spec === own)!)
          const reach = REACH[one.tables.length as Views]
          const cells = rows.filter(({ categories }) => !categories.includes(FOLDED))
          expect(cells.map((row) => keyOf(row.period, row.feature, row.categories)).sort()).toEqual(
            [...truth.keys()].sort(),
          )
          for (const { period, feature: id, categories, counts } of rows) {
            const [figure] = counts
            const isFold = categories.includes(FOLDED)
            if (figure === undefined) seen.hidden += Number(!isFold)
            else {
              const beneath = cells.filter((row) => row.period === period && row.feature === id)
              const members = beneath.filter((row) => row.counts[0] === undefined)
              const counted = (isFold ? members : [{ period, feature: id, categories }]).map((row) =>
                truth.get(keyOf(row.period, row.feature, row.categories))!,
              )
              const sum = counted.reduce((total, requests) => total + requests, 0)
              expect(Number.isInteger(figure)).toBe(true)
              expect(figure).toBeGreaterThanOrEqual(one.k)
              expect(Math.abs(figure - sum)).toBeLessThanOrEqual(Math.min(reach, sum))
              seen[isFold ? 'folded' : 'shown']++
            }
          }
        }
      }),
      150,
    )
    // All three were met, or nothing was tested.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100)
  })

  it('are the same from run to run, in whichever order features and tables stand', async () => {
    const orders = fc.record({
      world,
      ids: fc.shuffledSubarray(IDS, { minLength: IDS.length }),
      isReversed: fc.boolean(),
    })
    await checkProperty(
      fc.property(orders, ({ world: one, ids, isReversed }) => {
        const written = (counted: Counted): string =>
          JSON.stringify(
            protectTables(counted, { key: one.secret })
              .toSorted((a, b) => (a.spec.name < b.spec.name ? -1 : 1))
              .map(({ rows }) => rows),
          )
        const other = countedFrom(one, ids)
        const expected = written(countedFrom(one))
        expect(written(countedFrom(one))).toBe(expected)
        expect(written({ ...other, tables: isReversed ? other.tables.toReversed() : other.tables })).toBe(expected)
      }),
      100,
    )
  })

  it('draw for each cell with a key of its own', () => {
    const [one] = fc.sample(world, { numRuns: 1, seed: 7 })
    const tables = [...VIEWS.slice(0, 3), CROSS]
    const keys: number[] = []
    const noiseOf: typeof RULES.noiseOf = ({ keyOf: keyWith, count: requests }) => {
      keys.push(keyWith(requests))
      return 0
    }
    // All counts alike: what tells cells apart is their label alone.
    const counted = countedFrom({ ...one!, tables, counts: Array.from({ length: 97 }, () => 50), days: 3 })
    writeTables(counted, { key: one!.secret }, { ...RULES, noiseOf })
    expect(keys.length).toBeGreaterThanOrEqual(3 * 3 * 4 * 3 + 3 * 16)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
