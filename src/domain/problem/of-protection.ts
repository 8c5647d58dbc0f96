export type ProtectionProblem =
  | {
      readonly code: 'NOISE_KEY'
      readonly path: string
      readonly why: 'missing' | 'open-to-others' | 'damaged'
    }
  | { readonly code: 'DP_NEEDS_RUN'; readonly table: string }
  /** Of a table with noise, which is published once. */
  | { readonly code: 'PERIODS_LEFT_OUT'; readonly table: string; readonly periods: readonly string[] }
