import type { DayIndex } from './calendar.ts'
import { indexOf, type IndexOf } from './dictionary.ts'
import type { Written } from './place.ts'

export type FeatureIndex = IndexOf<'feature'>

/** No pattern fits the path (or its host and query conditions). */
export const NO_FEATURE = indexOf<'feature'>(-1)
/** Patterns fit, but none takes the method. */
export const NO_METHOD = indexOf<'feature'>(-2)

/** Files that a page brings along, by the ending of the last segment. `json csv xml zip pdf txt` are none: an API answers with them. */
export const ASSET_EXTENSIONS =
  'avif bmp class css cur eot gif ico jpeg jpg js map mjs otf png svg svgz swf ttf webmanifest webp woff woff2'.split(
    ' ',
  )

/** What `:name<kind>` narrows a segment to, the most specific first. */
export const PATTERN_KINDS = ['int', 'uuid', 'date', 'slug'] as const
export type PatternKind = (typeof PATTERN_KINDS)[number]

/** What the id of a feature looks like, wherever it is read: it stands in CSVs without quotes. */
export const FEATURE_ID = /^[a-z0-9]+(?:[_-][a-z0-9]+)*$/

/** A text in both languages; one of the two may be missing. */
export type Bilingual = { readonly fr?: string; readonly en?: string }

/** Features that the operator tells of together: the page groups them. */
export type FeatureFamily = { readonly id: string; readonly title: Bilingual }

/** One feature of the service, as the operator describes it. */
export type Feature = {
  readonly id: string
  readonly title: Bilingual
  /** The id of its family. */
  readonly family?: string
  /** Patterns, as written: optional methods, optional host, a path, optional query conditions. */
  readonly match: readonly Written<string>[]
  /** Requests that must match this feature: `/path?query`, `POST /path`. */
  readonly examples: readonly Written<string>[]
  readonly clients: 'humans' | 'all'
  readonly partial: 'exclude' | 'count'
  readonly assets: 'exclude' | 'count'
  /** First and last day of the feature, both included. */
  readonly from?: DayIndex
  readonly until?: DayIndex
  /** Days between them on which it was not counted, of a feature that was taken away and came back. */
  readonly away?: readonly DaysAway[]
  /** Days of which it has no row, though lines of them were counted as its uses, or may have been. */
  readonly dropped?: readonly DaysAway[]
  /** The document that it was made from, as the operator wrote its path. */
  readonly origin?: {
    readonly kind: 'openapi' | 'sitemap'
    readonly path: string
    /** Signs of its title that none may hold, and that were left out: `U+001B`. */
    readonly removed?: readonly string[]
    /** What the whole document lost. */
    readonly leftOut?: readonly OperationsLeftOut[]
  }
}

/**
 * Operations of a description that have no pattern of their own, and the first as it is written: `GET /v{n}`, since a pattern knows
 * whole segments alone; that of another feature, which counts their requests; or a path that does not begin with a slash.
 */
export type OperationsLeftOut = {
  readonly why: 'part-of-segment' | 'same-pattern' | 'no-slash'
  readonly operations: number
  readonly first: string
}

/** Whether the feature has a day from `first` to `last`, and so a row in the period that they make. */
export function isInService(
  { from, until }: Pick<Feature, 'from' | 'until'>,
  first: DayIndex,
  last: DayIndex,
): boolean {
  return (from === undefined || from <= last) && (until === undefined || until >= first)
}

/** Days on which something was not counted, both included. */
export type DaysAway = { readonly from: DayIndex; readonly to: DayIndex }

/**
 * Whether a period of a feature is not whole since it was taken away for some days: it begins on one of them, or the feature
 * came back in its midst. One that ends within them holds what came before, as the last of a feature that is gone.
 */
export function isInterrupted(away: readonly DaysAway[], first: DayIndex, last: DayIndex): boolean {
  return away.some(({ from, to }) => to >= first && (from <= first || to < last))
}

/** Whether a period holds one of these days. */
export function holdsAway(away: readonly DaysAway[], first: DayIndex, last: DayIndex): boolean {
  return away.some(({ from, to }) => from <= last && to >= first)
}

/** Why a document is not taken for features. */
export type ImportFault =
  | 'unreadable'
  | 'remote'
  | 'too-large'
  | 'syntax'
  | 'aliases'
  | 'too-deep'
  | 'not-openapi'
  | 'version'
  | 'no-operation'
  | 'no-pattern'
  | 'reference-outside'
  | 'reference-missing'
  | 'reference-loop'
  | 'too-many'
  | 'doctype'
  | 'sitemap-index'
  | 'not-sitemap'
  | 'no-page'

/** What is wrong with the text of a pattern. */
export type PatternFault =
  | 'must-start-with-slash'
  | 'rest-must-be-last'
  | 'unknown-kind'
  | 'star-inside-segment'
  | 'name-inside-segment'
  | 'bad-name'
  | 'bad-percent'
  | 'not-utf8'
  | 'bad-method'
  | 'unknown-method'
  | 'two-slashes'
  | 'wild-value'
  | 'bad-host'
  | 'bad-query'
  | 'dot-segment'
  | 'session'
  | 'fragment'

/** Something that looks like a person's data in a pattern, a title or a path. */
export type PersonalKind = 'email' | 'long-number' | 'uuid' | 'phone' | 'address'

/** What verdicts have to know of a feature beside its figures. */
export function lifeOf({ id, match, from, until }: Pick<Feature, 'id' | 'match' | 'from' | 'until'>) {
  return { id, isHome: isHome({ match }), ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
}

/** Whether one of the patterns is the home page. */
export function isHome({ match }: Pick<Feature, 'match'>): boolean {
  return match.some(({ value }) => value.includes('/') && segmentsOf(value).length === 0)
}

/** Of the path of a pattern. A pattern is methods, a host, a path, conditions; the path begins at the first slash. */
export function segmentsOf(pattern: string): readonly string[] {
  const path = pattern.slice(pattern.indexOf('/')).split('?')[0] ?? ''
  return path.split('/').filter((segment) => segment !== '')
}
