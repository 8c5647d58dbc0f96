import { describe, expect, it } from 'vitest'
import { dayOf, dayText, periodOf, periodText } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { randomFrom } from '../protect/noise/random.ts'
import { tellOf, type Kept } from './folders-of.ts'

/*
 * Where sums stand in a circle, bounds that pass from one to the next can be too wide: each knows of the other what is left at most,
 * and not that both are left of the same. Small tables by chance, against every world that publishes them.
 */
const { below } = randomFrom(67)
const FIRST = dayOf(2026, 4, 1)
const DAYS = Array.from({ length: 61 }, (_, d) => indexOf<'day'>(FIRST + d))
/** Around the end of April, in weeks of which one lies in both months. */
const AROUND = { from: dayOf(2026, 4, 20), to: dayOf(2026, 5, 10) }
const NAMES = DAYS.map(dayText)

type Sum = { readonly file: 'week' | 'month'; readonly period: string; readonly days: readonly number[] }
type World = readonly number[]

const keysOf = (kind: 'week' | 'month', days: readonly number[]): readonly Sum[] => {
  const nameOf = (d: number): string => periodText(kind, periodOf(kind, DAYS[d]!))
  return [...new Set(days.map(nameOf))].map((period) => ({
    file: kind,
    period,
    days: DAYS.flatMap((_, d) => (nameOf(d) === period ? [d] : [])),
  }))
}
const near = DAYS.flatMap((day, d) => (day >= AROUND.from && day <= AROUND.to ? [d] : []))
const WEEKS = keysOf('week', near)
const MONTHS = keysOf('month', near)

const total = (world: World, { days }: Sum): number => days.reduce((sum, d) => sum + world[d]!, 0)

/**
 * Every world in which the hidden days are any, and the shown sums what they are.
 *
 * @param most of each day
 */
function* worlds(
  truth: World,
  hidden: readonly number[],
  shown: readonly Sum[],
  most: World = truth.map(() => Infinity),
): Generator<World, void, undefined> {
  const left = shown.map(({ days }) => ({
    days,
    rest: days.reduce((all, d) => all + (hidden.includes(d) ? truth[d]! : 0), 0),
  }))
  const world = [...truth]
  function* from(at: number): Generator<World, void, undefined> {
    const day = hidden[at]
    if (day === undefined) {
      if (left.every(({ rest }) => rest === 0)) yield world
      return
    }
    const own = left.filter(({ days }) => days.includes(day))
    const mostLeft = Math.min(most[day]!, ...own.map(({ rest }) => rest))
    for (let count = 0; count <= mostLeft; count++) {
      world[day] = count
      for (const sum of own) sum.rest -= count
      yield* from(at + 1)
      for (const sum of own) sum.rest += count
    }
  }
  yield* from(0)
}

type Range = readonly [low: number, high: number]

function widen(ranges: Map<string, Range>, name: string, value: number): void {
  const [low, high] = ranges.get(name) ?? [value, value]
  ranges.set(name, [Math.min(low, value), Math.max(high, value)])
}

function csv(kind: string, counts: string, rows: readonly (readonly [string, ...(number | string)[]])[]): string {
  return `${kind},feature,${counts}\n${rows.map(([period, ...cells]) => `${period},help,${cells.join(',')}\n`).join('')}`
}

/** Days, some of them hidden, beside weeks and months, some of them shown. */
function tablesOf(truth: World, hidden: readonly number[], shown: readonly Sum[]): Kept {
  const rows = (sums: readonly Sum[]) =>
    sums.map((sum) => [sum.period, shown.includes(sum) ? total(truth, sum) : ''] as const)
  const days = truth.map((count, d) => [NAMES[d]!, hidden.includes(d) ? '' : count] as const)
  return {
    'a/day-feature.csv': csv('day', 'requests', days),
    'a/week-feature.csv': csv('week', 'requests', rows(WEEKS)),
    'a/month-feature.csv': csv('month', 'requests', rows(MONTHS)),
  }
}

/** They are at `threshold`. */
function described(k: number): Kept {
  const table = (name: string) => ({ name, path: `${name}.csv`, comptage: { protection: { level: 'threshold', k } } })
  const resources = ['day-feature', 'week-feature', 'month-feature'].map(table)
  return { 'a/datapackage.json': JSON.stringify({ comptage: { service: { id: 'a' }, k }, resources }) }
}

/** By the rule that is published: in each week and month the first working day after the first hidden one. */
function companionsOf(hidden: readonly number[]): readonly number[] {
  return [...WEEKS, ...MONTHS].flatMap(({ days }) => {
    const first = days.find((d) => hidden.includes(d)) ?? Infinity
    return days.filter((d) => d > first && DAYS[d]! % 7 < 5).slice(0, 1)
  })
}

/** Some days around the end of the month. */
function drawHidden(most: number): readonly number[] {
  return near.filter(() => below(4) === 0).slice(0, most)
}

