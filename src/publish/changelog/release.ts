/** A version of the dataset, and what it changed. */
export type Release = {
  readonly version: string
  /** Date and time, RFC 3339. */
  readonly created: string
  /** Empty: the first version. */
  readonly changes: readonly Change[]
}

/** `periods` are as they stand in the table: `2026-03`. */
export type Change =
  | { readonly kind: 'periods-added'; readonly table: string; readonly periods: readonly string[] }
  | { readonly kind: 'feature-added'; readonly feature: string }
  | { readonly kind: 'periods-revised'; readonly table: string; readonly periods: readonly string[] }
  | { readonly kind: 'text-corrected' }
  | { readonly kind: 'columns-changed'; readonly table: string }
  /** From `date` on, included: a break in the series. */
  | { readonly kind: 'feature-redefined'; readonly feature: string; readonly date: string }
  | { readonly kind: 'threshold-changed'; readonly k: number; readonly date: string }
  | { readonly kind: 'robots-changed'; readonly version: string; readonly date: string }
  | { readonly kind: 'formats-changed'; readonly formats: readonly string[]; readonly date: string }
