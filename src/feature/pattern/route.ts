import type { FeatureIndex } from '../../domain/feature.ts'
import type { Written } from '../../domain/place.ts'

/** What `:name<kind>` narrows a segment to, the most specific first. */
export const KINDS = ['int', 'uuid', 'date', 'slug'] as const
export type Kind = (typeof KINDS)[number]

/** `any` is `:name` or `*`; `rest` is `**`. */
export type Segment =
  { readonly kind: 'literal'; readonly text: string } | { readonly kind: Kind } | { readonly kind: 'any' | 'rest' }

/** `key=value`, or `key` alone: present. Decoded. */
export type Condition = { readonly key: string; readonly value?: string }

/** What a pattern without methods takes in a feature. */
export const USUAL_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** A pattern, read. */
export type Pattern = {
  /** As named; undefined: none named. */
  readonly methods: readonly string[] | undefined
  /** Lower case. */
  readonly host: string | undefined
  readonly segments: readonly Segment[]
  readonly conditions: readonly Condition[]
}

/** A set of requests: those that a pattern fits, or two patterns both. */
export type Reach = {
  readonly segments: readonly Segment[]
  readonly host: string | undefined
  readonly conditions: readonly Condition[]
  /** Undefined: every method. */
  readonly methods: readonly string[] | undefined
  /** Whether files of ASSET_EXTENSIONS are among them. */
  readonly assets: boolean
}

/** A pattern as one of many. */
export type Route = Reach & {
  /** For precedence: Infinity if none is named. */
  readonly methodsNamed: number
  readonly written: Written<string>
  readonly feature: FeatureIndex
  /** The feature's name. */
  readonly id: string
  /** In the list of routes, which is in the order of the file. */
  readonly position: number
}
