import type { Fits } from './day-fits.ts'

// A few bad lines in a large file are its business; these many are ours.
const LEAST_MISFITS = 100
export const LEAST_LINES = 10
// Of fewer nothing that is published depends: the threshold hides as many uses.
export const LEAST_OF_DAY = 10
const MOST = 0.5

/**
 * True for more misfits than `limit` and at least 100, and where nearly all are some: more than half of at least 10 lines,
 * or more than a limit that is higher. A limit of 1 turns both off.
 */
export function areTooMany(fits: Fits, limit: number, least = LEAST_MISFITS): boolean {
  if (!areMoreThan(limit, fits)) return false
  return fits.misfits >= least || (shareOf(fits) > Math.max(limit, MOST) && fits.lines >= LEAST_LINES)
}

/** The same of the lines that a log has of a day or a period that is over: there 10 misfits are enough. */
export function areTooManyOfDay(fits: Fits, limit: number): boolean {
  return areTooMany(fits, limit, LEAST_OF_DAY)
}

/** More than `limit`, however few. */
export function areMoreThan(limit: number, fits: Fits): boolean {
  return limit < 1 && fits.misfits > 0 && shareOf(fits) > limit
}

export function shareOf({ lines, misfits }: Fits): number {
  return misfits / lines
}
