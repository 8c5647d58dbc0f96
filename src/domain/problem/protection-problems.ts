export type ProtectionProblem =
  | {
      readonly code: 'NOISE_KEY'
      readonly path: string
      /** `lost`: there was one, and figures were published with it. */
      readonly why: 'missing' | 'lost' | 'open-to-others' | 'damaged'
    }
  /** What was drawn with the one before stays as it was published. */
  | { readonly code: 'NOISE_KEY_REPLACED'; readonly path: string }
  /** Late lines are counted, but these tables with noise stay as they are. */
  | { readonly code: 'NOT_DRAWN_AGAIN'; readonly table: string; readonly periods: readonly string[] }
  /** `count` gives what stands in the folder other noise: `before` and `now`, so many noisy figures a request. */
  | { readonly code: 'NOISE_DRAWN_ANEW'; readonly folder: string; readonly before: number; readonly now: number }
  | { readonly code: 'DP_NEEDS_RUN'; readonly table: string }
  /** Of a table with noise, which is published once. */
  | { readonly code: 'PERIODS_LEFT_OUT'; readonly table: string; readonly periods: readonly string[] }
