import type { Problem } from '../../domain/problem.ts'
import { compareRoutes } from '../pattern/compare-routes.ts'
import { meetReaches } from './meet-reaches.ts'
import type { Reach, Route } from '../pattern/route.ts'
import { unusedWords, witnessesOf } from './witnesses-of.ts'
import type { Finder } from '../trie/open-finder.ts'

/**
 * Patterns that get in each other's way: claimed twice, unreachable, overlapping.
 *
 * Nothing here reasons about precedence twice: for each question it asks the real finder about the requests that
 * fit as few other patterns as possible. If those go elsewhere, all others do.
 */
export function findConflicts(routes: readonly Route[], find: Finder): readonly Problem[] {
  const words = unusedWords(routes)
  const winnersOf = (reach: Reach) => witnessesOf(reach, words).map((request) => find(request))
  const pairs = overlappingPairs(routes)

  const ties = pairs.filter(({ wins, over }) => compareRoutes(wins, over) === 0)
  const beaten = new Set(ties.map(({ over }) => over))

  const takenBy = routes
    .filter((route) => !beaten.has(route))
    .map((route) => ({ route, winners: new Set(winnersOf(route)) }))
    .filter(({ route, winners }) => !winners.has(route.position))
  for (const { route } of takenBy) beaten.add(route)

  return [
    ...ties.map(({ wins, over }) => claimedTwice(wins, over)),
    ...takenBy.map(({ route, winners }) =>
      unreachable(
        route,
        routes.filter(({ position }) => winners.has(position)),
      ),
    ),
    ...routes.flatMap((over) => {
      const met = pairs.filter((pair) => pair.over === over && !beaten.has(over))
      const narrower = met.filter(({ wins, both }) => winnersOf(both).includes(wins.position)).map(({ wins }) => wins)
      return narrower.length === 0 ? [] : [overlap(over, narrower)]
    }),
  ]
}

type Pair = { readonly wins: Route; readonly over: Route; readonly both: Reach }

/** Every two patterns of two features that fit one request, the more specific first; of a tie, the first in the file. */
function overlappingPairs(routes: readonly Route[]): readonly Pair[] {
  const pairs: Pair[] = []
  for (const second of routes) {
    for (let i = 0; i < second.position; i++) {
      const first = routes[i]!
      if (first.feature === second.feature) continue
      const both = meetReaches(first, second)
      if (both === undefined) continue
      const [wins, over] = compareRoutes(first, second) <= 0 ? [first, second] : [second, first]
      pairs.push({ wins, over, both })
    }
  }
  return pairs
}

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

function overlap(over: Route, narrower: readonly Route[]): Problem {
  return {
    code: 'PATTERNS_OVERLAP',
    place: over.written.place,
    pattern: over.written.value,
    feature: over.id,
    narrower: narrower.map(({ written, id }) => ({ pattern: written.value, feature: id })),
  }
}
