import { describe, expect, it } from 'vitest'
import { dayOfText } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { protectTables } from '../../src/protect/protect-tables.ts'
import { expectFigures } from '../docs/privacy-page.ts'
import { countedOf, feature, spec, type DayCounts } from './counted-of.ts'

const K = 11
const FEATURES = 50
const FIRST = dayOfText('2024-01-01')!
const DAYS = dayOfText('2025-12-31')! - FIRST + 1
const GRID = Array.from({ length: DAYS }, (_, n) => indexOf<'day'>(FIRST + n))

/** Two years of a service: how its uses spread over features (Zipf), weekdays and chance. */
type Service = {
  readonly usesADay: number
  readonly weekend: number
  readonly entryShare?: number
  readonly errorShare?: number
}

/** Numbers from 0 to 1 by a fixed seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function poisson(mean: number, next: () => number): number {
  // By parts of 500, since e^-mean is 0 from 745 on.
  if (mean > 500) return poisson(500, next) + poisson(mean - 500, next)
  const limit = Math.exp(-mean)
  let [count, product] = [0, next()]
  while (product > limit) {
    count++
    product *= next()
  }
  return count
}

function twoYears({
  usesADay,
  weekend,
  entryShare = 0.4,
  errorShare = 0.02,
}: Service): readonly (readonly DayCounts[])[] {
  const next = seeded(7)
  const harmonic = Array.from({ length: FEATURES }, (_, f) => 1 / (f + 1)).reduce((sum, one) => sum + one, 0)
  return Array.from({ length: FEATURES }, (_, f) =>
    GRID.map((day) => {
      const mean = ((day % 7 >= 5 ? weekend : 1) * usesADay) / ((f + 1) * harmonic)
      const requests = poisson(mean, next)
      const entries = Math.min(requests, poisson(mean * entryShare, next))
      return { requests, entries, errors: poisson(mean * errorShare, next) }
    }),
  )
}

type Share = { readonly large: number; readonly hidden: number }

/** Of the months with k uses and more: how many are hidden. For entries: those that a month alone would show. */
function monthsHidden(
  service: Service,
  features: number,
  hasRows: (day: number) => boolean = () => true,
): Record<'requests' | 'entries' | 'errors', Share> & { days: Share } {
  const ids = Array.from({ length: FEATURES }, (_, f) => feature(`f${String(f).padStart(2, '0')}`))
  const counts = twoYears(service).map((days) => days.filter((_, d) => hasRows(FIRST + d)))
  const grid = GRID.filter(hasRows)
  const measures = ['requests', 'entries', 'errors'] as const
  const specs = [spec('day', K, measures), spec('month', K, measures)]
  const counted = countedOf(specs, grid, ids, counts)
  const [days, months] = protectTables(counted)
  const own = new Set(ids.slice(0, features).map(({ id }) => id))
  const shareOf = (m: number): Share => {
    let [large, hidden] = [0, 0]
    for (const row of months!.rows) {
      if (!own.has(row.feature)) continue
      const slab = counted.tables[1]!.slabs.get(row.period)!
      const at = ids.findIndex(({ id }) => id === row.feature) * measures.length
      const count = slab[at + m]!
      if (count < K || (m === 1 && slab[at]! - count < K)) continue
      large++
      if (row.counts[m] === undefined) hidden++
    }
    return { large, hidden }
  }
  let [large, hidden] = [0, 0]
  for (const row of days!.rows) {
    if (!own.has(row.feature)) continue
    const count =
      counts[ids.findIndex(({ id }) => id === row.feature)]![grid.findIndex((one) => one - row.period === 0)]!.requests!
    if (count < K) continue
    large++
    if (row.counts[0] === undefined) hidden++
  }
  return { requests: shareOf(0), entries: shareOf(1), errors: shareOf(2), days: { large, hidden } }
}

describe('a day of few uses does not hide its month', () => {
  const shares = { months: [] as number[], days: [] as number[] }
  const services: readonly Service[] = [
    { usesADay: 1000, weekend: 0.3 },
    { usesADay: 1000, weekend: 0 },
    { usesADay: 3000, weekend: 0 },
    { usesADay: 10000, weekend: 0.3 },
  ]
  it.each(services)('$usesADay uses a day, at weekends × $weekend', (service) => {
    for (const features of [FEATURES, 10]) {
      const found = monthsHidden(service, features)
      const said = Object.entries(found).map(
        ([name, { large, hidden }]) => `${name} ${hidden} of ${large} (${((100 * hidden) / large).toFixed(1)} %)`,
      )
      console.info(`${service.usesADay} × ${service.weekend}, ${features} features: hidden ${said.join(', ')}`)
      for (const { large, hidden } of [found.requests, found.entries, found.errors]) {
        expect(large).toBeGreaterThan(190)
        expect(hidden / large).toBeLessThan(0.01)
        if (features === FEATURES) shares.months.push(hidden / large)
      }
      if (features === FEATURES) shares.days.push(found.days.hidden / found.days.large)
      // What it costs: days that are large enough and hidden.
      expect(found.days.hidden / found.days.large).toBeLessThan(0.05)
    }
  })

  it('costs as little as docs/privacy.md says', () => {
    const ends = (all: readonly number[]): readonly number[] => [Math.min(...all), Math.max(...all)]
    const [least = 0, most = 0] = ends(services.map(({ usesADay }) => usesADay))
    expectFigures`two years of a service with ${FEATURES} features and ${least} to ${most} uses a day`
    const [days = 0, toDays = 0, months = 0, toMonths = 0] = [...ends(shares.days), ...ends(shares.months)].map(
      (share) => Number((100 * share).toFixed(1)),
    )
    expectFigures`${days} to ${toDays} % of the days that are large enough are hidden, and ${months} to ${toMonths} % of the months`
  })

  it.each([1000, 3000])('%d uses a day: what it costs that silent weekends have rows', (usesADay) => {
    const service = { usesADay, weekend: 0 }
    const [before, after] = [monthsHidden(service, FEATURES, (one) => one % 7 < 5), monthsHidden(service, FEATURES)]
    const said = (['requests', 'entries', 'errors', 'days'] as const).map((name) => {
      const [was, is] = [before, after].map((found) => (100 * found[name].hidden) / found[name].large)
      return `${name} ${was?.toFixed(1)} → ${is?.toFixed(1)} %`
    })
    console.info(`${usesADay} × 0, rows for silent days: hidden ${said.join(', ')}`)
    expect(after.requests.hidden / after.requests.large).toBeLessThan(0.01)
    expect(after.days.hidden / after.days.large).toBeLessThan(0.05)
  })
})
