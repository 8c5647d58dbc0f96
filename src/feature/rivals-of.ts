import type { Feature } from '../domain/feature.ts'
import type { Written } from '../domain/place.ts'
import { claimsOfFeatures } from './compile-features.ts'
import { claimsOfIgnore } from './compile-ignore.ts'
import { readRoutes, type Claims } from './compile-patterns.ts'
import { meetReaches } from './conflict/meet-reaches.ts'
import { compareRoutes } from './pattern/compare-routes.ts'
import type { Route } from './pattern/route.ts'

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
  return new Map(
    features.map(({ id }) => {
      const own = routes.filter((route) => route.id === id)
      const more = routes.filter((route) => route.id !== id && own.some((one) => isAhead(route, one)))
      const rivals = [...more, ...ignored.filter((route) => own.some((one) => meetReaches(route, one) !== undefined))]
      return [id, [...new Set(rivals.map(({ id: whose, written }) => `${whose} ${written.value}`))].sort()]
    }),
  )
}

function isAhead(route: Route, own: Route): boolean {
  return compareRoutes(route, own) < 0 && meetReaches(route, own) !== undefined
}
