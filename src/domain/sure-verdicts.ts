import type { AuditRules } from './observed-features.ts'
import type { DayIndex, Days } from './calendar.ts'

/** A number of which this is known; equal where it is published. `most` may be Infinity. */
export type Bounds = { readonly least: number; readonly most: number }

/** Uses of a feature in a window: each of its days, 0 where the feature or the service was away, and their sum. */
export type KnownUses = { readonly days: readonly Bounds[]; readonly sum: Bounds }

/** What published figures leave of one feature. */
export type KnownFeature = {
  readonly id: string
  readonly isHome: boolean
  readonly from?: DayIndex
  readonly until?: DayIndex
  readonly now: KnownUses
  readonly before: KnownUses
  /** Of any kind, now. */
  readonly errors: Bounds
}

/** How many days have a line: those on which a figure is shown at least, those that are no published gap at most. */
export type KnownDays = { readonly now: Bounds; readonly before: Bounds }

/** What published figures leave of a service in two whole months. */
export type KnownService = {
  readonly windows: { readonly now: Days; readonly before: Days }
  readonly days: KnownDays
  readonly features: readonly KnownFeature[]
}

/**
 * A rule that fits whatever is hidden, with the figures that are sure: shares and changes 0–1; uses, and what features have on average,
 * a count in these `days`, as the `limit` is; `limitOf28` is what it is made of.
 */
export type SureReason =
  | { readonly verdict: 'improve'; readonly rule: 'errors'; readonly low: number; readonly limit: number }
  | {
      readonly verdict: 'retire'
      readonly rule: 'unused'
      readonly most: number
      readonly days: number
      readonly limit: number
      readonly limitOf28: number
      readonly average: number
    }
  | { readonly verdict: 'strengthen'; readonly rule: 'strong'; readonly low: number; readonly limit: number }
  | { readonly verdict: 'strengthen'; readonly rule: 'growing'; readonly change: number }

/** By id; of the others no such verdict is sure. */
export type SureVerdicts = ReadonlyMap<string, SureReason>

/** Handed in, since rooms do not know each other. */
export type Judge = (known: KnownService, rules: AuditRules) => SureVerdicts
