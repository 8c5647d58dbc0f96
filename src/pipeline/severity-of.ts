import type { Problem } from '../domain/problem.ts'

/** error: something was not done. warning: done, but look at it. note: worth knowing. */
export type Severity = 'error' | 'warning' | 'note'

/** A trouble is a warning that somebody has to look at; the others are of the configuration, and `check` says them. */
const WEIGHT = {
  CONFIG_NOT_FOUND: 'error',
  FILE_UNREADABLE: 'error',
  CONFIG_REFUSED: 'error',
  YAML_SYNTAX: 'error',
  CONFIG_VALUE: 'error',
  CONFIG_UNKNOWN_KEY: 'error',
  CONFIG_MISSING_KEY: 'error',
  DUPLICATE_ID: 'error',
  UNKNOWN_TIMEZONE: 'error',
  UNKNOWN_LICENCE: 'error',
  IMPORT_REFUSED: 'error',
  TABLE_RULE: 'error',
  PATTERN_SYNTAX: 'error',
  PATTERN_CLAIMED_TWICE: 'error',
  PATTERN_UNREACHABLE: 'warning',
  PATTERN_LOOKS_PERSONAL: 'warning',
  PATTERNS_OVERLAP: 'note',
  EXAMPLE_MISSES: 'error',
  LOG_NOT_FOUND: 'error',
  LOG_IS_DIRECTORY: 'error',
  LOG_UNREADABLE: 'error',
  LOG_DAMAGED: 'error',
  LOG_COMPRESSION_UNKNOWN: 'error',
  UNPACKER_MISSING: 'error',
  LOG_EMPTY: 'warning',
  LOGS_ALIKE: 'warning',
  HOSTS_FOREIGN: 'trouble',
  DATES_AHEAD: 'warning',
  STDIN_EMPTY: 'error',
  FORMAT_UNKNOWN: 'error',
  FORMAT_SYNTAX: 'error',
  FORMAT_NOT_DETECTED: 'error',
  FORMAT_DETECTED: 'note',
  FORMAT_CAUTION: 'warning',
  MEASURE_LEFT_OUT: 'warning',
  FORMAT_LACKS: 'error',
  TOO_MANY_MALFORMED: 'error',
  NO_LINE_FITS: 'warning',
  NOTHING_COUNTED: 'warning',
  SERVER_CONFIG_SYNTAX: 'error',
  SERVER_FILE_SKIPPED: 'warning',
  SERVER_LOG_UNKNOWN: 'error',
  SERVER_LOG_AMBIGUOUS: 'error',
  SERVER_LOG_PARTIAL: 'warning',
  SERVER_LOGS_OVERLAP: 'warning',
  SINCE_AFTER_UNTIL: 'error',
  NO_SUCH_TABLE: 'error',
  NO_OUTPUT: 'error',
  FILE_EXISTS: 'error',
  AMONG_OPEN_DATA: 'error',
  NO_LOG_FOUND: 'error',
  NOTHING_LEARNT: 'error',
  USAGE: 'error',
  REQUEST_TOO_LONG: 'error',
  SHAPE_NEEDS_USES: 'error',
  NODE_OPTIONS_REFUSED: 'error',
  WRITE_FAILED: 'error',
  LICENCE_NOT_FOR_ADMINISTRATIONS: 'warning',
  LICENCE_NOT_SHARE_ALIKE: 'warning',
  PERIODS_PARTIAL: 'warning',
  NOISE_KEY: 'error',
  NOISE_KEY_REPLACED: 'trouble',
  NOISE_DRAWN_ANEW: 'warning',
  NOT_DRAWN_AGAIN: 'trouble',
  DP_NEEDS_RUN: 'error',
  PERIODS_LEFT_OUT: 'warning',
  SQLITE_MISSING: 'error',
  STATE_LOCKED: 'error',
  DISK_LOW: 'error',
  STATE_NEWER: 'error',
  STATE_FAILED: 'error',
  MARKS_KEY: 'error',
  STATE_MISSING: 'error',
  STATE_OF_ANOTHER: 'error',
  STATE_UNREADABLE: 'error',
  CLOCK_JUMPED: 'trouble',
  LOG_SILENT: 'trouble',
  LOG_WAITING: 'trouble',
  OUTPUT_AHEAD: 'error',
  STATE_UNSOUND: 'error',
  SKIP_NOT_WAITING: 'error',
  ADOPT_REFUSED: 'error',
  REVISE_ADOPTED: 'error',
  REVISION_OVER: 'error',
  COUNTS_FORGOTTEN: 'error',
  NOTHING_LATE: 'error',
  LATE_KEPT_BACK: 'trouble',
  NOTHING_TO_READ: 'error',
  STDIN_BESIDE_LOGS: 'error',
  STDIN_DISORDERED: 'error',
  TALLY_UNREADABLE: 'error',
  TALLY_REFUSED: 'error',
  TALLY_DIFFERS: 'error',
  TALLIES_OVERLAP: 'error',
  TALLIES_ALIKE: 'warning',
  TALLY_OLD: 'warning',
  FOLDER_OF_RUN: 'error',
  SOURCE_REFUSED: 'error',
  SOURCE_SILENT: 'trouble',
  SOURCE_UNREAD: 'trouble',
  DATASET_NOT_FOUND: 'error',
  DATASET_DAMAGED: 'error',
  PORTAL_KEY: 'error',
  PORTAL_ADDRESS: 'error',
  PORTAL_DATASET: 'error',
  PORTAL_AHEAD: 'error',
  PORTAL_ORGANIZATION: 'error',
  PORTAL_LICENCE: 'error',
  PORTAL_DENIED: 'error',
  PORTAL_REFUSED: 'error',
  PORTAL_REDIRECT: 'error',
  PORTAL_ANSWER: 'error',
  PORTAL_UNREACHABLE: 'error',
  AUDIT_EMPTY: 'error',
  AUDIT_PERIOD_EMPTY: 'error',
  AUDIT_NO_DAYS: 'error',
} as const satisfies Record<Problem['code'], Severity | 'trouble'>

type Weights = typeof WEIGHT

/** A problem for which the program ends with another code than 0. */
export type ErrorCode = { [Code in keyof Weights]: Weights[Code] extends 'error' ? Code : never }[keyof Weights]

export function severityOf(problem: Problem): Severity {
  const weight = WEIGHT[problem.code]
  return weight === 'trouble' ? 'warning' : weight
}

export function isError(problem: Problem): problem is Extract<Problem, { readonly code: ErrorCode }> {
  return WEIGHT[problem.code] === 'error'
}

/** Whether somebody has to look at it: cron mails it, and `status` shows it. */
export function isTrouble(problem: Problem): boolean {
  const weight = WEIGHT[problem.code]
  return weight === 'error' || weight === 'trouble'
}
