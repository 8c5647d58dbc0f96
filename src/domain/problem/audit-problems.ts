export type AuditProblem =
  /** No line has a date; or all that have one are of these days, none of which was asked for. */
  | { readonly code: 'AUDIT_EMPTY'; readonly first?: string; readonly last?: string }
  /** Periods to compare of which there is no day; and the days that there are. */
  | { readonly code: 'AUDIT_PERIOD_EMPTY'; readonly periods: readonly string[]; readonly known: string }
  /** No table by day and feature alone. `path` is the folder of a dataset or of a state. */
  | { readonly code: 'AUDIT_NO_DAYS'; readonly path: string }
