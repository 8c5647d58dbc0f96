import { type DayIndex, dayOfHour, daysFrom, periodOf, type PeriodIndex } from '../domain/calendar.ts'
import type { PeriodKind } from '../domain/dictionary.ts'
import { withoutStrays } from './closings.ts'

/**
 * Hours of which lines may be missing. `late`: what there was of them has come, to a closed day, and is in no period until a revision of
 * that day. A list, as kept before: periods of these kinds were closed, and are whole once they are published again.
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

/**
 * What stays of a gap whose lines came: each of its closed days, by itself. Whether there were any is told of none: a single late line of
 * a hidden figure would be.
 */
export function closedDaysOf<G extends Gap>(gap: G, isClosed: (day: DayIndex) => boolean): readonly G[] {
  return daysFrom(dayOfHour(gap.from), dayOfHour(gap.to))
    .filter(isClosed)
    .map((day) => ({ ...gap, from: Math.max(gap.from, day * 24), to: Math.min(gap.to, day * 24 + 23), found: 'late' }))
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
