import { dayText } from '../../domain/calendar.ts'
import type { DaysAway } from '../../domain/feature.ts'
import { awayOf } from '../in-force.ts'
import type { KeptFeature } from '../settings.ts'
import type { DaysAround } from './settings-change.ts'

/** Days on which a feature or a table was not counted, before it came back: from and to, each a text. */
export type Away = NonNullable<KeptFeature['away']>

export function withAway<Kept>(kept: Kept, away: Away): Kept & Pick<KeptFeature, 'away'> {
  return { ...kept, ...(away.length > 0 && { away }) }
}

/** The days after which one was to come back, where none of those is there yet. */
export function announcedReturn(kept: Pick<KeptFeature, 'away'>, { newest }: DaysAround): DaysAway | undefined {
  const last = awayOf(kept).at(-1)
  return last !== undefined && last.to >= newest ? last : undefined
}

/** The same where it goes before: the hole stays open, if it has begun. */
export function stayingAway(away: Away, { from }: DaysAway, { newest }: DaysAround): Away {
  const hole = from > newest ? [] : [{ from: dayText(from), to: dayText(newest) }]
  return [...away.slice(0, -1), ...hole]
}
