import { dayOfText, periodOf, type DayIndex, type PeriodIndex } from '../../src/domain/calendar.ts'
import type { Measure, PeriodKind } from '../../src/domain/dictionary.ts'
import { FATES, type Fate } from '../../src/domain/fate.ts'
import type { Feature } from '../../src/domain/feature.ts'
import type { Counted, CountedTable, Protection, TableSpec } from '../../src/domain/table.ts'

/** True counts of one feature on one day. */
export type DayCounts = Partial<Record<Measure, number>>
export type Lines = Partial<Record<Fate, number>>

export function day(text: string): DayIndex {
  const found = dayOfText(text)
  if (found === undefined) throw new Error(text)
  return found
}

/** January 2026, from its first day on. */
export function januaryDays(count: number): readonly DayIndex[] {
  return Array.from({ length: count }, (_, i) => day(`2026-01-${String(i + 1).padStart(2, '0')}`))
}

export function feature(id: string, range: { from?: DayIndex; until?: DayIndex } = {}): Feature {
  const empty = { title: { en: id }, match: [], examples: [] }
  return { id, ...empty, clients: 'humans', partial: 'exclude', assets: 'exclude', ...range }
}

export function spec(
  period: PeriodKind,
  k: number | 'exact',
  measures: readonly Measure[] = ['requests', 'entries', 'errors'],
): TableSpec {
  const protection: Protection = k === 'exact' ? { level: 'exact' } : { level: 'threshold', k }
  return { name: `${period}-feature`, period, dimensions: [], measures, protection }
}

/** Counts days into the summary tables of the specs; `counts[f][d]` is feature f on grid day d. */
export function countedOf(
  specs: readonly TableSpec[],
  grid: readonly DayIndex[],
  features: readonly Feature[],
  counts: readonly (readonly DayCounts[])[],
  lines: Lines = {},
): Counted {
  const tables = specs.map((table): CountedTable => {
    const slabs = new Map<PeriodIndex, Float64Array>()
    counts.forEach((days, f) =>
      days.forEach((count, d) => {
        const period = periodOf(table.period, grid[d]!)
        const slab = slabs.get(period) ?? new Float64Array(features.length * table.measures.length)
        table.measures.forEach((measure, m) => (slab[f * table.measures.length + m]! += count[measure] ?? 0))
        slabs.set(period, slab)
      }),
    )
    return { spec: table, categories: [], slabs }
  })
  const fates = Float64Array.from(FATES, (fate) => lines[fate] ?? 0)
  return { features, grid, tables, daily: new Map(grid.map((one) => [one, fates])) }
}
