import type { PatternFault, PersonalKind } from '../feature.ts'
import type { Place } from '../place.ts'

export type PatternProblem =
  | {
      readonly code: 'PATTERN_SYNTAX'
      readonly place: Place
      readonly pattern: string
      readonly column: number
      readonly why: PatternFault
      readonly nearest?: string
    }
  | {
      readonly code: 'PATTERN_CLAIMED_TWICE'
      readonly place: Place
      readonly pattern: string
      readonly features: readonly [string, string]
      readonly other: Place
    }
  | {
      readonly code: 'PATTERN_UNREACHABLE'
      readonly place: Place
      readonly pattern: string
      readonly by: readonly string[]
    }
  | {
      readonly code: 'PATTERN_LOOKS_PERSONAL'
      readonly place: Place
      readonly pattern: string
      readonly literal: string
      readonly kind: PersonalKind
    }
  /** The title of a feature is published, and a document that was imported may have written it. */
  | {
      readonly code: 'TITLE_LOOKS_PERSONAL'
      readonly place: Place
      readonly feature: string
      readonly word: string
      readonly kind: PersonalKind
    }
  | {
      readonly code: 'PATTERNS_OVERLAP'
      readonly place: Place
      readonly pattern: string
      readonly feature: string
      /** Patterns of other features that take what both fit. */
      readonly narrower: readonly { readonly pattern: string; readonly feature: string }[]
      /** There are more than these. */
      readonly isMore?: true
    }
  /** So many patterns meet so many others that those from this one on were not looked at for overlaps. */
  | { readonly code: 'PATTERNS_NOT_COMPARED'; readonly place: Place; readonly pattern: string }
  | {
      readonly code: 'EXAMPLE_MISSES'
      readonly place: Place
      readonly example: string
      readonly feature: string
      /** The feature that takes it instead; absent: none. */
      readonly taken?: string
    }
