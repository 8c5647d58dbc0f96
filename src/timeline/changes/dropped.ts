import { type DayIndex, dayText, daysFrom } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { isSame } from '../../domain/is-same.ts'
import { awayOf, dayAt, droppedIn } from '../in-force.ts'
import type { KeptFeature } from '../settings.ts'
import type { DaysAround } from './settings-change.ts'

/** Days on which lines of a feature were counted, or still may be, and of which it is to have no row. */
type Dropped = Pick<KeptFeature, 'dropped'>

/**
 * What a change drops: whether a use came on one of these days is told by no row, and must be by no figure that holds it.
 *
 * @param next as it is kept from now on
 */
export function droppedOf(known: KeptFeature, next: KeptFeature, days: DaysAround): Dropped {
  return withDropped(known, [...cutOff(known, next, days), ...leftOpen(known, next, days)].map(inTexts))
}

/** Beside those that are known. Without others nothing is written down. */
export function withDropped(known: KeptFeature, now: NonNullable<KeptFeature['dropped']>): Dropped {
  if (now.length === 0) return known.dropped === undefined ? {} : { dropped: known.dropped }
  return { dropped: [...droppedIn(known), ...now] }
}

/**
 * What a version before 0.2.0 may have dropped, and did not keep: its state does not tell days that were set back over lines from days
 * that were planned.
 *
 * @param mayClose whether a period that holds the day is still to close
 */
export function mayHaveDropped(
  kept: KeptFeature,
  { newest, mayClose }: Pick<DaysAround, 'newest'> & { readonly mayClose: (day: DayIndex) => boolean },
): Dropped {
  const through = indexOf<'day'>(Math.min(newest, dayAt(kept.ended) ?? newest))
  const spans = cutOff({ since: kept.since }, kept, { newest: through }).flatMap(({ from, to }) => {
    const first = daysFrom(from, to).find(mayClose)
    return first === undefined ? [] : { from: first, to }
  })
  return withDropped(kept, spans.map(inTexts))
}

function inTexts({ from, to }: Span): { readonly from: string; readonly to: string } {
  return { from: dayText(indexOf<'day'>(from)), to: dayText(indexOf<'day'>(to)) }
}

/** Of a feature, as it is kept. */
type Dates = Readonly<Partial<Record<'from' | 'since' | 'until' | 'ended', string | undefined>>>

type Span = { readonly from: number; readonly to: number }

/** It ends before lines that are read, or begins after some: of those before it one day is enough to tell. */
function cutOff(known: Dates, next: Dates, { newest }: Pick<DaysAround, 'newest'>): readonly Span[] {
  if (known.ended !== undefined) return []
  const [was, is] = [spanOf(known), spanOf(next)]
  const before = Math.min(is.from - 1, newest)
  const spans = [
    { from: Math.max(is.to + 1, was.from), to: Math.min(was.to, newest) },
    { from: Math.max(was.from, before), to: before },
  ]
  return spans.filter(({ from, to }) => from <= to)
}

function spanOf({ from, since, until, ended }: Dates): Span {
  return {
    from: Math.max(dayAt(from) ?? 0, dayAt(since) ?? 0),
    to: Math.min(dayAt(until) ?? Infinity, dayAt(ended) ?? Infinity),
  }
}

/** It is back, and lines may come of days before that are not closed. */
function leftOpen(known: KeptFeature, next: KeptFeature, { newest, isOpen }: DaysAround): readonly Span[] {
  const back = awayOf(next).at(-1)
  if (back === undefined || isSame(back, awayOf(known).at(-1))) return []
  const to = Math.min(back.to, newest)
  let from = to + 1
  while (from > back.from && isOpen(indexOf<'day'>(from - 1))) from -= 1
  return from <= to ? [{ from, to }] : []
}
