import { isBreak } from './change-words.ts'
import { dayOfText } from '../../domain/calendar.ts'
import type { Change, Release, SeriesBreak } from '../../domain/change.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { DaysAway } from '../../domain/feature.ts'

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

/** The breaks that took place, or will: of those that were announced for the protection of one day, the last. */
export function breaksOf(history?: readonly Release[]): readonly SeriesBreak[] {
  const changes = toldNow(history).flatMap((release) => release.changes)
  return changes
    .filter((change, i) => !changes.slice(i + 1).some((later) => isTakenBack(change, later)))
    .filter(isBreak)
}

/** Days on which a feature was not counted, between its first and its last: it was taken away and came back. */
export function daysAwayOf(feature: string, breaks: readonly SeriesBreak[]): readonly DaysAway[] {
  return breaks.flatMap((change) => {
    if (change.kind !== 'feature-returned' || change.feature !== feature) return []
    const [from, date] = [dayOfText(change.from), dayOfText(change.date)]
    return from === undefined || date === undefined ? [] : [{ from, to: indexOf<'day'>(date - 1) }]
  })
}

/** Whether a change was announced for the protection of a day, and a later one says otherwise. */
export function isTakenBack(change: Change, later: Change): boolean {
  const planned = plannedBy(change)
  return planned !== undefined && planned === (later.kind === 'protection-kept' ? keyOf(later) : plannedBy(later))
}

function plannedBy(change: Change): string | undefined {
  if (change.kind === 'threshold-changed') return keyOf({ planned: change.date })
  return change.kind === 'protection-changed' ? keyOf({ table: change.table, planned: change.date }) : undefined
}

function keyOf({ table = '', planned }: { readonly table?: string; readonly planned: string }): string {
  return `${planned} ${table}`
}
