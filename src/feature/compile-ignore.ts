import { indexOf } from '../domain/dictionary.ts'
import { NO_FEATURE } from '../domain/feature.ts'
import type { Written } from '../domain/place.ts'
import { compilePatterns, type Claims, type Compiled } from './compile-patterns.ts'

/**
 * The patterns of `ignore:` as a matcher that gives 0 for a request to ignore, else NO_FEATURE. The same language as a
 * feature's, but a pattern that names no method takes all of them, and wildcards take assets.
 */
export function compileIgnore(
  patterns: readonly Written<string>[],
  options: { readonly caseInsensitive: boolean },
): Compiled {
  const { claims, options: how } = claimsOfIgnore(patterns, options)
  return compilePatterns(claims, how)
}

/** The patterns of `ignore:`, and how they are read. */
export function claimsOfIgnore(
  patterns: readonly Written<string>[],
  options: { readonly caseInsensitive: boolean },
): Claims {
  const ignored = indexOf<'feature'>(0)
  return {
    claims: patterns.map((written) => ({ written, feature: ignored, id: 'ignore', assets: true })),
    options: {
      caseInsensitive: options.caseInsensitive,
      unnamedMethods: undefined,
      methodMissed: NO_FEATURE,
    },
  }
}
