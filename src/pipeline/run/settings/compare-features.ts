import { isDeepStrictEqual } from 'node:util'
import { dayOfText, dayText, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { KeptFeature } from './settings.ts'
import type { DefinitionPart, Turn, TurnDays } from './turn.ts'

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

type Followed = { readonly feature: KeptFeature; readonly turns: readonly Turn[] }

function follow(
  feature: KeptFeature,
  known: KeptFeature | undefined,
  gone: readonly KeptFeature[],
  days: TurnDays,
): Followed {
  if (known === undefined || !hasBegun(known)) return begin(feature, gone, days)
  const { since, away } = known
  const kept = { ...feature, ...(since !== undefined && { since }), ...(away !== undefined && { away }) }
  const parts = partsBetween(known, feature)
  if (known.ended !== undefined) return comeBack(kept, known.ended, parts, days)
  if (parts.length > 0) return { feature: kept, turns: [redefined(feature.id, days.first, parts)] }
  const isToldAnew = !isDeepStrictEqual(tellingOf(known), tellingOf(feature))
  return { feature: kept, turns: isToldAnew ? [{ change: { kind: 'text-corrected' } }] : [] }
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
function comeBack(feature: KeptFeature, ended: string, parts: readonly DefinitionPart[], days: TurnDays): Followed {
  const { id } = feature
  const from = leftOff(ended, days)
  const away = [...(feature.away ?? []), { from, to: dayText(days.newest) }]
  const next = indexOf<'day'>(days.newest + 1)
  const returned: Turn = { change: { kind: 'feature-returned', feature: id, from, date: dayText(next) } }
  return {
    feature: { ...feature, away },
    turns: [returned, ...(parts.length > 0 ? [redefined(id, next, parts)] : [])],
  }
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
function leftOff(ended: string, { newest, isOpen }: TurnDays): string {
  const day = dayOfText(ended) ?? newest
  return dayText(isOpen(day) ? day : indexOf<'day'>(Math.min(day + 1, newest)))
}

function partsBetween(a: KeptFeature, b: KeptFeature): readonly DefinitionPart[] {
  return PARTS.filter((part) => !isDeepStrictEqual(a[part], b[part]))
}

function tellingOf({ title, from, until }: KeptFeature): readonly unknown[] {
  return [title, from, until]
}
