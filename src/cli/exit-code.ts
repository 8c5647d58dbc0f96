import type { Problem } from '../domain/problem.ts'
import { isError } from '../pipeline/index.ts'

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

const BY_CODE: Partial<Record<Problem['code'], ExitCode>> = {
  USAGE: EXIT.usage,
  REQUEST_TOO_LONG: EXIT.usage,
  SHAPE_NEEDS_USES: EXIT.usage,
  PORTAL_ADDRESS: EXIT.usage,
  SINCE_AFTER_UNTIL: EXIT.usage,
  NO_SUCH_TABLE: EXIT.usage,
  FILE_EXISTS: EXIT.usage,
  AMONG_OPEN_DATA: EXIT.usage,
  NO_LOG_FOUND: EXIT.noInput,
  NOTHING_LEARNT: EXIT.data,
  FORMAT_UNKNOWN: EXIT.usage,
  FORMAT_SYNTAX: EXIT.usage,
  TOO_MANY_MALFORMED: EXIT.data,
  FORMAT_NOT_DETECTED: EXIT.data,
  LOG_NOT_FOUND: EXIT.noInput,
  LOG_IS_DIRECTORY: EXIT.noInput,
  STDIN_EMPTY: EXIT.noInput,
  LOG_UNREADABLE: EXIT.noPermission,
  LOG_DAMAGED: EXIT.io,
  LOG_COMPRESSION_UNKNOWN: EXIT.noPermission,
  WRITE_FAILED: EXIT.io,
  STATE_FAILED: EXIT.io,
  DISK_LOW: EXIT.io,
  STATE_LOCKED: EXIT.tryLater,
  STATE_MISSING: EXIT.noInput,
  STATE_UNREADABLE: EXIT.noPermission,
  NOTHING_LATE: EXIT.usage,
  ADOPT_REFUSED: EXIT.data,
  STATE_UNSOUND: EXIT.data,
  SKIP_NOT_WAITING: EXIT.usage,
  REVISE_ADOPTED: EXIT.usage,
  REVISION_OVER: EXIT.usage,
  COUNTS_FORGOTTEN: EXIT.usage,
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
  AUDIT_EMPTY: EXIT.noInput,
  AUDIT_PERIOD_EMPTY: EXIT.noInput,
  AUDIT_NO_DAYS: EXIT.data,
  DATASET_DAMAGED: EXIT.data,
  PORTAL_DATASET: EXIT.usage,
  PORTAL_AHEAD: EXIT.data,
  PORTAL_ORGANIZATION: EXIT.usage,
  PORTAL_LICENCE: EXIT.data,
  PORTAL_DENIED: EXIT.noPermission,
  PORTAL_REFUSED: EXIT.data,
  PORTAL_REDIRECT: EXIT.usage,
  PORTAL_ANSWER: EXIT.io,
  PORTAL_UNREACHABLE: EXIT.io,
}

// What is left is about the configuration; so is a format that has a place there.
function exitCodeOfProblem(problem: Problem): ExitCode {
  return 'place' in problem ? EXIT.configuration : (BY_CODE[problem.code] ?? EXIT.configuration)
}
