import { type DayIndex, dayOfHour, daysFrom, periodOf, type PeriodIndex } from '../domain/calendar.ts'
import type { PeriodKind } from '../domain/dictionary.ts'
import { withoutStrays } from './closings.ts'

/**
 * Hours of which lines may be missing. `found`: they came since. `late`: some are in no period, whichever closed before and which closes
 * since, until a revision counts them. A list: periods of these kinds were closed, and are whole once they are published again.
 */
export type Gap = {
  readonly from: number
  readonly to: number
  readonly found?: 'late' | readonly PeriodKind[] | undefined
}

/** Whether a period that is published, and was so often published again, may lack lines of a gap. */
export function mayLack({ from, to, found }: Gap, kind: PeriodKind, period: PeriodIndex, revision: number): boolean {
  if (period < periodOf(kind, dayOfHour(from)) || period > periodOf(kind, dayOfHour(to))) return false
  return found === undefined || found === 'late' || (found.includes(kind) && revision === 0)
}

/** What is known of a day when lines of a gap came: whether some are late, and of which kinds its period was closed. */
type DayFound = { readonly isLate: boolean; readonly closed: readonly PeriodKind[] }

/** What stays of a gap whose lines came: each of its days that was closed by then, by itself. */
export function closedDaysOf<G extends Gap>(gap: G, dayFound: (day: DayIndex) => DayFound): readonly G[] {
  return daysFrom(dayOfHour(gap.from), dayOfHour(gap.to)).flatMap((day) => {
    const { isLate, closed } = dayFound(day)
    if (closed.length === 0) return []
    const [from, to] = [Math.max(gap.from, day * 24), Math.min(gap.to, day * 24 + 23)]
    return { ...gap, from, to, found: isLate ? ('late' as const) : closed }
  })
}

/** Machines of which nothing came yet, by what `sources:` calls them, and those that left when each came. */
type Replaced = Readonly<Record<string, readonly string[]>>

/** What a change of `sources:` makes of it: one that leaves and had not come either leaves what it was to take the place of. */
export function replaceMachines(known: Replaced, before: readonly string[], wanted: readonly string[]): Replaced {
  const gone = before.filter((id) => !wanted.includes(id))
  const left = [...new Set(gone.flatMap((id) => known[id] ?? id))]
  const come = left.length === 0 ? [] : wanted.filter((id) => !before.includes(id))
  const still = Object.entries(known).filter(([id]) => !gone.includes(id))
  return Object.fromEntries([...still, ...come.map((id) => [id, left] as const)])
}

/**
 * Hours of which nobody knows what a machine had that has left: from its last look through its logs to the end of the day on which one
 * that came with the same change begins. Undefined: it began before, and nothing is missing.
 *
 * @param days of which that one has lines, ascending
 */
export function betweenMachines(lookHour: number, days: readonly number[]): Pick<Gap, 'from' | 'to'> | undefined {
  const [first = -1] = withoutStrays(days)
  const to = first * 24 + 23
  return to < lookHour ? undefined : { from: lookHour, to }
}
