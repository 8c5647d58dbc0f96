import type { Problem } from '../../domain/problem.ts'
import { compareRoutes, type Reach, type Route } from '../pattern/route.ts'
import type { Finder } from '../trie/open-finder.ts'
import { meetReaches } from './meet-reaches.ts'
import { indexOverlaps, MOST_COMPARED } from './overlap-index.ts'
import { openWitnesses } from './witnesses-of.ts'

/** So many patterns are told that take requests of one, and about so many pairs the finder is asked: a note is not worth a minute. */
const MOST_NARROWER = 100
const MOST_ASKED = 300_000

/**
 * Patterns that get in each other's way: claimed twice, unreachable, overlapping.
 *
 * Nothing here reasons about precedence twice: for each question it asks the real finder about the requests that
 * fit as few other patterns as possible. If those go elsewhere, all others do.
 */
export function findConflicts(routes: readonly Route[], find: Finder): readonly Problem[] {
  const witnessesOf = openWitnesses(routes)
  const { alike, meeting } = indexOverlaps(routes)

  const ties = routes.flatMap((over) => tiesOf(over))
  const beaten = new Set(ties.map(({ over }) => over))

  const takenBy = routes
    .filter((route) => !beaten.has(route))
    .map((route) => ({ route, winners: winnersOf(route) }))
    .filter(({ route, winners }) => !winners.has(route.position))
  for (const { route } of takenBy) beaten.add(route)

  let [toCompare, toAsk] = [MOST_COMPARED, MOST_ASKED]
  const overlaps = overlapsTold()
  return [
    ...ties.map(({ wins, over }) => claimedTwice(wins, over)),
    ...takenBy.map(({ route, winners }) =>
      unreachable(
        route,
        [...winners].toSorted((a, b) => a - b).flatMap((position) => routes[position] ?? []),
      ),
    ),
    ...overlaps,
  ]

  function overlapsTold(): readonly Problem[] {
    const told: Problem[] = []
    for (const over of routes) {
      if (beaten.has(over)) continue
      const { narrower, isMore } = narrowerThan(over)
      if (narrower.length > 0) told.push(overlap(over, narrower, isMore))
      if (toCompare > 0 && toAsk > 0) continue
      const { place, value: pattern } = over.written
      return [...told, { code: 'PATTERNS_NOT_COMPARED', place, pattern }]
    }
    return told
  }

  function winnersOf(reach: Reach): ReadonlySet<number> {
    const winners = new Set<number>()
    for (const request of witnessesOf(reach)) winners.add(find(request))
    return winners
  }

  /** The pattern of another feature, earlier in the file, that claims the same requests with the same right. */
  function tiesOf(over: Route): readonly Pair[] {
    const pairs: Pair[] = []
    alike(over, (wins) => {
      if (wins.position >= over.position || wins.feature === over.feature) return 'go on'
      if (compareRoutes(wins, over) === 0 && meetReaches(wins, over) !== undefined) pairs.push({ wins, over })
      return 'go on'
    })
    return pairs.toSorted((a, b) => a.wins.position - b.wins.position)
  }

  function narrowerThan(over: Route): { readonly narrower: readonly Route[]; readonly isMore: boolean } {
    const narrower: Route[] = []
    let isMore = false
    meeting(over, (wins) => {
      if (--toCompare <= 0) {
        isMore = true
        return 'stop'
      }
      if (wins.feature === over.feature || compareRoutes(wins, over) >= 0) return 'go on'
      const both = meetReaches(wins, over)
      if (both === undefined) return 'go on'
      if (--toAsk <= 0) isMore = true
      if (!takesSome(wins, both)) return isMore ? 'stop' : 'go on'
      if (narrower.length === MOST_NARROWER) isMore = true
      else narrower.push(wins)
      return isMore ? 'stop' : 'go on'
    })
    return { narrower: narrower.toSorted((a, b) => a.position - b.position), isMore }
  }

  function takesSome({ position }: Route, both: Reach): boolean {
    for (const request of witnessesOf(both)) if (find(request) === position) return true
    return false
  }
}

type Pair = { readonly wins: Route; readonly over: Route }

function claimedTwice(first: Route, second: Route): Problem {
  return {
    code: 'PATTERN_CLAIMED_TWICE',
    place: second.written.place,
    pattern: second.written.value,
    features: [first.id, second.id],
    other: first.written.place,
  }
}

function unreachable(route: Route, winners: readonly Route[]): Problem {
  return {
    code: 'PATTERN_UNREACHABLE',
    place: route.written.place,
    pattern: route.written.value,
    by: winners.map(({ written }) => written.value),
  }
}

function overlap(over: Route, narrower: readonly Route[], isMore: boolean): Problem {
  return {
    code: 'PATTERNS_OVERLAP',
    place: over.written.place,
    pattern: over.written.value,
    feature: over.id,
    narrower: narrower.map(({ written, id }) => ({ pattern: written.value, feature: id })),
    ...(isMore && { isMore }),
  }
}
