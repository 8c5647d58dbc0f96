import { type Problem, ProblemError } from '../../domain/problem.ts'
import { keyOfRow, type TallyFile, writeTally } from '../../tally/index.ts'
import { underItsPeriod } from './sum-tallies.ts'

export type GivenTally = { readonly path: string; readonly tally: TallyFile }

/**
 * Each machine once: of several tallies of one machine the latest, of the same file twice one.
 *
 * @throws ProblemError TALLIES_OVERLAP where one is the sum of several machines, and another holds some of them; where a machine was
 * cloned, and none of its tallies has all
 */
export function chooseTallies(found: readonly GivenTally[]): readonly GivenTally[] {
  const chosen: GivenTally[] = []
  for (const one of found) {
    const at = chosen.findIndex((other) => haveCommon(one.tally, other.tally))
    const other = chosen[at]
    if (other === undefined) chosen.push(one)
    else chosen[at] = laterOf(one, other)
  }
  return chosen
}

function haveCommon(a: TallyFile, b: TallyFile): boolean {
  return a.sources.some(({ id }) => b.sources.some((other) => other.id === id))
}

function laterOf(a: GivenTally, b: GivenTally): GivenTally {
  if (isIncludedIn(b.tally, a.tally)) return a
  if (isIncludedIn(a.tally, b.tally)) return b
  throw new ProblemError(overlapOf(a, b))
}

function overlapOf(a: GivenTally, b: GivenTally): Problem {
  if (isPartOf(a.tally, b.tally)) return { code: 'TALLIES_OVERLAP', path: a.path, other: b.path, isWithin: true }
  if (isPartOf(b.tally, a.tally)) return { code: 'TALLIES_OVERLAP', path: b.path, other: a.path, isWithin: true }
  return { code: 'TALLIES_OVERLAP', path: a.path, other: b.path }
}

/** Whether another has all the machines of one, others too, and all that it counts. */
function isPartOf(part: TallyFile, whole: TallyFile): boolean {
  const ids = new Set(whole.sources.map(({ id }) => id))
  return part.sources.length < ids.size && part.sources.every(({ id }) => ids.has(id)) && hasAllOf(whole, part)
}

/** Whether one is the same machines as another, each as it was then or earlier. */
function isIncludedIn(earlier: TallyFile, later: TallyFile): boolean {
  const pairs = earlier.sources.map((source, i) => ({ source, other: later.sources[i] }))
  if (pairs.length !== later.sources.length || pairs.some(({ source, other }) => source.id !== other?.id)) return false
  if (pairs.some(({ source, other }) => other === undefined || source.sequence > other.sequence)) return false
  const isLater = pairs.some(({ source, other }) => source.sequence !== other?.sequence)
  return isLater ? hasAllOf(later, earlier) : writeTally(earlier) === writeTally(later)
}

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
