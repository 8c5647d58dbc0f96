import { firstDayOf, periodOf } from '../../../src/domain/calendar.ts'
import type { Dimension, Measure, PeriodKind } from '../../../src/domain/dictionary.ts'
import type { Counted, CountedTable, Protection, TableSpec, Views } from '../../../src/domain/table.ts'
import { protectionOf } from '../../../src/protect/plan/protection-of.ts'
import { RULES, writeTables, type ProtectionRules } from '../../../src/protect/protect-tables.ts'
import { day, feature } from '../counted-of.ts'
import { randomFrom } from '../noise/random.ts'

/** Counts of the categories of one dimension, by position; what is not said is 0. */
export type Cells = Readonly<Record<number, number>>

/** What one feature has in each table: the attacked tables in order, each with the cells of its dimension. */
export type Trial = { readonly cells: readonly Cells[]; readonly summary?: number }

export const WORDS: Partial<Record<Dimension, readonly string[]>> = {
  device: ['desktop', 'mobile', 'tablet', 'other'],
  browser: ['chrome', 'firefox', 'safari', 'other'],
  os: ['android', 'ios', 'linux', 'windows'],
  referrer: ['internal', 'none', 'search', 'other'],
}
const DIMENSIONS: readonly Dimension[] = ['device', 'browser', 'os', 'referrer']

export function cellKey(views: Views, k = 11): Protection {
  return protectionOf('cell-key', k, views)
}

export function noisySpec(
  dimensions: readonly Dimension[],
  protection: Protection,
  { period = 'day', measures = ['requests'] }: { period?: PeriodKind; measures?: readonly Measure[] } = {},
): TableSpec {
  return { name: [period, 'feature', ...dimensions].join('-'), period, dimensions, measures, protection }
}

const DAY = day('2026-01-01')

/**
 * One day, and each trial a feature of its own: their noise is independent, so many trials cost one call.
 *
 * @param summary the level of a table by day and feature beside the details
 */
export function countedTrials(trials: readonly Trial[], views: Views, k = 11, summary?: Protection): Counted {
  const details = (trials[0]?.cells ?? []).map((_, t): CountedTable => {
    const dimension = DIMENSIONS[t]!
    const words = WORDS[dimension]!
    const spec = noisySpec([dimension], cellKey(views, k))
    const slab = new Float64Array(trials.length * words.length)
    trials.forEach(({ cells }, f) => {
      for (const [c, count] of Object.entries(cells[t]!)) slab[f * words.length + Number(c)] = count
    })
    return { spec, categories: [words], slabs: new Map([[periodOf('day', DAY), slab]]) }
  })
  const slab = Float64Array.from(trials, (trial) => trial.summary ?? 0)
  const margin: readonly CountedTable[] =
    summary === undefined
      ? []
      : [{ spec: noisySpec([], summary), categories: [], slabs: new Map([[periodOf('day', DAY), slab]]) }]
  const features = trials.map((_, f) => feature(`f${String(f).padStart(6, '0')}`))
  return {
    features,
    grid: [firstDayOf('day', periodOf('day', DAY))],
    tables: [...margin, ...details],
    daily: new Map(),
  }
}

/** What each trial's reader sees: by table, the figures of `(other)` and of each category; `-` is hidden. */
export function seenOf(
  counted: Counted,
  seed: number,
  rules: Partial<ProtectionRules> = {},
  revision = 0,
): readonly Seen[] {
  const key = randomFrom(seed).bytes(32)
  const written = writeTables(counted, { key, revision }, { ...RULES, ...rules })
  return counted.features.map(({ id }, f) => ({
    id,
    tables: written.map(({ spec, rows }) => {
      const each = rows.length / counted.features.length
      const order = ['(other)', ...(WORDS[spec.dimensions[0] ?? 'hour'] ?? [])]
      return rows
        .slice(f * each, (f + 1) * each)
        .toSorted((a, b) => order.indexOf(a.categories[0] ?? '') - order.indexOf(b.categories[0] ?? ''))
        .map(({ counts }) => counts[0])
    }),
  }))
}

/** By table: `(other)` first where it is folded, then the categories in the order of the dictionary. */
export type Seen = { readonly id: string; readonly tables: readonly (readonly (number | undefined)[])[] }
