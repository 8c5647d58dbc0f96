import type { Problem } from '../domain/problem.ts'

/** error: something was not done. warning: done, but look at it. note: worth knowing. */
export type Severity = 'error' | 'warning' | 'note'

/**
 * A trouble is a warning that somebody has to look at; the others are of the configuration, and `check` says them. What is not
 * here is an error, and does not compile until cli/exit-code.ts has the code that the program ends with.
 */
const LIGHTER = {
  IMPORT_CLEANED: 'warning',
  IMPORT_LEFT_OUT: 'warning',
  FAMILY_EMPTY: 'warning',
  REVIEW_LEFT: 'warning',
  ADDRESSES_DIFFER: 'warning',
  PATTERN_UNREACHABLE: 'warning',
  PATTERN_LOOKS_PERSONAL: 'warning',
  TITLE_LOOKS_PERSONAL: 'warning',
  PATTERNS_OVERLAP: 'note',
  PATTERNS_NOT_COMPARED: 'note',
  LOG_EMPTY: 'warning',
  LOGS_ALIKE: 'trouble',
  ROTATED_LEFT_OUT: 'trouble',
  HOSTS_FOREIGN: 'trouble',
  DATES_AHEAD: 'trouble',
  DATES_BEHIND: 'trouble',
  SHARED_LOG: 'trouble',
  KINDS_MIXED: 'trouble',
  FORMAT_DETECTED: 'note',
  FORMAT_CAUTION: 'warning',
  MEASURE_LEFT_OUT: 'warning',
  FEW_MALFORMED: 'trouble',
  NO_LINE_FITS: 'trouble',
  NOTHING_COUNTED: 'warning',
  SERVER_FILE_SKIPPED: 'warning',
  SERVER_LOG_PARTIAL: 'warning',
  SERVER_LOGS_OVERLAP: 'warning',
  LICENCE_NOT_FOR_ADMINISTRATIONS: 'warning',
  LICENCE_NOT_SHARE_ALIKE: 'warning',
  PUBLISHER_UNNAMED: 'note',
  PAGE_TAKEN: 'trouble',
  SERVICE_LEFT_OUT: 'trouble',
  PERIODS_PARTIAL: 'warning',
  NOISE_KEY_REPLACED: 'trouble',
  NOISE_DRAWN_ANEW: 'warning',
  NOT_DRAWN_AGAIN: 'trouble',
  PERIODS_LEFT_OUT: 'warning',
  CLOCK_JUMPED: 'trouble',
  VERSION_AHEAD: 'trouble',
  LOG_BEGINS_LATER: 'warning',
  LOG_SILENT: 'trouble',
  SERVICE_SILENT: 'trouble',
  LOG_GAP: 'trouble',
  LOG_SEEN_AGAIN: 'trouble',
  LOG_WAITING: 'trouble',
  LATE_KEPT_BACK: 'trouble',
  STDIN_OVERLAPS: 'trouble',
  TALLIES_ALIKE: 'trouble',
  TALLY_OLD: 'warning',
  DAYS_GONE: 'warning',
  COUNTED_LATER: 'warning',
  COUNTED_OTHERWISE: 'warning',
  SOURCE_SILENT: 'trouble',
  SOURCE_UNREAD: 'trouble',
} as const satisfies Partial<Record<Problem['code'], Severity | 'trouble'>>

/** A problem for which the program ends with another code than 0. */
export type ErrorCode = Exclude<Problem['code'], keyof typeof LIGHTER>

const WEIGHTS: Readonly<Partial<Record<Problem['code'], Severity | 'trouble'>>> = LIGHTER

function weightOf({ code }: Problem): Severity | 'trouble' {
  return WEIGHTS[code] ?? 'error'
}

export function severityOf(problem: Problem): Severity {
  const weight = weightOf(problem)
  return weight === 'trouble' ? 'warning' : weight
}

export function isError(problem: Problem): problem is Extract<Problem, { readonly code: ErrorCode }> {
  return weightOf(problem) === 'error'
}

/** Whether somebody has to look at it: cron mails it, and `status` shows it. */
export function isTrouble(problem: Problem): boolean {
  return ['error', 'trouble'].includes(weightOf(problem))
}
