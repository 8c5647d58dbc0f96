import { keyOfRow, type TallyFile } from '../../tally/index.ts'
import { underItsPeriod } from './add-tallies.ts'

type Counted = Pick<TallyFile, 'lines' | 'rows'>

/**
 * Whether nothing that a tally counts is missing in another. Two states that one became by a copy have the same identifier, and
 * the longer sequence says nothing of what the other has read since.
 */
export function hasAllOf(later: Counted, earlier: Counted): boolean {
  const there = countsIn(later)
  return [...countsIn(earlier)].every(([key, count]) => count <= (there.get(key) ?? 0))
}

/** What only grows in a state: a line that did not fit its format may be read again in the right one. A line may pass from one feature to none, and a sum from its day to its period. */
function countsIn({ lines, rows }: Counted): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const add = (key: string, count: number): unknown => counts.set(key, count + (counts.get(key) ?? 0))
  for (const { day, fate, lines: count } of lines) if (fate !== 'malformed') add(`${day} ${fate}`, count)
  for (const row of rows) add(keyOfRow(underItsPeriod(row)), row.count)
  return counts
}
