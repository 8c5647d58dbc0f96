import { dayOfText, dayText, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { TurnDays } from './turn.ts'
import type { KeptFeature } from '../../../timeline/index.ts'

/** Days of a feature that were counted nowhere, since `from` or `until` said that it had none. */
export type Missed = {
  readonly away?: NonNullable<KeptFeature['away']>[number]
  /** It had no row before: it begins with this day. */
  readonly since?: string
}

/** What was missed, or will be, where the days of a feature are other ones than before. */
export function missedDays(known: KeptFeature, feature: KeptFeature, days: TurnDays): Missed {
  return { ...missedAfter(known, feature, days), ...missedBefore(known, feature, days) }
}

/** It had ended, and goes on. */
function missedAfter(known: KeptFeature, feature: KeptFeature, { newest, lastRow }: TurnDays): Missed {
  const [was, is] = [dayOfText(known.until ?? ''), dayOfText(feature.until ?? '')]
  if (was === undefined || was >= newest || (is !== undefined && is <= was)) return {}
  return { away: { from: afterUntil(known.id, was, lastRow), to: dayText(newest) } }
}

/** It was published to its last day, or to what had closed when it was told to have ended. */
export function afterUntil(feature: string, until: DayIndex, lastRow: TurnDays['lastRow']): string {
  return dayText(indexOf<'day'>(Math.max(until, lastRow(feature) ?? 0) + 1))
}

/** It begins earlier than was said, or is to begin later though it had begun. */
function missedBefore(known: KeptFeature, feature: KeptFeature, days: TurnDays): Missed {
  const [was, is] = [beginOf(known), beginOf(feature)]
  const hasRows = days.lastRow(known.id) !== undefined
  if (is < was) return hasRows && was > days.newest ? {} : beginsAgain(Math.min(was, days.newest + 1), is)
  if (is === was || is <= days.newest + 1 || !hasRows) return {}
  return { away: awayBetween(was > days.newest ? was : nextWhole(days), is - 1) }
}

function beginOf({ from = '' }: KeptFeature): number {
  return dayOfText(from) ?? 0
}

function beginsAgain(since: number, from: number): Missed {
  return from < since ? { since: dayText(indexOf<'day'>(since)) } : {}
}

/** The newest day was counted in part. */
function nextWhole({ newest, isOpen }: TurnDays): number {
  return isOpen(newest) ? newest : newest + 1
}

function awayBetween(from: number, to: number): NonNullable<Missed['away']> {
  return { from: dayText(indexOf<'day'>(from)), to: dayText(indexOf<'day'>(to)) }
}

/** A feature with its past, and what was missed. */
export function withMissed(feature: KeptFeature, { away, since }: Missed): KeptFeature {
  const known = feature.since
  return {
    ...feature,
    ...(away !== undefined && { away: [...(feature.away ?? []), away] }),
    ...(since !== undefined && { since: known !== undefined && known > since ? known : since }),
  }
}
