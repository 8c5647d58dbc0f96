import type { Problem } from '../../../domain/problem.ts'
import { areTooMany, type Fits, shareOf } from '../../../timeline/index.ts'
import type { LedgerEntry, PartSums, Misfits } from '../ledger.ts'

/** The problem of a file of which no line is dated, and too many do not fit its format. Of others the days are judged. */
export function soundAlarm(file: string, format: string, sums: PartSums, limit: number): Problem | undefined {
  const { first } = sums.misfits()
  const judged = judgedOf(sums.entry(), sums.misfits())
  if (first === undefined || sums.fits().first >= 0 || !areTooMany(judged, limit)) return undefined
  return { code: 'TOO_MANY_MALFORMED', file, format, ...first, share: shareOf(judged), limit }
}

export function judgedOf({ linesRead, fates }: LedgerEntry, misfits: Misfits): Fits {
  return { lines: linesRead - fates['not-a-request'], misfits: misfits.lines }
}
