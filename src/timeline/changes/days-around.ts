import { firstDayOf, lastDayOf, periodOf, type DayIndex, type PeriodIndex } from '../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, type PeriodKind } from '../../domain/dictionary.ts'
import { kindOf, seriesOf } from '../../domain/series-of.ts'
import { protectionOn } from '../in-force.ts'
import type { PublishedSpan } from '../shown-tables.ts'
import type { Settings } from '../settings.ts'
import type { Standing } from '../standing.ts'
import type { DaysAround } from './settings-change.ts'

/** What was counted, closed and published when the configuration changes. */
export type ChangeFacts = Pick<DaysAround, 'newest' | 'withThreshold'> & {
  readonly placementOf: Standing['placementOf']
  /** Of each kind, the last period that is closed. */
  readonly through: ReadonlyMap<PeriodKind, PeriodIndex>
  readonly spans: readonly PublishedSpan[]
  readonly isPublished: (series: string, period: PeriodIndex) => boolean
  /** The last day of each log; −1: it has no line that is dated. */
  readonly lastDays: readonly number[]
  readonly silenceHours: number
}

/** The days by which a change of the configuration is told. */
export function daysAround(
  facts: ChangeFacts,
  before: Pick<Settings, 'tables'>,
  wanted: Pick<Settings, 'tables'>,
): DaysAround {
  const { newest, placementOf, isPublished, withThreshold } = facts
  const longest = PERIOD_KINDS.findLast((kind) => wanted.tables.some(({ period }) => period === kind)) ?? 'month'
  const nextLongest = firstDayOf(longest, indexOf<'period'>(periodOf(longest, newest) + 1))
  const lastRows = lastRowsOf(facts)
  return {
    newest,
    first: firstOtherwise(facts),
    isOpen: (day) => placementOf(day) === 'period',
    lackingSince: (series) => lackingSince(series, facts),
    hasRows: (table, day) => isPublished(seriesOf(table), periodOf(table.period, day)),
    lastRow: (feature) => lastRows.get(feature),
    nextLongest,
    turning: leavesExact(before, wanted, newest) ? firstUnpublished(facts) : nextLongest,
    withThreshold,
  }
}

function leavesExact(before: Pick<Settings, 'tables'>, wanted: Pick<Settings, 'tables'>, newest: DayIndex): boolean {
  return wanted.tables.some((table) => {
    const known = before.tables.find((other) => seriesOf(other) === seriesOf(table))
    const isExact = known !== undefined && protectionOn(known, newest)?.level === 'exact'
    return isExact && table.protections.some(({ protection }) => protection.level !== 'exact')
  })
}

/** The first day after all that is closed; the first of all, where nothing is. */
function firstUnpublished({ through }: ChangeFacts): DayIndex {
  const ends = [...through].map(([kind, last]) => lastDayOf(kind, last) + 1)
  return indexOf<'day'>(Math.max(0, ...ends))
}

/** The latest day from which a period of each feature is published. */
function lastRowsOf({ spans }: ChangeFacts): ReadonlyMap<string, DayIndex> {
  const last = new Map<string, DayIndex>()
  for (const { series, feature, last: period } of spans) {
    const day = firstDayOf(kindOf(series), period)
    if (day >= (last.get(feature) ?? day)) last.set(feature, day)
  }
  return last
}

/** All that lies in a longer period that was closed without it is lacking: a detail may stand there. */
function lackingSince(series: string, { spans, through }: ChangeFacts): ReturnType<DaysAround['lackingSince']> {
  const own = spans.filter((span) => span.series === series)
  if (own.length === 0) return 'never'
  const kind = kindOf(series)
  const newest = indexOf<'period'>(Math.max(...own.map(({ last }) => last)))
  const hasMore = PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(kind)).some((longer) => {
    const last = through.get(longer)
    return last !== undefined && lastDayOf(longer, last) > lastDayOf(kind, newest)
  })
  return hasMore ? firstDayOf(kind, indexOf<'period'>(newest + 1)) : undefined
}

/** A log that lags behind brings lines of earlier days, but none of a day that is closed. */
function firstOtherwise({ newest, lastDays, silenceHours, placementOf }: ChangeFacts): DayIndex {
  const awaited = lastDays.filter((lastDay) => lastDay >= 0 && (newest - lastDay) * 24 <= silenceHours)
  let first = Math.min(newest, ...awaited)
  while (first < newest && placementOf(indexOf<'day'>(first)) !== 'period') first += 1
  return indexOf<'day'>(first)
}
