import { isBreak } from './change-words.ts'
import { dayOfText, periodOfText, type PeriodIndex } from '../../domain/calendar.ts'
import type { Change, Release, SeriesBreak } from '../../domain/change.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { DaysAway } from '../../domain/feature.ts'
import { isSame } from '../../domain/is-same.ts'
import type { TableSpec } from '../../domain/table.ts'

/** The list of versions, each table by the name that it has now: what was told before it was renamed has the old one. */
export function toldNow(history: readonly Release[] = []): readonly Release[] {
  let nameNow: ReadonlyMap<string, string> = new Map()
  return history
    .toReversed()
    .map((release) => ({
      ...release,
      changes: release.changes
        .toReversed()
        .map((change) => {
          if (change.kind === 'tables-renamed') nameNow = namesBefore(change, nameNow)
          return calledBy(nameNow, change)
        })
        .toReversed(),
    }))
    .toReversed()
}

function namesBefore(
  { tables }: Extract<Change, { readonly kind: 'tables-renamed' }>,
  nameNow: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([...nameNow, ...tables.map(({ table, before }) => [before, nameNow.get(table) ?? table] as const)])
}

function calledBy(nameNow: ReadonlyMap<string, string>, change: Change): Change {
  if (!('table' in change)) return change
  return { ...change, table: nameNow.get(change.table) ?? change.table }
}

/** The breaks that took place, or will: of those that were told of one thing and one day, the last. */
export function breaksOf(history?: readonly Release[]): readonly SeriesBreak[] {
  // Most of a long history only adds periods.
  const told = toldNow(history).flatMap(({ changes }) => changes)
  const changes = told.filter((change) => isBreak(change) || isUndoing(change))
  return changes.flatMap((change, i) =>
    isBreak(change) && !changes.slice(i + 1).some((later) => isTakenBack(change, later)) ? [change] : [],
  )
}

/** The periods of a table that never will be published, as the list of versions tells: logs that were lost may be found. */
export function neverPublishedOf(
  { name, period: kind }: Pick<TableSpec, 'name' | 'period'>,
  history?: readonly Release[],
): ReadonlySet<PeriodIndex> {
  const never = new Set<string>()
  for (const change of toldNow(history).flatMap(({ changes }) => changes)) {
    if (!('periods' in change) || change.table !== name) continue
    if (change.kind === 'periods-withheld') for (const period of change.periods) never.add(period)
    if (change.kind === 'periods-added') for (const period of change.periods) never.delete(period)
  }
  return new Set([...never].flatMap((text) => periodOfText(kind, text) ?? []))
}

/** Days on which a feature was not counted, between its first and its last: it was taken away and came back. */
export function daysAwayOf(feature: string, breaks: readonly SeriesBreak[]): readonly DaysAway[] {
  return breaks.flatMap((change) => {
    if (change.kind !== 'feature-returned' || change.feature !== feature) return []
    const [from, date] = [dayOfText(change.from), dayOfText(change.date)]
    return from === undefined || date === undefined ? [] : [{ from, to: indexOf<'day'>(date - 1) }]
  })
}

/** Whether a later change says otherwise, or again, what one said of a day. */
export function isTakenBack(change: Change, later: Change): boolean {
  if (change.kind !== later.kind && !isUndoing(later)) return false
  return isSame(thingOf(change), thingOf(later)) && saysOtherwise(change, later)
}

/** Whether all that a change says is that another one does not take place. */
export function isUndoing({ kind }: Change): boolean {
  return kind === 'not-begun' || kind === 'protection-kept'
}

function saysOtherwise(change: Change, later: Change): boolean {
  if (later.kind === 'not-begun') return isUndone(change, later)
  // It is told again of a machine that had left it before: more days have no row.
  if (later.kind === 'feature-removed') return later.from !== undefined
  if (!isBreak(change)) return false
  if (later.kind === 'protection-kept') return PROTECTIONS.has(change.kind) && change.date === later.planned
  return isBreak(later) && (isOvertaken(change, later) || isPutOff(change, later))
}

/**
 * It was told of the same day; or what was told last holds from a day before: where a state is lost, days are counted again on which
 * a break was announced, and the breaks would end with a value that no figure has.
 */
function isOvertaken({ kind, date }: SeriesBreak, later: SeriesBreak): boolean {
  return date === later.date || (VALUES_OF_ALL.has(kind) && date > later.date)
}

const VALUES_OF_ALL = new Set<Change['kind']>(['timezone-changed', 'robots-changed'])

const PROTECTIONS = new Set<Change['kind']>(['threshold-changed', 'protection-changed'])

function isUndone(change: Change, { planned }: Extract<Change, { readonly kind: 'not-begun' }>): boolean {
  if (!isBreak(change)) return change.kind === 'feature-added' && planned === undefined
  return planned === undefined || change.date === planned
}

/** It was to come back, or to begin, or to do so under its new name, on another day. */
function isPutOff(change: SeriesBreak, later: SeriesBreak): boolean {
  if (later.kind === 'measure-added') return true
  if ('before' in change && 'before' in later) return change.before === later.before
  return 'from' in change && 'from' in later && change.from === later.from
}

function thingOf(change: Change): readonly (string | undefined)[] {
  return [
    'feature' in change ? change.feature : undefined,
    'table' in change ? change.table : undefined,
    'measure' in change ? change.measure : undefined,
  ]
}
