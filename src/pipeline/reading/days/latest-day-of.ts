import { stat } from 'node:fs/promises'
import { DAY_MS, DAY_OF_1970 } from '../../../domain/calendar.ts'

/**
 * The day number of the latest date that a line of a log may have, which tells the year of those that have none: a day
 * after the log was last written, since nobody knows in which zone; a pipe is written now.
 */
export async function latestDayOf(path: string): Promise<number> {
  // A log that cannot be looked at cannot be opened either, and opening says why.
  const modified = path === '-' ? undefined : await stat(path).catch(() => undefined)
  return Math.floor((modified?.mtimeMs ?? Date.now()) / DAY_MS) + DAY_OF_1970 + 1
}
