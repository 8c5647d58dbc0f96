import type { Hit } from '../domain/hit.ts'
import type { CountedTable, TableSpec } from '../domain/table.ts'
import { createCounter, type Counter, type TallyDictionaries } from './counter.ts'
import { countHit } from './count-hit.ts'

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
