import type { Problem } from './problem.ts'

/**
 * Why a file was found and not read, so that it waits. Whoever tells it has words for each reason, or does not compile. A state holds
 * reasons by these names: none that was ever kept is taken away or renamed.
 */
export type WhyUnread =
  /** It may be a copy in the making of what was read already. */
  | 'copy'
  /** All of it was read in a file that is there. */
  | 'part'
  /** It was truncated, replaced or written anew meanwhile. */
  | 'changed'
  /** An archive that is being written. */
  | 'unfinished'
  /** It was rotated away between the look into its folder and the one at it. */
  | 'moved'
  /** No format reads it: too few lines, or none that fits. */
  | Extract<Problem['code'], 'FORMAT_NOT_DETECTED'>
  | (typeof PROBLEMS_OF_FILE)[number]

/** What is wrong with one file alone, while the others are read. */
const PROBLEMS_OF_FILE = [
  'LOG_UNREADABLE',
  'LOG_DAMAGED',
  'LOG_COMPRESSION_UNKNOWN',
  'LOG_IS_DIRECTORY',
  'LOG_IS_SOCKET',
  'LOG_IS_PIPE',
  'LOG_SWELLS',
  'UNPACKER_MISSING',
] as const satisfies readonly Problem['code'][]

/** The reason that a problem with a file is. Undefined: it concerns more than this file. */
export function whyUnreadBy(code: Problem['code']): WhyUnread | undefined {
  // The next run meets it under its new name.
  return code === 'LOG_NOT_FOUND' ? 'moved' : PROBLEMS_OF_FILE.find((known) => known === code)
}
