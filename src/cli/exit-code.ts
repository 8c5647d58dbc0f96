import type { Problem } from '../domain/problem.ts'
import { isError, type ErrorCode } from '../pipeline/index.ts'

/** Exit codes by what went wrong; docs/errors.md has the same table. */
export const EXIT = {
  done: 0,
  tooLate: 1,
  usage: 64,
  data: 65,
  noInput: 66,
  bug: 70,
  io: 74,
  tryLater: 75,
  noPermission: 77,
  configuration: 78,
  interrupted: 130,
  terminated: 143,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Where several apply, the first of these wins. */
const PRECEDENCE: readonly ExitCode[] = [70, 78, 64, 74, 75, 65, 77, 66, 0]

/** The exit code of what happened; 0 if there was no error among it. */
export function exitCodeOf(problems: readonly Problem[]): ExitCode {
  const codes = problems.filter(isError).map(exitCodeOfProblem)
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.done
}

const BY_CODE: Record<ErrorCode, ExitCode> = {
  CONFIG_NOT_FOUND: EXIT.configuration,
  FILE_UNREADABLE: EXIT.configuration,
  CONFIG_REFUSED: EXIT.configuration,
  YAML_SYNTAX: EXIT.configuration,
  CONFIG_VALUE: EXIT.configuration,
  CONFIG_UNKNOWN_KEY: EXIT.configuration,
  CONFIG_MISSING_KEY: EXIT.configuration,
  DUPLICATE_ID: EXIT.configuration,
  UNKNOWN_TIMEZONE: EXIT.configuration,
  UNKNOWN_LICENCE: EXIT.configuration,
  IMPORT_REFUSED: EXIT.configuration,
  TABLE_RULE: EXIT.configuration,
  PATTERN_SYNTAX: EXIT.configuration,
  PATTERN_CLAIMED_TWICE: EXIT.configuration,
  EXAMPLE_MISSES: EXIT.configuration,
  LOG_NOT_FOUND: EXIT.noInput,
  LOG_IS_DIRECTORY: EXIT.noInput,
  LOG_UNREADABLE: EXIT.noPermission,
  LOG_DAMAGED: EXIT.io,
  LOG_COMPRESSION_UNKNOWN: EXIT.noPermission,
  UNPACKER_MISSING: EXIT.configuration,
  STDIN_EMPTY: EXIT.noInput,
  FORMAT_UNKNOWN: EXIT.usage,
  FORMAT_SYNTAX: EXIT.usage,
  FORMAT_NOT_DETECTED: EXIT.data,
  FORMAT_LACKS: EXIT.configuration,
  TOO_MANY_MALFORMED: EXIT.data,
  SERVER_CONFIG_SYNTAX: EXIT.configuration,
  SERVER_LOG_UNKNOWN: EXIT.configuration,
  SERVER_LOG_AMBIGUOUS: EXIT.configuration,
  SINCE_AFTER_UNTIL: EXIT.usage,
  NO_SUCH_TABLE: EXIT.usage,
  NO_OUTPUT: EXIT.configuration,
  FILE_EXISTS: EXIT.usage,
  AMONG_OPEN_DATA: EXIT.usage,
  NO_LOG_FOUND: EXIT.noInput,
  NOTHING_LEARNT: EXIT.data,
  USAGE: EXIT.usage,
  REQUEST_TOO_LONG: EXIT.usage,
  SHAPE_NEEDS_USES: EXIT.usage,
  NODE_OPTIONS_REFUSED: EXIT.configuration,
  WRITE_FAILED: EXIT.io,
  NOISE_KEY: EXIT.configuration,
  DP_NEEDS_RUN: EXIT.configuration,
  SQLITE_MISSING: EXIT.configuration,
  STATE_LOCKED: EXIT.tryLater,
  DISK_LOW: EXIT.io,
  STATE_NEWER: EXIT.configuration,
  STATE_FAILED: EXIT.io,
  MARKS_KEY: EXIT.configuration,
  STATE_MISSING: EXIT.noInput,
  STATE_OF_ANOTHER: EXIT.configuration,
  STATE_UNREADABLE: EXIT.noPermission,
  OUTPUT_AHEAD: EXIT.configuration,
  STATE_EXPORTED: EXIT.configuration,
  STATE_IN_OUTPUT: EXIT.configuration,
  STATE_UNSOUND: EXIT.data,
  SKIP_NOT_WAITING: EXIT.usage,
  ADOPT_REFUSED: EXIT.data,
  REVISE_ADOPTED: EXIT.usage,
  REVISION_OVER: EXIT.usage,
  COUNTS_FORGOTTEN: EXIT.usage,
  NOTHING_LATE: EXIT.usage,
  NOTHING_TO_READ: EXIT.usage,
  STDIN_BESIDE_LOGS: EXIT.usage,
  STDIN_DISORDERED: EXIT.data,
  TALLY_UNREADABLE: EXIT.noInput,
  TALLY_REFUSED: EXIT.data,
  TALLY_DIFFERS: EXIT.data,
  TALLIES_OVERLAP: EXIT.data,
  FOLDER_OF_RUN: EXIT.usage,
  SOURCE_REFUSED: EXIT.data,
  DATASET_NOT_FOUND: EXIT.noInput,
  DATASET_DAMAGED: EXIT.data,
  PORTAL_KEY: EXIT.configuration,
  PORTAL_ADDRESS: EXIT.usage,
  PORTAL_DATASET: EXIT.usage,
  PORTAL_AHEAD: EXIT.data,
  PORTAL_ORGANIZATION: EXIT.usage,
  PORTAL_LICENCE: EXIT.data,
  PORTAL_DENIED: EXIT.noPermission,
  PORTAL_REFUSED: EXIT.data,
  PORTAL_REDIRECT: EXIT.usage,
  PORTAL_ANSWER: EXIT.io,
  PORTAL_UNREACHABLE: EXIT.io,
  AUDIT_EMPTY: EXIT.noInput,
  AUDIT_PERIOD_EMPTY: EXIT.noInput,
  AUDIT_NO_DAYS: EXIT.data,
}

// A problem that has a place is one of the configuration, whatever it is about.
function exitCodeOfProblem(problem: { readonly code: ErrorCode }): ExitCode {
  return 'place' in problem ? EXIT.configuration : BY_CODE[problem.code]
}
