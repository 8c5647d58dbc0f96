import type { Change } from '../../domain/change.ts'
import type { DaysAway } from '../../domain/feature.ts'
import { type DayIndex, dayOfText, dayText, dayAfter } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { isSame } from '../../domain/is-same.ts'
import { awayOf, dayAt, hasBegun, holeAtEnd } from '../in-force.ts'
import type { KeptFeature } from '../settings.ts'
import { announcedReturn, stayingAway, withAway, type Away } from './away.ts'
import { droppedOf } from './dropped.ts'
import type { DaysAround, DefinitionPart, SettingsChange } from './settings-change.ts'

const PARTS: readonly DefinitionPart[] = ['match', 'clients', 'partial', 'assets', 'beside']

/** What became of each feature. One that is gone is kept, and ends with the first day of which lines may come. */
export function compareFeatures(
  before: readonly KeptFeature[],
  wanted: readonly KeptFeature[],
  days: DaysAround,
): { readonly features: readonly KeptFeature[]; readonly changes: readonly SettingsChange[] } {
  const known = before.filter(({ id }) => !wanted.some((feature) => feature.id === id))
  const gone = known.filter(({ ended }) => ended === undefined)
  const heirless = known.filter(
    (one) =>
      [undefined, dayText(days.first)].includes(one.ended) && firstAhead(one, days) === undefined && hasBegun(one),
  )
  const still = wanted.map((feature) =>
    follow(
      feature,
      before.find(({ id }) => id === feature.id),
      heirless,
      days,
    ),
  )
  const heirs = still.flatMap(({ changes }) =>
    changes.flatMap(({ change }) => ('before' in change ? change.before : [])),
  )
  const left = gone.map((known) => {
    const { feature, changes } = leave(known, heirs.includes(known.id), days)
    return { feature: { ...feature, ...droppedOf(known, feature, days) }, changes }
  })
  return {
    features: [
      ...[...still, ...left].map(({ feature }) => feature),
      ...known.filter(({ ended }) => ended !== undefined),
    ],
    changes: [...still, ...left].flatMap(({ changes }) => changes),
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
  const now = stoppedOn(known, feature, days)
  const back = holeAtEnd(known) ?? undoneReturn(known, feature, days, now)
  const stopped = back?.from ?? now
  const followed =
    stopped === undefined ? goOn(feature, known, days) : comeBack(feature, known, { stopped, back, days })
  const changes = followed.changes.length > 0 ? followed.changes : toldAnew(known, feature)
  const next = followed.feature
  return { feature: { ...next, ...cutOn(feature, known, days), ...droppedOf(known, next, days) }, changes }
}

/** Days after its last one were counted, where that is told once it is over: they are there still, if it goes on all the same. */
function cutOn({ until }: KeptFeature, known: KeptFeature, { firstAnew }: DaysAround): Pick<KeptFeature, 'cut'> {
  const before = dayAt(known.until) ?? Infinity
  const counted = dayAt(known.cut) ?? indexOf<'day'>(Math.min(before + 1, dayAt(known.ended) ?? firstAnew))
  return (dayAt(until) ?? Infinity) + 1 < counted ? { cut: dayText(counted) } : {}
}

/** One that has not begun never does, and one that was to come back stays away. */
function leave(feature: KeptFeature, hasHeir: boolean, days: DaysAround): Followed {
  const { id } = feature
  const ended = dayText(days.first)
  const first = firstAhead(feature, days)
  if (first !== undefined)
    return {
      feature: { ...feature, since: dayText(first), ended },
      changes: [{ change: { kind: 'not-begun', feature: id } }],
    }
  const { away = [], ...known } = feature
  const back = announcedReturn(feature, days)
  const removed = hasHeir ? [] : [losing({ kind: 'feature-removed', feature: id }, feature, days)]
  if (back === undefined) return { feature: { ...feature, ended }, changes: removed }
  return {
    feature: { ...withAway(known, stayingAway(away, back, days)), ended },
    changes: [notBegun(id, dayAfter(back.to)), ...removed],
  }
}

/**
 * Where a log lags behind, lines of days after the last one of what is gone are read: neither it has a row of them by day, nor what
 * comes. Of one that had ended before, nothing can be done about it.
 */
function losing(
  change: Extract<Change, { readonly kind: 'feature-removed' | 'feature-renamed' }>,
  gone: KeptFeature,
  { first, newest, lagging: log, hasDays }: DaysAround,
): SettingsChange {
  const back = Math.max(0, ...awayOf(gone).map(({ to }) => to + 1))
  const from = Math.max(first + 1, beginOf(gone), dayAt(gone.since) ?? 0, back)
  const to = Math.min(newest, dayAt(gone.until) ?? newest)
  if (from > to || !hasDays) return { change }
  const lost = { from: dayText(indexOf<'day'>(from)), to: dayText(indexOf<'day'>(to)), log }
  return { change: { ...change, from: lost.from }, ...(gone.ended === undefined && { lost }) }
}

/** Its first day, where that is not there yet. */
function firstAhead(feature: KeptFeature, { newest, lastRow }: DaysAround): DayIndex | undefined {
  const first = indexOf<'day'>(Math.max(beginOf(feature), dayAt(feature.since) ?? 0))
  const hadBegun = lastRow(feature.id) !== undefined || awayOf(feature).length > 0
  return first > newest && !hadBegun ? first : undefined
}

/** The days after which it was to come back, and did not: it ends before, or stops as it comes. */
function undoneReturn(
  known: KeptFeature,
  { until }: KeptFeature,
  days: DaysAround,
  now: DayIndex | undefined,
): DaysAway | undefined {
  const last = awayOf(known).at(-1)
  if (last === undefined) return undefined
  const hasEnded = (dayAt(until) ?? Infinity) < last.from && (days.lastRow(known.id) ?? 0) < last.from
  return hasEnded || now === dayAfter(last.to) ? last : announcedReturn(known, days)
}

/** @param planned the day on which it was to be back */
function notBegun(feature: string, planned: DayIndex): SettingsChange {
  return { change: { kind: 'not-begun', feature, planned: dayText(planned) } }
}

/** Other days change what is counted from now on, though no figure that is published. */
function toldAnew(known: KeptFeature, feature: KeptFeature): readonly SettingsChange[] {
  const change = { kind: 'text-corrected' } as const
  if (known.from !== feature.from || known.until !== feature.until) return [{ change, isCounted: true }]
  return isSame([known.title, known.family], [feature.title, feature.family]) ? [] : [{ change }]
}

/** What is new may be so by its name alone. */
function begin(feature: KeptFeature, gone: readonly KeptFeature[], days: DaysAround): Followed {
  const { id } = feature
  const next = dayText(dayAfter(days.newest))
  const heirOf = gone.find((other) => partsBetween(other, feature).every((part) => part === 'beside'))
  const change: SettingsChange =
    heirOf === undefined
      ? { change: { kind: 'feature-added', feature: id } }
      : losing({ kind: 'feature-renamed', feature: id, before: heirOf.id, date: next }, heirOf, days)
  return { feature: { ...feature, since: next }, changes: [change] }
}

/** It was counted up to now, and is from now on. */
function goOn(feature: KeptFeature, known: KeptFeature, days: DaysAround): Followed {
  const { away = [] } = known
  const since = beginsAgain(known, feature, days) ?? known.since
  const kept = withPast(feature, since, away)
  // One that is defined anew before it begins is so from its first day on.
  return { feature: kept, changes: redefined(known, feature, firstAhead(kept, days) ?? days.firstAnew) }
}

type Stopped = {
  /** The first day on which it was not counted. */
  readonly stopped: DayIndex
  /** Its return, where that is told already. */
  readonly back: DaysAway | undefined
  readonly days: DaysAround
}

/** It was not counted, or will not be for a while. What came meanwhile was counted elsewhere. */
function comeBack(feature: KeptFeature, known: KeptFeature, { stopped, back, days }: Stopped): Followed {
  const { since, away: told = [] } = known
  const before = back === undefined ? told : told.slice(0, -1)
  const resumes = indexOf<'day'>(Math.max(days.newest + 1, beginOf(feature)))
  const isBack = resumes > stopped && stopped <= (dayAt(feature.until) ?? Infinity)
  const away = isBack ? { from: stopped, to: indexOf<'day'>(resumes - 1) } : undefined
  const missed = away === undefined ? before : [...before, { from: dayText(away.from), to: dayText(away.to) }]
  return {
    feature: withPast(feature, since, missed),
    changes: [
      ...returned(feature.id, known.ended === undefined ? back : undefined, away),
      ...redefined(known, feature, resumes),
    ],
  }
}

function withPast(feature: KeptFeature, since: string | undefined, away: Away): KeptFeature {
  return withAway({ ...feature, ...(since !== undefined && { since }) }, away)
}

/** @param back what was told of it before */
function returned(feature: string, back: DaysAway | undefined, away: DaysAway | undefined): readonly SettingsChange[] {
  if (away === undefined) return back === undefined ? [] : [notBegun(feature, dayAfter(back.to))]
  if (back?.to === away.to) return []
  const { from, to } = away
  return [{ change: { kind: 'feature-returned', feature, from: dayText(from), date: dayText(dayAfter(to)) } }]
}

function redefined(known: KeptFeature, feature: KeptFeature, day: DayIndex): readonly SettingsChange[] {
  const parts = partsBetween(known, feature)
  if (parts.length === 0) return []
  return [{ change: { kind: 'feature-redefined', feature: feature.id, date: dayText(day) }, parts }]
}

/** The day on which it ended was counted in part: where it is not published yet, it never is. */
function leftOff(known: KeptFeature, ended: string, days: DaysAround): DayIndex {
  const { newest, isOpen } = days
  const last = dayAt(known.until)
  if (last !== undefined && dayText(last) < ended) return afterUntil(known, last, days)
  const day = dayOfText(ended) ?? newest
  return isOpen(day) ? day : indexOf<'day'>(Math.min(day + 1, newest))
}

/** One that was taken over has no digest of what is beside it: nobody knows whether that changed. */
function partsBetween(a: KeptFeature, b: KeptFeature): readonly DefinitionPart[] {
  return PARTS.filter((part) => a[part] !== undefined && !isSame(a[part], b[part]))
}

/** The first day that was, or will be, counted nowhere. */
function stoppedOn(known: KeptFeature, feature: KeptFeature, days: DaysAround): DayIndex | undefined {
  if (firstAhead(known, days) !== undefined) return undefined
  if (known.ended !== undefined) return leftOff(known, known.ended, days)
  return endedOn(known, feature, days) ?? putOffOn(known, feature, days)
}

/** It had ended, and goes on. */
function endedOn(known: KeptFeature, feature: KeptFeature, days: DaysAround): DayIndex | undefined {
  const [was, is = Infinity] = [dayAt(known.until), dayAt(feature.until)]
  return was !== undefined && was < days.newest && is > was ? afterUntil(known, was, days) : undefined
}

/** It is to begin later, though it had begun. The first day of which lines may come was counted in part. */
function putOffOn(known: KeptFeature, feature: KeptFeature, days: DaysAround): DayIndex | undefined {
  const { newest, firstAnew, lastRow } = days
  const [was, is] = [beginOf(known), beginOf(feature)]
  if (is === was || is <= newest || lastRow(known.id) === undefined) return undefined
  if (was > newest) return indexOf<'day'>(was)
  return firstAnew
}

/**
 * It was published to its last day, or to what had closed when it was told to have ended. What had been counted by then and did not
 * close without it will be.
 */
function afterUntil({ id, cut }: KeptFeature, until: DayIndex, { lastRow, leftOutFrom }: DaysAround): DayIndex {
  const least = indexOf<'day'>(Math.max(until, lastRow(id) ?? 0) + 1)
  const counted = dayAt(cut)
  return counted === undefined ? least : indexOf<'day'>(Math.max(least, Math.min(counted, leftOutFrom(id, least))))
}

function beginOf({ from }: KeptFeature): number {
  return dayAt(from) ?? 0
}

/** Its first day, where it is to begin earlier than was said and has no row from before that. */
function beginsAgain(known: KeptFeature, feature: KeptFeature, { newest, firstRow }: DaysAround): string | undefined {
  const [was, is] = [beginOf(known), beginOf(feature)]
  const since = Math.min(was, newest + 1)
  if (is >= since || (firstRow(known.id) ?? was) < was) return undefined
  const begins = dayText(indexOf<'day'>(since))
  return known.since !== undefined && known.since > begins ? known.since : begins
}
