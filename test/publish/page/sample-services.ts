import { dayOfText, periodOf, lastDayOf, type DayIndex, type PeriodIndex } from '../../../src/domain/calendar.ts'
import { DEVICES, indexOf, type PeriodKind } from '../../../src/domain/dictionary.ts'
import { FATES, type Fate } from '../../../src/domain/fate.ts'
import type { Feature } from '../../../src/domain/feature.ts'
import type { CountedTable, TableSpec } from '../../../src/domain/table.ts'
import { protectQuality, protectTables } from '../../../src/protect/index.ts'
import type { Publication } from '../../../src/publish/index.ts'
import { DAY_FEATURE, examplePublication } from '../example-publication.ts'

export function day(text: string): DayIndex {
  return dayOfText(text)!
}

export function feature(id: string, words: Partial<Feature> = {}): Feature {
  return {
    id,
    title: { fr: `Fonctionnalité ${id}`, en: `Feature ${id}` },
    match: [],
    examples: [],
    clients: 'humans',
    partial: 'exclude',
    assets: 'exclude',
    ...words,
  }
}

export const MONTH_FEATURE: TableSpec = { ...DAY_FEATURE, name: 'month-feature', period: 'month' }
export const MONTH_DEVICE: TableSpec = {
  name: 'month-feature-device',
  period: 'month',
  dimensions: ['device'],
  measures: ['requests'],
  protection: { level: 'cell-key', k: 11, views: 2, variance: 4, reach: 11 },
}

export type Sample = {
  readonly features: readonly Feature[]
  readonly first: string
  readonly last: string
  /** Uses of a feature, by its position, on a day counted from the first. */
  readonly uses: (feature: number, day: number) => number
  /** Its errors; absent: two of a hundred. */
  readonly errors?: (feature: number, day: number) => number
  readonly isGap?: (day: number) => boolean
  readonly specs?: readonly TableSpec[]
  readonly change?: Partial<Publication>
}

/** A publication made by the real `protect`, of a service that nobody has. */
export function publicationOf(sample: Sample): Publication {
  const { features, isGap = () => false, specs = [DAY_FEATURE, MONTH_FEATURE] } = sample
  const start = day(sample.first)
  const all = Array.from({ length: day(sample.last) - start + 1 }, (_, position) => position)
  const grid = all.filter((position) => !isGap(position)).map((position) => indexOf<'day'>(start + position))
  const tables = specs.map((spec) => countedTable(spec, sample, grid))
  const lines = (date: DayIndex) =>
    Float64Array.from(FATES, (fate) => (LINES.get(fate) ?? 0) + ((date * 7) % 13) * (LINES.get(fate) ?? 0) * 0.01)
  const daily = new Map(grid.map((date) => [date, lines(date).map(Math.round)]))
  const counted = { features, grid, tables, daily }
  const sealed = protectTables(counted, { key: new Uint8Array(32).fill(7) })
  return examplePublication({
    features,
    grid,
    tables: sealed,
    quality: protectQuality(counted, sealed, 11),
    partial: new Map(
      specs.map(({ name, period, dimensions }) => [name, dimensions.length > 0 ? [] : partialOf(period, grid)]),
    ),
    created: `${sample.last}T00:00:00Z`,
    ...sample.change,
  })
}

/** The period that the last day does not end. */
function partialOf(kind: PeriodKind, grid: readonly DayIndex[]): readonly PeriodIndex[] {
  return grid.slice(-1).flatMap((last) => (lastDayOf(kind, periodOf(kind, last)) > last ? [periodOf(kind, last)] : []))
}

const LINES = new Map<Fate, number>([
  ['robot', 4130],
  ['asset', 9420],
  ['unmatched', 612],
  ['redirect', 95],
  ['ignored', 1440],
  ['malformed', 12],
])

function countedTable(
  spec: TableSpec,
  { features, uses, errors, first }: Sample,
  grid: readonly DayIndex[],
): CountedTable {
  const start = day(first)
  const categories = spec.dimensions.map(() => DEVICES)
  const width = spec.measures.length
  const cells = spec.dimensions.length > 0 ? DEVICES.length : 1
  const slabs = new Map<PeriodIndex, Float64Array>()
  for (const date of grid) {
    const period = periodOf(spec.period, date)
    const slab = slabs.get(period) ?? new Float64Array(features.length * cells * width)
    slabs.set(period, slab)
    features.forEach(({ from = start, until = date }, position) => {
      if (date < from || date > until) return
      const count = uses(position, date - start)
      for (let cell = 0; cell < cells; cell++) {
        const share = cells === 1 ? count : Math.round((count * (SHARES[cell] ?? 0)) / 100)
        const at = (position * cells + cell) * width
        slab[at] = (slab[at] ?? 0) + share
        if (width > 1) slab[at + 1] = (slab[at + 1] ?? 0) + Math.round(share * 0.6)
        if (width > 2)
          slab[at + 2] = (slab[at + 2] ?? 0) + (errors?.(position, date - start) ?? Math.round(share * 0.02))
      }
    })
  }
  return { spec, categories, slabs }
}

const SHARES = [52, 40, 6, 1, 0, 1, 0]
