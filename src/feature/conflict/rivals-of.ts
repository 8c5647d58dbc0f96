import type { Feature } from '../../domain/feature.ts'
import type { Written } from '../../domain/place.ts'
import { claimsOfFeatures, claimsOfIgnore, readRoutes, type Claims } from '../compile-patterns.ts'
import { compareRoutes, type Route } from '../pattern/route.ts'
import { meetReaches } from './meet-reaches.ts'
import { indexOverlaps } from './overlap-index.ts'

/**
 * By feature, the patterns that take requests which its own would fit: more specific ones of other features, and those of
 * `ignore`. Where these change, so does what the feature counts.
 */
export function rivalsOf(
  features: readonly Feature[],
  ignore: readonly Written<string>[],
  options: { readonly caseInsensitive: boolean },
): ReadonlyMap<string, readonly string[]> {
  const read = ({ claims, options: how }: Claims): readonly Route[] => readRoutes(claims, how).routes
  const routes = read(claimsOfFeatures(features, options))
  const ignored = read(claimsOfIgnore(ignore, options))
  const [ofFeatures, ofIgnore] = [indexOverlaps(routes), indexOverlaps(ignored)]
  const rivals = new Map(features.map(({ id }) => [id, new Set<string>()]))
  for (const own of routes) {
    const those = rivals.get(own.id)
    const add = ({ id, written }: Route) => those?.add(`${id} ${written.value}`)
    ofFeatures.meeting(own, (route) => {
      const isAhead = route.id !== own.id && compareRoutes(route, own) < 0
      if (isAhead && meetReaches(route, own) !== undefined) add(route)
      return 'go on'
    })
    ofIgnore.meeting(own, (route) => {
      if (meetReaches(route, own) !== undefined) add(route)
      return 'go on'
    })
  }
  return new Map([...rivals].map(([id, those]) => [id, [...those].sort()]))
}
