import type { Problem } from '../../domain/problem.ts'
import type { LineSums } from './ledger.ts'

// A few bad lines in a large file are its business; these many are ours.
const LEAST_MISFITS = 100
const LEAST_LINES = 10

/**
 * The problem of a file of which too many lines do not fit its format: more than `limit` of them and at least 100, or
 * more than half of at least 10, or than a limit that is higher. A limit of 1 turns both off.
 *
 * @param isKnown many lines of this log did fit before: a few bad ones at its end are its business too
 */
export function soundAlarm(
  file: string,
  format: string,
  counter: LineSums,
  limit: number,
  isKnown = false,
): Problem | undefined {
  const { lines, first } = counter.misfits()
  if (limit >= 1 || first === undefined) return undefined
  const { linesRead, fates } = counter.entry()
  const judged = linesRead - fates['not-a-request']
  const share = lines / judged
  const least = leastLines(isKnown)
  const isMany = share > limit && lines >= LEAST_MISFITS
  const isMost = share > Math.max(limit, 0.5) && judged >= least
  if (!isMany && !isMost) return undefined
  return { code: 'TOO_MANY_MALFORMED', file, format, ...first, share, limit }
}

function leastLines(isKnown: boolean): number {
  return isKnown ? Infinity : LEAST_LINES
}
