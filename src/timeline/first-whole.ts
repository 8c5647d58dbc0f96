/** A line so long before all others is none of the log: a request that somebody dated, or a file that was put there. */
const STRAY_DAYS = 35

/**
 * The first day of which no line is missing. The first that has a line may be there in part, unless the service opened then: one that
 * opened earlier may have had lines that were gone before anybody read them. Days without a line that follow it are no gap, since
 * nothing is published before them: the next that has one is the first.
 *
 * @param days with a line, ascending
 * @param since the day on which the service opened: what came before it is none of its uses, though it may have been counted
 */
export function firstWholeOf(days: readonly number[], since?: number): number {
  const begins = days.findIndex((day, i) => (days[i + 1] ?? Infinity) - day <= STRAY_DAYS)
  const [first = Infinity, next = first + 1] = begins < 0 ? days : days.slice(begins)
  return since === undefined || since < first ? next : since
}

/**
 * After a state was lost: the first day on which all logs that are left have begun. What one lacks between the last day that was taken over and
 * its first may be gone with older files, and nobody can tell it from a new log: a period that is left out does less harm than one that is too low.
 *
 * @param through the last day that was taken over
 * @param firstDays of the logs: the first that has a line, which may be there in part
 */
export function begunByAll(through: number, firstDays: readonly number[]): number {
  return Math.max(0, ...firstDays.filter((day) => day > through).map((day) => day + 1))
}
