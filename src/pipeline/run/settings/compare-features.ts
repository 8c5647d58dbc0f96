import { isDeepStrictEqual } from 'node:util'
import { dayText } from '../../../domain/calendar.ts'
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
  { newest, first }: TurnDays,
): Followed {
  const next = dayText(indexOf<'day'>(newest + 1))
  const { id } = feature
  // 1. new, perhaps by its name alone
  if (known === undefined) {
    const heirOf = gone.find((other) => partsBetween(other, feature).every((part) => part === 'beside'))?.id
    const change: Turn['change'] =
      heirOf === undefined
        ? { kind: 'feature-added', feature: id }
        : { kind: 'feature-renamed', feature: id, before: heirOf, date: next }
    return { feature: { ...feature, since: next }, turns: [{ change }] }
  }
  // 2. back again: what came meanwhile was counted elsewhere
  if (known.ended !== undefined) {
    const change: Turn['change'] = { kind: 'feature-redefined', feature: id, date: next }
    return { feature: { ...feature, since: next }, turns: [{ change }] }
  }
  // 3. defined anew, or told in other words
  const kept = { ...feature, ...(known.since !== undefined && { since: known.since }) }
  const parts = partsBetween(known, feature)
  if (parts.length > 0)
    return {
      feature: kept,
      turns: [{ change: { kind: 'feature-redefined', feature: id, date: dayText(first) }, parts }],
    }
  const isToldAnew = !isDeepStrictEqual(tellingOf(known), tellingOf(feature))
  return { feature: kept, turns: isToldAnew ? [{ change: { kind: 'text-corrected' } }] : [] }
}

function partsBetween(a: KeptFeature, b: KeptFeature): readonly DefinitionPart[] {
  return PARTS.filter((part) => !isDeepStrictEqual(a[part], b[part]))
}

function tellingOf({ title, from, until }: KeptFeature): readonly unknown[] {
  return [title, from, until]
}
