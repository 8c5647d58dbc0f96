import type { DaysAway } from '../../domain/feature.ts'
import { type DayIndex, dayOfText, dayText, dayAfter } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { isSame } from '../../domain/is-same.ts'
import { dayAt, hasBegun } from '../in-force.ts'
import type { KeptFeature } from '../settings.ts'
import type { DaysAround, DefinitionPart, SettingsChange } from './settings-change.ts'

const PARTS: readonly DefinitionPart[] = ['match', 'clients', 'partial', 'assets', 'beside']

/** What became of each feature. One that is gone is kept, and ends with the newest day. */
export function compareFeatures(
  before: readonly KeptFeature[],
  wanted: readonly KeptFeature[],
  days: DaysAround,
): { readonly features: readonly KeptFeature[]; readonly changes: readonly SettingsChange[] } {
  const gone = before.filter(({ id, ended }) => ended === undefined && !wanted.some((feature) => feature.id === id))
  const still = wanted.map((feature) =>
    follow(
      feature,
      before.find(({ id }) => id === feature.id),
      gone,
      days,
    ),
  )
  const heirs = still.flatMap(({ changes }) =>
    changes.flatMap(({ change }) => ('before' in change ? change.before : [])),
  )
  return {
    features: [
      ...still.map(({ feature }) => feature),
      ...gone.map((feature) => ({ ...feature, ended: dayText(days.newest) })),
      ...before.filter(({ id, ended }) => ended !== undefined && !wanted.some((feature) => feature.id === id)),
    ],
    changes: [
      ...still.flatMap(({ changes }) => changes),
      ...gone
        .filter(({ id }) => !heirs.includes(id))
        .map(({ id }): SettingsChange => ({ change: { kind: 'feature-removed', feature: id } })),
    ],
  }
}

type Followed = { readonly feature: KeptFeature; readonly changes: readonly SettingsChange[] }

function follow(
  feature: KeptFeature,
  known: KeptFeature | undefined,
  gone: readonly KeptFeature[],
  days: DaysAround,
): Followed {
  if (known === undefined || !hasBegun(known)) return begin(feature, gone, days)
  const kept = { ...feature, ...pastOf(known) }
  const parts = partsBetween(known, feature)
  if (known.ended !== undefined) return comeBack(kept, leftOff(known, known.ended, days), parts, days)
  const missed = missedDays(known, feature, days)
  const changes = [
    ...(missed.away === undefined ? [] : [returned(feature.id, missed.away)]),
    ...(parts.length > 0 ? [redefined(feature.id, days.first, parts)] : []),
  ]
  return { feature: withMissed(kept, missed), changes: changes.length > 0 ? changes : toldAnew(known, feature) }
}

function pastOf({ since, away }: KeptFeature): Pick<KeptFeature, 'since' | 'away'> {
  return { ...(since !== undefined && { since }), ...(away !== undefined && { away }) }
}

/** Other days change what is counted from now on, though no figure that is published. */
function toldAnew(known: KeptFeature, feature: KeptFeature): readonly SettingsChange[] {
  const change = { kind: 'text-corrected' } as const
  if (known.from !== feature.from || known.until !== feature.until) return [{ change, isCounted: true }]
  return isSame([known.title, known.family], [feature.title, feature.family]) ? [] : [{ change }]
}

/** What is new may be so by its name alone. */
function begin(feature: KeptFeature, gone: readonly KeptFeature[], { newest }: DaysAround): Followed {
  const { id } = feature
  const next = dayText(dayAfter(newest))
  const heirOf = gone.find((other) => partsBetween(other, feature).every((part) => part === 'beside'))?.id
  const change: SettingsChange['change'] =
    heirOf === undefined
      ? { kind: 'feature-added', feature: id }
      : { kind: 'feature-renamed', feature: id, before: heirOf, date: next }
  return { feature: { ...feature, since: next }, changes: [{ change }] }
}

