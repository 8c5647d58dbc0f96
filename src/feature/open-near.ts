import type { FeatureMatcher } from '../domain/contracts.ts'
import { NO_FEATURE, type Feature } from '../domain/feature.ts'
import { claimsOfFeatures } from './compile-features.ts'
import { readRoutes } from './compile-patterns.ts'
import { openFinder } from './trie/open-finder.ts'

/**
 * The features by path alone: whatever the method, images and the like included. It tells whose a request would be that
 * no feature takes for one of these reasons.
 */
export function openNear(features: readonly Feature[], how: { readonly caseInsensitive: boolean }): FeatureMatcher {
  const { claims, options } = claimsOfFeatures(features, how)
  const routes = readRoutes(claims, options).routes.map((route) => ({ ...route, methods: undefined, assets: true }))
  const find = openFinder(routes)
  return { match: (request) => routes[find(request)]?.feature ?? NO_FEATURE }
}
