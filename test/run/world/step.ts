/** A step of a history; `amount` is 0–15. */
export type Step = { readonly kind: StepKind; readonly amount: number }

/** What befalls logs, and runs. Twice in the list: twice as often. */
export const STEP_KINDS = [
  'write',
  'write',
  'write',
  'tear',
  'run',
  'run',
  'run',
  'crash',
  'full',
  'rotate',
  'rotate',
  'copytruncate',
  'compress',
  'compress',
  'fetch',
  'fetch again',
  'neighbour',
  'rotate oddly',
  'move',
  'hosts',
  'copy',
  'copy',
  'delete',
  'hide',
  'entries',
  'late',
  'hours',
  'hours',
  'back',
  'wrong clock',
  'wrong clock',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** Those that only ask who a log is: for logs that begin alike. */
export const BARE_KINDS = [
  'write',
  'write',
  'tear',
  'run',
  'run',
  'crash',
  'rotate',
  'copytruncate',
  'compress',
  'fetch again',
  'rotate oddly',
  'move',
  'hosts',
  'copy',
  'hours',
] as const satisfies readonly StepKind[]
