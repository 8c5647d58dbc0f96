import type { FeatureMatcher, PatternSegment } from '../domain/contracts.ts'
import { indexOf } from '../domain/dictionary.ts'
import { NO_FEATURE, NO_METHOD, type Feature, type FeatureIndex } from '../domain/feature.ts'
import type { Written } from '../domain/place.ts'
import type { Problem } from '../domain/problem.ts'
import { withoutPassword } from '../domain/without-password.ts'
import { findConflicts } from './conflict/find-conflicts.ts'
import { findPersonal, findPersonalTitle } from './find-personal.ts'
import { isFault, parsePattern, type FaultInPattern } from './pattern/parse-pattern.ts'
import { USUAL_METHODS, type Condition, type Pattern, type Route } from './pattern/route.ts'
import { METHOD_MISSED, openFinder, type Finder } from './trie/open-finder.ts'

/** A matcher that can also say which pattern the last request went to, as the operator wrote it. */
export type PatternMatcher = FeatureMatcher & { readonly winner: () => Written<string> | undefined }

type Compiled = {
  readonly matcher: PatternMatcher
  /** Hosts that patterns name. */
  readonly hosts: readonly string[]
  /** Literal segments of the patterns, decoded. */
  readonly literals: readonly string[]
  /** What each asks of a path. */
  readonly paths: readonly (readonly PatternSegment[])[]
  /** What the patterns ask of a query, decoded. */
  readonly conditions: readonly Condition[]
  readonly problems: readonly Problem[]
}

/** A pattern and whose it is. */
type Claim = {
  readonly written: Written<string>
  readonly feature: FeatureIndex
  readonly id: string
  /** Whether a wildcard in last place takes assets. */
  readonly assets: boolean
}

type CompileOptions = {
  readonly caseInsensitive: boolean
  /** What a pattern takes that names no method; undefined: every method. */
  readonly unnamedMethods: readonly string[] | undefined
  /** The answer where patterns fit, but none takes the method. */
  readonly methodMissed: FeatureIndex
}

export type Claims = { readonly claims: readonly Claim[]; readonly options: CompileOptions }

/**
 * The feature map as a matcher, and everything that is wrong with it or worth knowing. With faulty patterns among them,
 * the matcher works with the others; of two patterns that claim the same requests, the first in the file has them.
 */
export function compileFeatures(
  features: readonly Feature[],
  options: { readonly caseInsensitive: boolean },
): Compiled {
  const { claims, options: how } = claimsOfFeatures(features, options)
  const compiled = compilePatterns(claims, how)
  return { ...compiled, problems: [...compiled.problems, ...features.flatMap(findPersonalTitle)] }
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

/** Claims → matcher and problems, for features and `ignore:` alike. */
function compilePatterns(claims: readonly Claim[], options: CompileOptions): Compiled {
  const { routes, problems } = readRoutes(claims, options)
  const find = openFinder(routes)
  return {
    matcher: openMatcher(routes, find, options.methodMissed),
    hosts: routes.flatMap(({ host }) => host ?? []),
    literals: routes.flatMap(({ segments }) => segments.flatMap((segment) => ('text' in segment ? segment.text : []))),
    paths: routes.map(({ segments }) => segments),
    conditions: routes.flatMap(({ conditions }) => conditions),
    problems: [...problems, ...findConflicts(routes, find)],
  }
}

/** Those of the patterns that can be read. */
export function routesOf({ claims, options }: Claims): readonly Route[] {
  return readRoutes(claims, options).routes
}

/** The patterns that can be read, and what is wrong with each by itself. */
function readRoutes(
  claims: readonly Claim[],
  options: CompileOptions,
): { readonly routes: readonly Route[]; readonly problems: readonly Problem[] } {
  const routes: Route[] = []
  const problems: Problem[] = []
  for (const claim of claims) {
    const pattern = parsePattern(claim.written.value, options.caseInsensitive)
    if (isFault(pattern)) problems.push(syntaxProblem(claim.written, pattern))
    else {
      problems.push(...findPersonal(claim.written, pattern))
      routes.push(routeOf(claim, pattern, options, routes.length))
    }
  }
  return { routes, problems }
}

function syntaxProblem(written: Written<string>, fault: FaultInPattern): Problem {
  return { code: 'PATTERN_SYNTAX', place: written.place, pattern: withoutPassword(written.value), ...fault }
}

function routeOf(claim: Claim, pattern: Pattern, options: CompileOptions, position: number): Route {
  const last = pattern.segments.at(-1)
  return {
    segments: pattern.segments,
    host: pattern.host,
    conditions: pattern.conditions,
    methods: pattern.methods ?? options.unnamedMethods,
    assets: claim.assets || last === undefined || last.kind === 'literal',
    methodsNamed: pattern.methods?.length ?? Infinity,
    written: claim.written,
    feature: claim.feature,
    id: claim.id,
    position,
  }
}

// Own constants: an imported one is loaded anew at each use.
const MISSED = METHOD_MISSED
const NOTHING = NO_FEATURE

function openMatcher(routes: readonly Route[], find: Finder, methodMissed: FeatureIndex): PatternMatcher {
  const features = routes.map((route) => route.feature)
  let found = -1
  return {
    match: (request) => {
      found = find(request)
      if (found >= 0) return features[found]!
      return found === MISSED ? methodMissed : NOTHING
    },
    winner: () => routes[found]?.written,
  }
}

/**
 * The features by path alone: whatever the method, images and the like included. It tells whose a request would be that
 * no feature takes for one of these reasons.
 */
export function openNear(features: readonly Feature[], how: { readonly caseInsensitive: boolean }): FeatureMatcher {
  const all = routesOf(claimsOfFeatures(features, how))
  const routes = all.map((route) => ({ ...route, methods: undefined, assets: true }))
  const find = openFinder(routes)
  return { match: (request) => routes[find(request)]?.feature ?? NO_FEATURE }
}
