export type AuditProblem =
  /** No line is dated: there is nothing to judge. */
  | { readonly code: 'AUDIT_EMPTY' }
  /** No table by day and feature alone. `path` is the folder of a dataset or of a state. */
  | { readonly code: 'AUDIT_NO_DAYS'; readonly path: string }
