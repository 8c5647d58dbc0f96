import type { Problem } from '../domain/problem.ts'

/** error: something was not done. warning: done, but look at it. note: worth knowing. */
export type Severity = 'error' | 'warning' | 'note'

const LESSER: Partial<Record<Problem['code'], Severity>> = {
  PATTERNS_OVERLAP: 'note',
  PATTERN_LOOKS_PERSONAL: 'warning',
  PATTERN_UNREACHABLE: 'warning',
  LOG_EMPTY: 'warning',
  LOGS_ALIKE: 'warning',
  TALLIES_ALIKE: 'warning',
  TALLY_OLD: 'warning',
  DATES_AHEAD: 'warning',
  HOSTS_FOREIGN: 'warning',
  FORMAT_CAUTION: 'warning',
  NO_LINE_FITS: 'warning',
  NOTHING_COUNTED: 'warning',
  PERIODS_PARTIAL: 'warning',
  LICENCE_NOT_FOR_ADMINISTRATIONS: 'warning',
  LICENCE_NOT_SHARE_ALIKE: 'warning',
  PERIODS_LEFT_OUT: 'warning',
  FORMAT_DETECTED: 'note',
  SERVER_FILE_SKIPPED: 'warning',
  SERVER_LOG_PARTIAL: 'warning',
  SERVER_LOGS_OVERLAP: 'warning',
  MEASURE_LEFT_OUT: 'warning',
  CLOCK_JUMPED: 'warning',
  LOG_SILENT: 'warning',
  SOURCE_SILENT: 'warning',
  SOURCE_UNREAD: 'warning',
  LOG_WAITING: 'warning',
  LATE_KEPT_BACK: 'warning',
  NOISE_KEY_REPLACED: 'warning',
  NOT_DRAWN_AGAIN: 'warning',
}

export function severityOf(problem: Problem): Severity {
  return LESSER[problem.code] ?? 'error'
}

export function isError(problem: Problem): boolean {
  return severityOf(problem) === 'error'
}

// The other warnings are of the configuration, and `check` says them.
const TROUBLE: readonly Problem['code'][] = [
  'HOSTS_FOREIGN',
  'CLOCK_JUMPED',
  'LOG_SILENT',
  'SOURCE_SILENT',
  'SOURCE_UNREAD',
  'LOG_WAITING',
  'LATE_KEPT_BACK',
  'NOISE_KEY_REPLACED',
  'NOT_DRAWN_AGAIN',
]

/** Whether somebody has to look at it: cron mails it, and `status` shows it. */
export function isTrouble(problem: Problem): boolean {
  return isError(problem) || TROUBLE.includes(problem.code)
}
