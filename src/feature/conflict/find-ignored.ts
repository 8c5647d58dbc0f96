import type { Feature } from '../../domain/feature.ts'
import type { Written } from '../../domain/place.ts'
import type { Problem } from '../../domain/problem.ts'
import { claimsOfFeatures, claimsOfIgnore, routesOf } from '../compile-patterns.ts'
import { openFinder } from '../trie/open-finder.ts'
import { openWitnesses } from './witnesses-of.ts'

/** Patterns of features of which `ignore:`, asked first, takes all: their features would be 0 for ever. */
export function findIgnored(
  features: readonly Feature[],
  ignore: readonly Written<string>[],
  how: { readonly caseInsensitive: boolean },
): readonly Problem[] {
  if (ignore.length === 0) return []
  const routes = routesOf(claimsOfFeatures(features, how))
  const takers = routesOf(claimsOfIgnore(ignore, how))
  const find = openFinder(takers)
  const witnessesOf = openWitnesses([...routes, ...takers])
  return routes.flatMap((route): readonly Problem[] => {
    const by = new Set<string>()
    for (const request of witnessesOf(route)) {
      const taker = takers[find(request)]
      if (taker === undefined) return []
      by.add(taker.written.value)
    }
    const { place, value: pattern } = route.written
    return [{ code: 'PATTERN_UNREACHABLE', place, pattern, by: [...by].map((taker) => `ignore: ${taker}`) }]
  })
}
