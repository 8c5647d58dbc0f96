import { describe, expect, it } from 'vitest'
import { periodOf } from '../../../src/domain/calendar.ts'
import type { Measure } from '../../../src/domain/dictionary.ts'
import { DURATION_BUCKETS } from '../../../src/domain/duration.ts'
import type { Counted, ProtectedRow, Released } from '../../../src/domain/table.ts'
import { protectTables } from '../../../src/protect/index.ts'
import { expectFigures } from '../../docs/privacy-page.ts'
import { countedOf, feature, januaryDays, spec } from '../counted-of.ts'
import { sequences } from '../inversion-audit.ts'

/*
 * Late lines of somebody who sends all uses but one, and has the period revised after each lot of them. Were its durations told anew, each
 * revision would answer one more question on how long the one took.
 */
const K = 11
const LAST = DURATION_BUCKETS - 1
const MEASURES: readonly Measure[] = ['requests', 'duration_p50', 'duration_p95']
const SPECS = [spec('day', K, MEASURES), spec('month', K, MEASURES)]
const GRID = januaryDays(1)

/** How long the one use took whose duration is sought: a feature each. */
const SOUGHT = Array.from({ length: 28 }, (_, n) => 6 * n + 5)
const FEATURES = SOUGHT.map((bucket) => feature(`f${String(bucket).padStart(3, '0')}`))
const REVISED = new Set(FEATURES.map(({ id }) => id))

/** Own uses, by bucket. */
type Lot = readonly number[]
const lot = (low: number, high: number, [between, uses]: readonly [number, number] = [0, 0]): Lot => [
  ...Array.from({ length: low }, () => 0),
  ...Array.from({ length: between === 0 ? 0 : uses }, () => between),
  ...Array.from({ length: high }, () => LAST),
]
/** What comes first: uses enough for the median, for both figures, and for none. */
const FIRST = { median: lot(29, 14), both: lot(430, 9), none: lot(15, 15) }
/** What may come before each revision: no fewer than k are counted. */
const LATE = [lot(K, 0), lot(0, K), lot(6, 6, [83, 3]), lot(0, 0, [45, 440])]

function countedWith(own: Lot): Counted {
  const plain = countedOf(
    SPECS,
    GRID,
    FEATURES,
    SOUGHT.map(() => [{ requests: own.length + 1 }]),
  )
  const tables = plain.tables.map((table) => {
    const histograms = SOUGHT.map((bucket, f) => {
      const histogram = new Uint32Array(DURATION_BUCKETS)
      for (const one of [...own, bucket]) histogram[one]! += 1
      return [f, histogram] as const
    })
    return { ...table, durations: new Map([[periodOf(table.spec.period, GRID[0]!), new Map(histograms)]]) }
  })
  return { ...plain, tables }
}

type Edition = Released['tables']

/** All editions of a period that is published, and revised after each lot. @param isToldAnew as if no duration stood published */
function editionsOf(first: Lot, late: readonly Lot[], isToldAnew = false): readonly Edition[] {
  return late.reduce<readonly Edition[]>(
    (editions, _, n) => {
      const counted = countedWith([...first, ...late.slice(0, n + 1).flat()])
      const released = { tables: editions.at(-1)!, revised: REVISED }
      return [...editions, protectTables(isToldAnew ? counted : { ...counted, released })]
    },
    [protectTables(countedWith(first))],
  )
}

const rowsOf = (edition: Edition): readonly ProtectedRow[] => edition.flatMap(({ rows }) => rows)

/** How many uses each figure of a table tells apart, in all editions together; the most. And how many it tells from all others. */
function toldBy(editions: readonly Edition[]): { readonly kinds: number; readonly pinned: number } {
  const told = SPECS.flatMap((_, t) =>
    [1, 2].map((m) => {
      const kinds = new Map<string, number>()
      SOUGHT.forEach((__, f) => {
        const seen = editions.map((tables) => tables[t]!.rows.at(f)!.counts[m] ?? '-').join()
        kinds.set(seen, (kinds.get(seen) ?? 0) + 1)
      })
      return { kinds: kinds.size, pinned: [...kinds.values()].filter((uses) => uses === 1).length }
    }),
  )
  return { kinds: Math.max(...told.map(({ kinds }) => kinds)), pinned: Math.max(...told.map(({ pinned }) => pinned)) }
}

const REVISIONS = 4
const HISTORIES = sequences([0, 1, 2, 3], REVISIONS).map((lots) => lots.map((one) => LATE[one]!))

describe('a period that is revised as often as one likes', () => {
  it.each(['median', 'both', 'none'] as const)('tells each of its durations once: %s of them at first', (name) => {
    for (const late of HISTORIES) {
      const editions = editionsOf(FIRST[name], late)
      const figures = editions.map((edition) => rowsOf(edition).map(({ counts }) => counts.slice(1)))
      expect(figures).toEqual(figures.map(() => figures[0]))
      expect(toldBy(editions).kinds).toBeLessThanOrEqual(2)
      const uses = editions.map((edition) => rowsOf(edition)[0]!.counts[0])
      expect(uses).toEqual([...uses].sort((a, b) => a! - b!))
      expect(new Set(uses).size).toBe(editions.length)
    }
    const [edition] = editionsOf(FIRST[name], [])
    const shown = [1, 2].map((m) => rowsOf(edition!)[0]!.counts[m] !== undefined)
    expect(shown).toEqual([name !== 'none', name === 'both'])
  })

  it('is caught: told anew', () => {
    const found = HISTORIES.map((late) => toldBy(editionsOf(FIRST.median, late, true)))
    const most = Math.max(...found.map(({ kinds }) => kinds))
    expect(most).toBeGreaterThan(2)
    console.info(`durations told anew: ${most} kinds, ${Math.max(...found.map(({ pinned }) => pinned))} pinned`)
    expectFigures`${REVISIONS} revisions told ${SOUGHT.length} durations apart as ${most} kinds instead of ${2}`
  })
})
