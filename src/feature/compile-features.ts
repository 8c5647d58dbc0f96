import { indexOf } from '../domain/dictionary.ts'
import { NO_METHOD, type Feature } from '../domain/feature.ts'
import { compilePatterns, type Claims, type Compiled } from './compile-patterns.ts'
import { USUAL_METHODS } from './pattern/route.ts'

/**
 * The feature map as a matcher, and everything that is wrong with it or worth knowing. With faulty patterns among them,
 * the matcher works with the others; of two patterns that claim the same requests, the first in the file has them.
 */
export function compileFeatures(
  features: readonly Feature[],
  options: { readonly caseInsensitive: boolean },
): Compiled {
  const { claims, options: how } = claimsOfFeatures(features, options)
  return compilePatterns(claims, how)
}

/** The patterns of features, and how they are read. */
export function claimsOfFeatures(features: readonly Feature[], options: { readonly caseInsensitive: boolean }): Claims {
  const claims = features.flatMap((feature, position) =>
    feature.match.map((written) => ({
      written,
      feature: indexOf<'feature'>(position),
      id: feature.id,
      assets: feature.assets === 'count',
    })),
  )
  return {
    claims,
    options: {
      caseInsensitive: options.caseInsensitive,
      unnamedMethods: USUAL_METHODS,
      methodMissed: NO_METHOD,
    },
  }
}
