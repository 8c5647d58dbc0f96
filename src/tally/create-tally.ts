import { periodOf, type DayIndex } from '../domain/calendar.ts'
import { bucketOf, DURATION_BUCKETS, type Histogram } from '../domain/duration.ts'
import { FATE, type FateIndex } from '../domain/fate.ts'
import type { Hit } from '../domain/hit.ts'
import type { CountedTable, TableSpec } from '../domain/table.ts'
import { createCounter, type Addend, type Counter, type TallyDictionaries } from './counter.ts'

const NOWHERE = -1
const NOTHING: readonly Addend[] = []

// An own constant: an imported one is loaded anew at each use.
const { robot: ROBOT } = FATE

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
