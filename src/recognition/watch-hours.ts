/** Whether lines come in the order of their time, as those of one log do. */
type OrderWatch = {
  /** @param hour of a line that is dated, in hours since the first day of the calendar */
  readonly note: (hour: number) => void
  readonly isDisordered: () => boolean
}

/** Fewer lines out of order, or of older hours, are lines that came late, or a clock that was wrong. */
const LEAST_LINES = 10
const MOST_OLD = 0.05
const MOST_WITHIN = 0.01

export function watchOrder(): OrderWatch {
  let newest = -1
  let last = -1
  let dated = 0
  let old = 0
  return {
    note: (hour) => {
      dated += 1
      // Within an hour, long answers come late. Further back, two logs may have been put one after the other.
      if (hour < newest - 1) old += 1
      // One line ahead of its time must not make all that follow old: the next one confirms it.
      newest = Math.max(newest, Math.min(hour, last))
      last = hour
    },
    isDisordered: () => old >= LEAST_LINES && old > dated * MOST_OLD,
  }
}

/** Whether lines are of hours of which others were read before. */
type OverlapWatch = {
  /** @param hour of a line that is dated, in hours since the first day of the calendar */
  readonly note: (hour: number) => void
  /** Lines that may have been read before; 0 where they are so few that they came late. */
  readonly lines: () => number
}

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
    lines: () => (within >= LEAST_LINES && within > dated * MOST_WITHIN ? within : 0),
  }
}
