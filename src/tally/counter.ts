import type { DayIndex, PeriodIndex } from '../domain/calendar.ts'
import { indexOf, type Dimension, type Measure } from '../domain/dictionary.ts'
import type { Histogram } from '../domain/duration.ts'
import { FATES, USES_BY, type Fate } from '../domain/fate.ts'
import type { Hit } from '../domain/hit.ts'
import { DEFINITIONS, QUANTILES } from '../domain/measure.ts'
import type { CountedTable, TableSpec } from '../domain/table.ts'

/** How many features there are, and the words of each dimension, to which the positions in a hit point. */
export type TallyDictionaries = {
  readonly features: number
  readonly categories: (dimension: Dimension) => readonly string[]
}

/** One table being counted: its spec turned into what a line asks for. */
export type Counter = {
  readonly table: CountedTable
  readonly slabs: Map<PeriodIndex, Float64Array>
  readonly slabLength: number
  /** Undefined: no quantile is asked for. */
  readonly durations: Map<PeriodIndex, Map<number, Histogram>> | undefined
  /** Reads the category of each dimension from a hit. */
  readonly readers: readonly ((hit: Hit) => number)[]
  /** Number of categories of each dimension. */
  readonly sizes: readonly number[]
  /** Number of measures. */
  readonly width: number
  /** By fate: what a line of it adds to; empty where it counts nowhere. */
  readonly addends: readonly (readonly Addend[])[]
  /** Every client counts: the answer decides, whoever asked. */
  readonly everyClient: boolean
  /** By fate: 1 where a line is a use, whose duration counts. */
  readonly uses: Uint8Array
  /** Lines come nearly in order of time: the day of the line before, and its slab. */
  lastDay: DayIndex
  lastSlab: Float64Array
  lastDurations: Map<number, Histogram>
}

/** What a line adds to the measure that stands at a place among those of its table. */
export type Addend = {
  readonly at: number
  /** Undefined: whatever the line is. */
  readonly where: ((hit: Hit) => boolean) | undefined
  /** Undefined: one a line, without a call. */
  readonly amountOf: ((hit: Hit) => number) | undefined
}

// One small function a dimension: hit[dimension], read under several names in one place, made a table by dimension 3 times slower.
const READERS: Readonly<Record<Dimension, (hit: Hit) => number>> = {
  device: (hit) => hit.device,
  browser: (hit) => hit.browser,
  os: (hit) => hit.os,
  status: (hit) => hit.status,
  method: (hit) => hit.method,
  client: (hit) => hit.client,
  referrer: (hit) => hit.referrer,
  hour: (hit) => hit.hour,
  from: (hit) => hit.from,
}

export function createCounter(spec: TableSpec, dictionaries: TallyDictionaries): Counter {
  const { dimensions, measures } = spec
  const categories = dimensions.map(dictionaries.categories)
  const sizes = categories.map((words) => words.length)
  const slabs = new Map<PeriodIndex, Float64Array>()
  const durations = measures.some((measure) => QUANTILES.has(measure))
    ? new Map<PeriodIndex, Map<number, Histogram>>()
    : undefined
  const uses: readonly Fate[] = ['counted', ...dimensions.flatMap((dimension) => USES_BY[dimension])]
  return {
    table: { spec, categories, slabs, ...(durations !== undefined && { durations }) },
    slabs,
    durations,
    slabLength: sizes.reduce((product, size) => product * size, dictionaries.features * measures.length),
    readers: dimensions.map((dimension) => READERS[dimension]),
    sizes,
    width: measures.length,
    addends: FATES.map((fate) => addendsOf(measures, fate, uses)),
    everyClient: uses.includes('robot'),
    uses: Uint8Array.from(FATES, (fate) => (uses.includes(fate) ? 1 : 0)),
    lastDay: indexOf<'day'>(-1),
    lastSlab: new Float64Array(0),
    lastDurations: new Map(),
  }
}

function addendsOf(measures: readonly Measure[], fate: Fate, uses: readonly Fate[]): readonly Addend[] {
  return measures.flatMap((measure, at): readonly Addend[] => {
    const definition = DEFINITIONS[measure]
    if ('quantile' in definition) return []
    if ('adds' in definition) return uses.includes(fate) ? [{ at, where: undefined, amountOf: definition.adds.of }] : []
    const { counts, where } = definition
    const isCounted = counts === 'uses' ? uses.includes(fate) : counts === fate
    return isCounted ? [{ at, where: where?.of, amountOf: undefined }] : []
  })
}
