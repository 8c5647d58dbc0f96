/** Whether lines are of hours of which others were read before. */
type OverlapWatch = {
  /** @param hour of a line that is dated, in hours since the first day of the calendar */
  readonly note: (hour: number) => void
  /** Lines that may have been read before; 0 where they are so few that they came late. */
  readonly lines: () => number
}

/** Fewer lines of older hours are lines that came late. */
const LEAST_LINES = 10
const MOST_SHARE = 0.01

/**
 * @param former what was read before, less what is known to go on here
 * @param lastCredible a line dated after it tells nothing of when a log was read
 */
export function watchOverlap(
  former: readonly { readonly oldestHour: number; readonly newestHour: number }[],
  lastCredible: number,
): OverlapWatch {
  const spans = former.filter(({ newestHour }) => newestHour < (lastCredible + 1) * 24)
  let [now, isWithin, dated, within] = [-1, false, 0, 0]
  return {
    note: (hour) => {
      if (hour !== now) {
        now = hour
        // At its ends, one log follows the other within the hour.
        isWithin = spans.some(({ oldestHour, newestHour }) => oldestHour < hour && hour < newestHour)
      }
      dated += 1
      if (isWithin) within += 1
    },
    lines: () => (within >= LEAST_LINES && within > dated * MOST_SHARE ? within : 0),
  }
}
