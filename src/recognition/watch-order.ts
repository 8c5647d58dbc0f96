/** Whether lines come in the order of their time, as those of one log do. */
type OrderWatch = {
  /** @param hour of a line that is dated, in hours since the first day of the calendar */
  readonly note: (hour: number) => void
  readonly isDisordered: () => boolean
}

/** Fewer lines out of order are lines that came late, or a clock that was wrong. */
const LEAST_LINES = 10
const MOST_SHARE = 0.05

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
    isDisordered: () => old >= LEAST_LINES && old > dated * MOST_SHARE,
  }
}
