import type { Feature } from '../../domain/feature.ts'
import type { Written } from '../../domain/place.ts'
import { claimsOfFeatures, claimsOfIgnore, routesOf } from '../compile-patterns.ts'
import { compareRoutes, type Route } from '../pattern/route.ts'
import { meetReaches } from './meet-reaches.ts'
import { indexOverlaps, MOST_COMPARED } from './overlap-index.ts'

type Options = {
  readonly caseInsensitive: boolean
  /** Of names in order: what is kept of them. */
  readonly digestOf: (names: readonly string[]) => string
}

/**
 * By feature, a digest of the patterns that take requests which its own would fit: more specific ones of other features,
 * and those of `ignore`. Where these change, so does what the feature counts. Where too many patterns meet to compare them,
 * all of them are rivals of each feature: a change that is told where there is none, never one that is not told.
 */
export function rivalsOf(
  features: readonly Feature[],
  ignore: readonly Written<string>[],
  { caseInsensitive, digestOf }: Options,
): ReadonlyMap<string, string> {
  const routes = routesOf(claimsOfFeatures(features, { caseInsensitive }))
  const ignored = routesOf(claimsOfIgnore(ignore, { caseInsensitive }))
  const rivals = rivalsByFeature(features, routes, ignored)
  if (rivals !== undefined) return new Map([...rivals].map(([id, those]) => [id, digestOf([...those].sort())]))
  const all = digestOf([...routes, ...ignored].map(nameOf).sort())
  return new Map(features.map(({ id }) => [id, all]))
}

/** @returns undefined where too many patterns meet */
function rivalsByFeature(
  features: readonly Feature[],
  routes: readonly Route[],
  ignored: readonly Route[],
): ReadonlyMap<string, ReadonlySet<string>> | undefined {
  const [ofFeatures, ofIgnore] = [indexOverlaps(routes), indexOverlaps(ignored)]
  const names = new Map([...routes, ...ignored].map((route) => [route, nameOf(route)]))
  const rivals = new Map(features.map(({ id }) => [id, new Set<string>()]))
  let toCompare = MOST_COMPARED
  for (const own of routes) {
    const those = rivals.get(own.id)
    const isAhead = (route: Route) => route.id !== own.id && compareRoutes(route, own) < 0
    const addIf = (isRival: (route: Route) => boolean) => (route: Route) => {
      const name = names.get(route)
      if (name !== undefined && isRival(route) && meetReaches(route, own) !== undefined) those?.add(name)
      return --toCompare > 0 ? 'go on' : 'stop'
    }
    ofFeatures.meeting(own, addIf(isAhead))
    if (toCompare > 0)
      ofIgnore.meeting(
        own,
        addIf(() => true),
      )
    if (toCompare <= 0) return undefined
  }
  return rivals
}

function nameOf({ id, written }: Route): string {
  return `${id} ${written.value}`
}