/** What came meanwhile was counted elsewhere. */
function comeBack(feature: KeptFeature, from: DayIndex, parts: readonly DefinitionPart[], days: DaysAround): Followed {
  const { id } = feature
  const away = { from, to: days.newest }
  const next = dayAfter(days.newest)
  return {
    feature: withMissed(feature, { away }),
    changes: [returned(id, away), ...(parts.length > 0 ? [redefined(id, next, parts)] : [])],
  }
}

function returned(feature: string, { from, to }: DaysAway): SettingsChange {
  return { change: { kind: 'feature-returned', feature, from: dayText(from), date: dayText(dayAfter(to)) } }
}

function redefined(feature: string, day: DayIndex, parts: readonly DefinitionPart[]): SettingsChange {
  return { change: { kind: 'feature-redefined', feature, date: dayText(day) }, parts }
}

/** The day on which it ended was counted in part: where it is not published yet, it never is. */
function leftOff({ id, until }: KeptFeature, ended: string, { newest, isOpen, lastRow }: DaysAround): DayIndex {
  const last = dayAt(until)
  if (last !== undefined && dayText(last) < ended) return afterUntil(id, last, lastRow)
  const day = dayOfText(ended) ?? newest
  return isOpen(day) ? day : indexOf<'day'>(Math.min(day + 1, newest))
}

/** One that was taken over has no digest of what is beside it: nobody knows whether that changed. */
function partsBetween(a: KeptFeature, b: KeptFeature): readonly DefinitionPart[] {
  return PARTS.filter((part) => a[part] !== undefined && !isSame(a[part], b[part]))
}

/** Days of a feature that were counted nowhere, since `from` or `until` said that it had none. */
type Missed = {
  readonly away?: DaysAway
  /** It had no row before: it begins with this day. */
  readonly since?: string
}

/** What was missed, or will be, where the days of a feature are other ones than before. */
function missedDays(known: KeptFeature, feature: KeptFeature, days: DaysAround): Missed {
  return { ...missedAfter(known, feature, days), ...missedBefore(known, feature, days) }
}

/** It had ended, and goes on. */
function missedAfter(known: KeptFeature, feature: KeptFeature, { newest, lastRow }: DaysAround): Missed {
  const [was, is] = [dayAt(known.until), dayAt(feature.until)]
  if (was === undefined || was >= newest || (is !== undefined && is <= was)) return {}
  return { away: { from: afterUntil(known.id, was, lastRow), to: newest } }
}

/** It was published to its last day, or to what had closed when it was told to have ended. */
function afterUntil(feature: string, until: DayIndex, lastRow: DaysAround['lastRow']): DayIndex {
  return indexOf<'day'>(Math.max(until, lastRow(feature) ?? 0) + 1)
}

/** It begins earlier than was said, or is to begin later though it had begun. */
function missedBefore(known: KeptFeature, feature: KeptFeature, days: DaysAround): Missed {
  const [was, is] = [beginOf(known), beginOf(feature)]
  const hasRows = days.lastRow(known.id) !== undefined
  if (is < was) return hasRows && was > days.newest ? {} : beginsAgain(Math.min(was, days.newest + 1), is)
  if (is === was || is <= days.newest + 1 || !hasRows) return {}
  const from = was > days.newest ? was : nextWhole(days)
  return { away: { from: indexOf<'day'>(from), to: indexOf<'day'>(is - 1) } }
}

function beginOf({ from }: KeptFeature): number {
  return dayAt(from) ?? 0
}

function beginsAgain(since: number, from: number): Missed {
  return from < since ? { since: dayText(indexOf<'day'>(since)) } : {}
}

/** The newest day was counted in part. */
function nextWhole({ newest, isOpen }: DaysAround): number {
  return isOpen(newest) ? newest : newest + 1
}

/** A feature with its past, and what was missed. */
function withMissed(feature: KeptFeature, { away, since }: Missed): KeptFeature {
  const { since: known, away: before = [] } = feature
  return {
    ...feature,
    ...(away !== undefined && { away: [...before, { from: dayText(away.from), to: dayText(away.to) }] }),
    ...(since !== undefined && { since: known !== undefined && known > since ? known : since }),
  }
}
