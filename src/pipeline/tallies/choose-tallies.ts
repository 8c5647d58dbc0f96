import { ProblemError } from '../../domain/problem.ts'
import { writeTally, type TallyFile } from '../../tally/index.ts'
import { hasAllOf } from './has-all-of.ts'

export type FoundTally = { readonly path: string; readonly tally: TallyFile }

/**
 * Each machine once: of several tallies of one machine the latest, of the same file twice one.
 *
 * @throws ProblemError TALLIES_OVERLAP where one is the sum of several machines, and another holds some of them; where a machine was
 * cloned, and none of its tallies has all
 */
export function chooseTallies(found: readonly FoundTally[]): readonly FoundTally[] {
  const chosen: FoundTally[] = []
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

function laterOf(a: FoundTally, b: FoundTally): FoundTally {
  if (isIncludedIn(b.tally, a.tally)) return a
  if (isIncludedIn(a.tally, b.tally)) return b
  throw new ProblemError({ code: 'TALLIES_OVERLAP', path: a.path, other: b.path })
}

/** Whether one is the same machines as another, each as it was then or earlier. */
function isIncludedIn(earlier: TallyFile, later: TallyFile): boolean {
  const pairs = earlier.sources.map((source, i) => ({ source, other: later.sources[i] }))
  if (pairs.length !== later.sources.length || pairs.some(({ source, other }) => source.id !== other?.id)) return false
  if (pairs.some(({ source, other }) => other === undefined || source.sequence > other.sequence)) return false
  const isLater = pairs.some(({ source, other }) => source.sequence !== other?.sequence)
  return isLater ? hasAllOf(later, earlier) : writeTally(earlier) === writeTally(later)
}
