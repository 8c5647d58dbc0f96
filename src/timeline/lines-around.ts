import { type Days, daysFrom } from '../domain/calendar.ts'

/** The logs of a service, as a run finds them. */
type Witnesses = {
  /** Whether every entry of `logs:` finds one. */
  readonly areAllFound: boolean
  readonly logs: readonly {
    readonly lastDay: number
    /** Its days with a line, from a day on. */
    readonly daysSince: (day: number) => readonly number[]
  }[]
}

/**
 * Whether each log has lines on all of these days, and on the day before and after, which a hole between two rotated files may have cut. One
 * that ended before is no witness. Where a log is silent on a day at times, nobody knows whether that is a hole, and of one that is not
 * found nobody knows anything.
 */
export function haveLinesAround({ areAllFound, logs }: Witnesses, { from, to }: Days): boolean {
  return (
    areAllFound &&
    logs
      .filter(({ lastDay }) => lastDay >= from)
      .every(({ lastDay, daysSince }) => {
        const days = new Set(daysSince(from - 1))
        return daysFrom(from - 1, Math.min(to + 1, lastDay)).every((day) => days.has(day))
      })
  )
}
