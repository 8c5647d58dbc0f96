import { isDigit, twoDigits } from '../time/read-time.ts'

export const SECONDS_A_DAY = 86400
/** Seconds by which a line may stand behind the hour of one that is later than it: what is written when it ends, or by several threads. */
export const MOST_LATE = 3600

export function beginOfHour(seconds: number): number {
  return seconds - (seconds % 3600)
}

const COLON = 0x3a
const DOT = 0x2e

/** Seconds since midnight of `08:31:24`, perhaps with a fraction; −1: no time of the day. A leap second counts as the second before. */
export function readClock(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 8 || bytes[start + 2] !== COLON || bytes[start + 5] !== COLON) return -1
  if (!isFraction(bytes, start + 8, end)) return -1
  const hour = twoDigits(bytes, start)
  const minute = twoDigits(bytes, start + 3)
  const second = twoDigits(bytes, start + 6)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return -1
  return hour * 3600 + minute * 60 + (second === 60 ? 59 : second)
}

function isFraction(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true
  if (bytes[start] !== DOT) return false
  for (let i = start + 1; i < end; i++) if (!isDigit(bytes[i]!)) return false
  return true
}

/**
 * The time of a clock that shows no day, after the hour `now`: the next day, where it jumps back behind the hour before; the
 * day before, where it is of the hour before.
 *
 * Hint: a whole day without a line is not seen.
 *
 * @param now as its hour begins
 */
export function followClock(now: number, clock: number): number {
  let step = clock - (now % SECONDS_A_DAY)
  if (step < -MOST_LATE) step += SECONDS_A_DAY
  else if (step >= SECONDS_A_DAY - MOST_LATE) step -= SECONDS_A_DAY
  return now + step
}