/** @returns how many figures were looked at, of which more than one value is left */
function compare(files: Kept, expected: ReadonlyMap<string, Range>): number {
  const { figures, contradicted } = tellOf([files])
  expect(contradicted).toEqual([])
  const found = new Map(
    figures.map(({ what, measure, kind, period, low, high }) => [
      `${what} ${measure} ${periodText(kind, period)}`,
      [low, high] as const,
    ]),
  )
  expect([...expected].map(([name]) => [name, found.get(name)])).toEqual([...expected])
  return [...expected.values()].filter(([low, high]) => low < high).length
}

describe('sums in a circle leave what all worlds leave', () => {
  it('of weeks beside months', () => {
    let open = 0
    for (let n = 0; n < 60; n++) {
      const hidden = drawHidden(6)
      const truth = DAYS.map((_, d) => (hidden.includes(d) ? below(6) : 9))
      const shown = [...WEEKS, ...MONTHS].filter(() => below(5) > 0)
      // A day that no shown sum has can be any.
      const bounded = hidden.filter((d) => shown.some(({ days }) => days.includes(d)))
      const expected = new Map<string, Range>()
      for (const world of worlds(truth, bounded, shown))
        for (const d of bounded) widen(expected, `count requests ${NAMES[d]!}`, world[d]!)
      open += compare(tablesOf(truth, hidden, shown), expected)
    }
    expect(open).toBeGreaterThan(100)
  })

  it('of weeks beside months, where what is hidden for no sake but its own is below k', () => {
    const k = 4
    let open = 0
    for (let n = 0; n < 60; n++) {
      const small = drawHidden(3)
      let hidden = small
      for (let size = -1; size !== hidden.length;) {
        size = hidden.length
        hidden = [...new Set([...small, ...companionsOf(hidden)])]
      }
      const companions = companionsOf(hidden)
      const most = DAYS.map((_, d) => (companions.includes(d) ? Infinity : k - 1))
      const truth = DAYS.map((_, d) => (hidden.includes(d) ? below(companions.includes(d) ? 8 : k) : 9))
      const shown = [...WEEKS, ...MONTHS].filter(() => below(5) > 0)
      const bounded = hidden.filter((d) => shown.some(({ days }) => days.includes(d)))
      const expected = new Map<string, Range>()
      for (const world of worlds(truth, bounded, shown, most))
        for (const d of bounded) widen(expected, `count requests ${NAMES[d]!}`, world[d]!)
      open += compare({ ...tablesOf(truth, hidden, shown), ...described(k) }, expected)
    }
    expect(open).toBeGreaterThan(100)
  })

  it('of entries beside requests', () => {
    let open = 0
    for (let n = 0; n < 60; n++) {
      const small = drawHidden(3)
      const uses = DAYS.map((_, d) => (small.includes(d) ? below(6) : 9))
      const entries = uses.map((count, d) => (small.includes(d) ? below(count + 1) : 4))
      // Entries are hidden where requests are, and elsewhere.
      const noUses = small.filter(() => below(3) > 0)
      const hasMonth = below(4) > 0
      const expected = new Map<string, Range>()
      for (const world of worlds(uses, noUses, MONTHS))
        for (const part of worlds(entries, small, hasMonth ? MONTHS : [], world)) {
          for (const d of noUses) widen(expected, `count requests ${NAMES[d]!}`, world[d]!)
          for (const d of small) widen(expected, `count entries ${NAMES[d]!}`, part[d]!)
          for (const d of small) widen(expected, `others entries ${NAMES[d]!}`, world[d]! - part[d]!)
        }
      const days = uses.map(
        (count, d) => [NAMES[d]!, noUses.includes(d) ? '' : count, small.includes(d) ? '' : entries[d]!] as const,
      )
      const months = MONTHS.map((sum) => [sum.period, total(uses, sum), hasMonth ? total(entries, sum) : ''] as const)
      const files = {
        'a/day-feature.csv': csv('day', 'requests,entries', days),
        'a/month-feature.csv': csv('month', 'requests,entries', months),
      }
      open += compare(files, expected)
    }
    expect(open).toBeGreaterThan(100)
  })
})

describe('what is hidden is supposed below k, until that contradicts', () => {
  const HIDDEN: ReadonlyMap<number, number> = new Map([
    [NAMES.indexOf('2026-04-27'), 15],
    [NAMES.indexOf('2026-04-29'), 15],
    [NAMES.indexOf('2026-05-02'), 3],
  ])

  it.each([
    { hidden: new Map([[NAMES.indexOf('2026-04-21'), 15], ...HIDDEN]), hasMonths: false, expected: [0, 33] },
    { hidden: HIDDEN, hasMonths: true, expected: [3, 3] },
  ])('of days that a week and a month share: months shown: $hasMonths', ({ hidden, hasMonths, expected }) => {
    const truth = DAYS.map((_, d) => hidden.get(d) ?? 20)
    const shown = [...WEEKS, ...(hasMonths ? MONTHS : [])]
    const { figures, contradicted } = tellOf([{ ...tablesOf(truth, [...hidden.keys()], shown), ...described(11) }])
    const told = figures.filter(({ kind, period }) => kind === 'day' && periodText('day', period) === '2026-05-02')
    expect(told).toMatchObject([{ low: expected[0], high: expected[1] }])
    expect(contradicted).toEqual([])
  })
})
