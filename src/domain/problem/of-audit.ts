export type AuditProblem =
  /** No line is dated: there is nothing to judge. */
  | { readonly code: 'AUDIT_EMPTY' }
  /** Periods to compare of which there is no day; and the days that there are. */
  | { readonly code: 'AUDIT_PERIOD_EMPTY'; readonly periods: readonly string[]; readonly known: string }
  /** No table by day and feature alone. `path` is the folder of a dataset or of a state. */
  | { readonly code: 'AUDIT_NO_DAYS'; readonly path: string }
