import type { Problem } from '../../../domain/problem.ts'
import type { LedgerEntry, LineSums, Misfits } from '../ledger.ts'

/** Lines that are meant to be requests, and those of them that speak against the format. */
export type Judged = { readonly lines: number; readonly misfits: number }

export const NONE_JUDGED: Judged = { lines: 0, misfits: 0 }

// A few bad lines in a large file are its business; these many are ours.
const LEAST_MISFITS = 100
export const LEAST_LINES = 10

/** What is known of a log by the runs before this one. */
export type Before = {
  /** Many lines of it did fit: a few bad ones at its end are its business too. */
  readonly isKnown: boolean
  /** Of the newest lines, since most of those that were read together did fit. */
  readonly judged: Judged
}

const NOTHING_BEFORE: Before = { isKnown: false, judged: NONE_JUDGED }

// A format that was changed spoils all new lines, a writer that went astray only some.
const MOST = { share: 0.5, lines: LEAST_LINES }
const MOST_OF_KNOWN = { share: 0.9, lines: 20 }

/** The problem of a file of which too many lines do not fit its format. */
export function soundAlarm(
  file: string,
  format: string,
  sums: LineSums,
  limit: number,
  before = NOTHING_BEFORE,
): Problem | undefined {
  const { first } = sums.misfits()
  const judged = addJudged(before.judged, judgedOf(sums.entry(), sums.misfits()))
  if (first === undefined || !areTooMany(judged, limit, before.isKnown)) return undefined
  return { code: 'TOO_MANY_MALFORMED', file, format, ...first, share: shareOf(judged), limit }
}

/**
 * True for more misfits than `limit` and at least 100, and where nearly all are some: more than half of at least 10 lines,
 * or nine tenths of at least 20 in a known log, or more than a limit that is higher. A limit of 1 turns both off.
 */
export function areTooMany(judged: Judged, limit: number, isKnown = false): boolean {
  if (limit >= 1 || judged.misfits === 0) return false
  const share = shareOf(judged)
  const most = isKnown ? MOST_OF_KNOWN : MOST
  const areMany = share > limit && judged.misfits >= LEAST_MISFITS
  return areMany || (share > Math.max(limit, most.share) && judged.lines >= most.lines)
}

export function judgedOf({ linesRead, fates }: LedgerEntry, misfits: Misfits): Judged {
  return { lines: linesRead - fates['not-a-request'], misfits: misfits.lines }
}

export function addJudged(a: Judged, b: Judged): Judged {
  return { lines: a.lines + b.lines, misfits: a.misfits + b.misfits }
}

export function shareOf({ lines, misfits }: Judged): number {
  return misfits / lines
}

/** The newest lines of a log with those that were just read, if most of these do not fit; else none. */
export function stillJudged(before: Judged, now: Judged): Judged {
  if (now.lines === 0) return before
  return shareOf(now) > MOST.share ? addJudged(before, now) : NONE_JUDGED
}
