import { isDeepStrictEqual } from 'node:util'
import { dayOfText, dayText, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import { afterUntil, missedDays, withMissed } from './missed-days.ts'
import type { DefinitionPart, Turn, TurnDays } from './turn.ts'
import type { KeptFeature } from '../../../timeline/index.ts'

const PARTS: readonly DefinitionPart[] = ['match', 'clients', 'partial', 'assets', 'beside']

type Compared = { readonly features: readonly KeptFeature[]; readonly turns: readonly Turn[] }

/** What became of each feature. One that is gone is kept, and ends with the newest day. */
export function compareFeatures(
  before: readonly KeptFeature[],
  wanted: readonly KeptFeature[],
  days: TurnDays,
): Compared {
  const gone = before.filter(({ id, ended }) => ended === undefined && !wanted.some((feature) => feature.id === id))
  const still = wanted.map((feature) =>
    follow(
      feature,
      before.find(({ id }) => id === feature.id),
      gone,
      days,
    ),
  )
  const heirs = still.flatMap(({ turns }) => turns.flatMap(({ change }) => ('before' in change ? change.before : [])))
  return {
    features: [
      ...still.map(({ feature }) => feature),
      ...gone.map((feature) => ({ ...feature, ended: dayText(days.newest) })),
      ...before.filter(({ id, ended }) => ended !== undefined && !wanted.some((feature) => feature.id === id)),
    ],
    turns: [
      ...still.flatMap(({ turns }) => turns),
      ...gone
        .filter(({ id }) => !heirs.includes(id))
        .map(({ id }): Turn => ({ change: { kind: 'feature-removed', feature: id } })),
    ],
  }
}

type Away = NonNullable<KeptFeature['away']>[number]

type Followed = { readonly feature: KeptFeature; readonly turns: readonly Turn[] }

function follow(
  feature: KeptFeature,
  known: KeptFeature | undefined,
  gone: readonly KeptFeature[],
  days: TurnDays,
): Followed {
  if (known === undefined || !hasBegun(known)) return begin(feature, gone, days)
  const kept = { ...feature, ...pastOf(known) }
  const parts = partsBetween(known, feature)
  if (known.ended !== undefined) return comeBack(kept, leftOff(known, known.ended, days), parts, days)
  const missed = missedDays(known, feature, days)
  const turns = [
    ...(missed.away === undefined ? [] : [returnedTurn(feature.id, missed.away)]),
    ...(parts.length > 0 ? [redefined(feature.id, days.first, parts)] : []),
  ]
  return { feature: withMissed(kept, missed), turns: turns.length > 0 ? turns : toldAnew(known, feature) }
}

function pastOf({ since, away }: KeptFeature): Pick<KeptFeature, 'since' | 'away'> {
  return { ...(since !== undefined && { since }), ...(away !== undefined && { away }) }
}

/** Other days change what is counted from now on, though no figure that is published. */
function toldAnew(known: KeptFeature, feature: KeptFeature): readonly Turn[] {
  const change = { kind: 'text-corrected' } as const
  if (known.from !== feature.from || known.until !== feature.until) return [{ change, isCounted: true }]
  return isDeepStrictEqual(known.title, feature.title) ? [] : [{ change }]
}

/** What is new may be so by its name alone. */
function begin(feature: KeptFeature, gone: readonly KeptFeature[], { newest }: TurnDays): Followed {
  const { id } = feature
  const next = dayAfter(newest)
  const heirOf = gone.find((other) => partsBetween(other, feature).every((part) => part === 'beside'))?.id
  const change: Turn['change'] =
    heirOf === undefined
      ? { kind: 'feature-added', feature: id }
      : { kind: 'feature-renamed', feature: id, before: heirOf, date: next }
  return { feature: { ...feature, since: next }, turns: [{ change }] }
}

/** What came meanwhile was counted elsewhere. */
function comeBack(feature: KeptFeature, from: string, parts: readonly DefinitionPart[], days: TurnDays): Followed {
  const { id } = feature
  const last = { from, to: dayText(days.newest) }
  const away = [...(feature.away ?? []), last]
  const next = indexOf<'day'>(days.newest + 1)
  return {
    feature: { ...feature, away },
    turns: [returnedTurn(id, last), ...(parts.length > 0 ? [redefined(id, next, parts)] : [])],
  }
}

function returnedTurn(feature: string, { from, to }: Away): Turn {
  const next = indexOf<'day'>((dayOfText(to) ?? 0) + 1)
  return { change: { kind: 'feature-returned', feature, from, date: dayText(next) } }
}

function redefined(feature: string, day: DayIndex, parts: readonly DefinitionPart[]): Turn {
  return { change: { kind: 'feature-redefined', feature, date: dayText(day) }, parts }
}

function dayAfter(day: DayIndex): string {
  return dayText(indexOf<'day'>(day + 1))
}

/** One that was gone before its first whole day has no past. */
export function hasBegun({ since, ended }: Pick<KeptFeature, 'since' | 'ended'>): boolean {
  return since === undefined || ended === undefined || since <= ended
}

/** The day on which it ended was counted in part: where it is not published yet, it never is. */
function leftOff({ id, until }: KeptFeature, ended: string, { newest, isOpen, lastRow }: TurnDays): string {
  const last = dayOfText(until ?? '')
  if (last !== undefined && dayText(last) < ended) return afterUntil(id, last, lastRow)
  const day = dayOfText(ended) ?? newest
  return dayText(isOpen(day) ? day : indexOf<'day'>(Math.min(day + 1, newest)))
}

/** One that was taken over has no digest of what is beside it: nobody knows whether that changed. */
function partsBetween(a: KeptFeature, b: KeptFeature): readonly DefinitionPart[] {
  return PARTS.filter((part) => a[part] !== undefined && !isDeepStrictEqual(a[part], b[part]))
}
