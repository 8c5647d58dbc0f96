import { periodOf, type DayIndex, type PeriodIndex } from '../domain/calendar.ts'
import { indexOf, type Dimension, type Measure } from '../domain/dictionary.ts'
import { bucketOf, DURATION_BUCKETS, type Histogram } from '../domain/duration.ts'
import { FATE, FATES, USES_BY, type Fate, type FateIndex } from '../domain/fate.ts'
import type { Hit } from '../domain/hit.ts'
import { DEFINITIONS, QUANTILES } from '../domain/measure.ts'
import type { CountedTable, TableSpec } from '../domain/table.ts'

const NOWHERE = -1
const NOTHING: readonly Addend[] = []

// An own constant: an imported one is loaded anew at each use.
const { robot: ROBOT } = FATE

/** How many features there are, and the words of each dimension, to which the positions in a hit point. */
export type TallyDictionaries = {
  readonly features: number
  readonly categories: (dimension: Dimension) => readonly string[]
}

export type Tally = {
  /** Counts what stands for one line or more. Lines of every fate may come; most count nowhere. */
  readonly add: (hit: Hit) => void
  /** What was counted so far: the live tables, not copies. */
  readonly tables: () => readonly CountedTable[]
}

/** Counts hits into one table a spec. Memory: features × categories × measures × periods in which something counted. */
export function createTally(specs: readonly TableSpec[], dictionaries: TallyDictionaries): Tally {
  const counters = specs.map((spec) => createCounter(spec, dictionaries))
  return {
    add: (hit) => addToAll(counters, hit),
    tables: () => counters.map(({ table }) => table),
  }
}

/** One table being counted: its spec turned into what a line asks for. */
type Counter = {
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
type Addend = {
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

function createCounter(spec: TableSpec, dictionaries: TallyDictionaries): Counter {
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
    return isCounted ? [{ at, where: where === 'all' ? undefined : where.of, amountOf: undefined }] : []
  })
}

function addToAll(counters: readonly Counter[], hit: Hit): void {
  if (hit.feature < 0 || hit.day < 0) return
  for (const counter of counters) countHit(counter, hit)
}

/** Adds a hit with a feature and a day to one table. Per line: no object, no Map, no arithmetic of dates. */
function countHit(counter: Counter, hit: Hit): void {
  const ending = counter.everyClient ? endingForEveryClient(hit) : hit.fate
  const addends = counter.addends[ending] ?? NOTHING
  if (addends.length === 0) return
  const cell = cellOf(counter, hit)
  if (cell === NOWHERE) return
  const slab = slabOf(counter, hit.day)
  const first = cell * counter.width
  addAll(addends, hit, slab, first)
  if (counter.durations !== undefined && counter.uses[ending] === 1) addDuration(counter, cell, hit)
}

/** A robot's request counts by its answer; what was never a request of a feature in time stays out. */
function endingForEveryClient(hit: Hit): FateIndex {
  return hit.fate === ROBOT ? hit.outcome : hit.fate
}

/** Layout: domain/table.ts. A category that was not read has no cell. */
function cellOf({ readers, sizes }: Counter, hit: Hit): number {
  let cell: number = hit.feature
  for (let at = 0; at < readers.length; at += 1) {
    const category = readers[at]?.(hit) ?? NOWHERE
    if (category < 0) return NOWHERE
    cell = cell * (sizes[at] ?? 0) + category
  }
  return cell
}

function slabOf(counter: Counter, day: DayIndex): Float64Array {
  if (day === counter.lastDay) return counter.lastSlab
  const period = periodOf(counter.table.spec.period, day)
  const known = counter.slabs.get(period)
  const slab = known ?? new Float64Array(counter.slabLength)
  if (known === undefined) counter.slabs.set(period, slab)
  counter.lastDay = day
  counter.lastSlab = slab
  if (counter.durations !== undefined) {
    counter.lastDurations = counter.durations.get(period) ?? new Map<number, Histogram>()
    counter.durations.set(period, counter.lastDurations)
  }
  return slab
}

/** Of the period that was turned to last. */
function addDuration({ durations, lastDurations }: Counter, cell: number, { duration, lines }: Hit): void {
  if (durations === undefined || duration < 0) return
  let histogram = lastDurations.get(cell)
  if (histogram === undefined) {
    histogram = new Uint32Array(DURATION_BUCKETS)
    lastDurations.set(cell, histogram)
  }
  const bucket = bucketOf(duration)
  histogram[bucket] = (histogram[bucket] ?? 0) + lines
}

function addAll(addends: readonly Addend[], hit: Hit, slab: Float64Array, first: number): void {
  for (const { at, where, amountOf } of addends)
    if (where === undefined || where(hit)) add(slab, first + at, amountOf === undefined ? hit.lines : amountOf(hit))
}

function add(slab: Float64Array, position: number, amount: number): void {
  slab[position] = (slab[position] ?? 0) + amount
}
