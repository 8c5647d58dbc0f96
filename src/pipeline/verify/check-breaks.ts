import { dayOfText, firstDayOf } from '../../domain/calendar.ts'
import type { SeriesBreak } from '../../domain/change.ts'
import { breaksOf } from '../../publish/index.ts'
import { SETTINGS_SHAPE } from '../../timeline/index.ts'
import { figureTablesOf, thresholdChanges } from './derive-eras.ts'
import type { ReadEdition } from './read/read-edition.ts'

/** A place of the description, and what stands there. */
type Wrong = readonly [field: string, found: string]

/** What is in force, held to the breaks and to how the service was counted: what was told last holds. */
export function wrongInForce(edition: ReadEdition): readonly Wrong[] {
  const { timezone, robots, history, ledger, k } = edition.book.publication
  const breaks = breaksOf(history)
  const settings = SETTINGS_SHAPE.safeParse(ledger?.settings).data
  const zones = breaks.flatMap((change) => (change.kind === 'timezone-changed' ? change.timezone : []))
  const lists = breaks.flatMap((change) => (change.kind === 'robots-changed' ? change.version : []))
  const parts = [
    { field: 'comptage.timezone', found: timezone, expected: [zones.at(-1), settings?.timezone] },
    { field: 'comptage.robots', found: robots.version, expected: [lists.at(-1), settings?.robots] },
  ]
  return [
    ...parts.flatMap(({ field, found, expected }): readonly Wrong[] =>
      expected.every((one = found) => one === found) ? [] : [[field, found]],
    ),
    ...(isThresholdTold(edition) ? [] : [['comptage.k', String(k)] as const]),
  ]
}

/** Newer periods, which have begun with a threshold that is to come here, may stand in the other folder. */
function isThresholdTold(edition: ReadEdition): boolean {
  const { publication } = edition.book
  const changes = thresholdChanges(publication).toSorted((a, b) => a.from - b.from)
  // A table may have millions of rows.
  if (changes.length === 0) return true
  let newest = -Infinity
  for (const { spec, rows } of figureTablesOf(edition))
    for (const { period } of rows) newest = Math.max(newest, firstDayOf(spec.period, period))
  const last = changes.findLastIndex(({ from }) => from <= newest)
  return last < 0 || changes.slice(last).some(({ k }) => k === publication.k)
}

/** Breaks whose day no run can have told: long before the dataset, or after the version that tells it. */
export function wrongBreakDays({ book: { publication, span } }: ReadEdition): readonly Wrong[] {
  return (publication.history ?? []).flatMap(({ version, created, changes }, position) => {
    // The first tells of days, too, of which nothing was to be published yet.
    const first = position === 0 || span === undefined ? -Infinity : span.from - SLACK_DAYS
    const now = dayOfText(created.slice(0, 10)) ?? Infinity
    return changes.flatMap((change): readonly Wrong[] => {
      if (!('date' in change)) return []
      const day = dayOfText(change.date) ?? NaN
      const isPossible = day >= first && day <= now + daysAhead(change)
      return isPossible ? [] : [[`comptage.history ${version} ${change.kind}`, change.date]]
    })
  })
}

/** A log may lag behind, or a clock go ahead. */
const SLACK_DAYS = 31

/** A feature begins on any day to come, a rule for a table with the next of the longest periods, all else with the newest line. */
function daysAhead(change: SeriesBreak): number {
  if ('feature' in change) return Infinity
  return 'table' in change || change.kind === 'threshold-changed' ? SLACK_DAYS + 366 : SLACK_DAYS
}
