import { dayAfter, firstDayOf, lastDayOf, periodOf, type DayIndex, type PeriodIndex } from '../../domain/calendar.ts'
import { indexOf, type Measure, PERIOD_KINDS, type PeriodKind } from '../../domain/dictionary.ts'
import { kindOf, seriesOf } from '../../domain/series-of.ts'
import { protectionOn } from '../in-force.ts'
import type { PublishedSpan } from '../shown-tables.ts'
import type { KeptTable, Settings } from '../settings.ts'
import type { Standing } from '../standing.ts'
import type { DaysAround } from './settings-change.ts'

/** What was counted, closed and published when the configuration changes. */
export type ChangeFacts = Pick<DaysAround, 'newest' | 'withThreshold'> & {
  /** Hour of the newest line, in hours since the first day of the calendar. */
  readonly newestHour: number
  /** By how many hours the clock of the wanted zone is ahead of the one of before. */
  readonly hoursAhead: number
  readonly placementOf: Standing['placementOf']
  /** Of each kind, the last period that is closed. */
  readonly through: ReadonlyMap<PeriodKind, PeriodIndex>
  readonly spans: readonly PublishedSpan[]
  /** The tables that have ended, and of which periods wait that they had counted in whole. */
  readonly waiting: ReadonlySet<string>
  /** The measures that a period of a table was published with; undefined: it was not. */
  readonly publishedWith: (series: string, period: PeriodIndex) => ReadonlySet<string> | undefined
  /** `lastDay` −1: it has no line that is dated. */
  readonly logs: readonly LastOfLog[]
  readonly silenceHours: number
  readonly graceHours: number
  /** The day of the newest line of each other machine that has one. */
  readonly machines: ReadonlyMap<string, DayIndex>
}

type LastOfLog = {
  readonly name: string
  readonly lastDay: number
  /** The last day of a log that has one. */
  readonly until?: number
}

/** The days by which a change of the configuration is told. */
export function daysAround(
  facts: ChangeFacts,
  before: Pick<Settings, 'tables'>,
  wanted: Pick<Settings, 'tables'>,
): DaysAround {
  const { newest, placementOf, publishedWith, withThreshold } = facts
  const longest = PERIOD_KINDS.findLast((kind) => wanted.tables.some(({ period }) => period === kind)) ?? 'month'
  const nextLongest = firstDayOf(longest, indexOf<'period'>(periodOf(longest, newest) + 1))
  const [lagging, rows] = [lagMost(facts), rowsOf(facts)]
  const first = firstOtherwise(lagging, facts)
  const firstAnew = placementOf(first) === 'period' ? first : dayAfter(newest)
  return {
    newest,
    first,
    lagging: lagging.name,
    hasDays: before.tables.some(({ period, ended }) => period === 'day' && ended === undefined),
    firstAnew,
    firstOfZone: firstInZone(firstAnew, facts),
    isOpen: (day) => placementOf(day) === 'period',
    lackingSince: (series) => lackingSince(series, facts),
    closedWithout: (table, measure, since) => closedWithout(table, measure, since, facts),
    hasRows: (table, day) => publishedWith(seriesOf(table), periodOf(table.period, day)) !== undefined,
    firstRow: (feature) => rows.get(feature)?.[0],
    lastRow: (feature) => rows.get(feature)?.[1],
    leftOn: (machine) => leftOn(facts.machines.get(machine) ?? firstAnew, firstAnew, rows),
    leftOutFrom: (feature, since) => leftOutFrom(feature, since, before, facts),
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
export function firstUnpublished({ through }: Pick<ChangeFacts, 'through'>): DayIndex {
  const ends = [...through].map(([kind, last]) => lastDayOf(kind, last) + 1)
  return indexOf<'day'>(Math.max(0, ...ends))
}

/** Of each feature, the first and the latest day from which a period is published. */
function rowsOf({ spans }: ChangeFacts): ReadonlyMap<string, readonly [DayIndex, DayIndex]> {
  const rows = new Map<string, readonly [DayIndex, DayIndex]>()
  for (const { series, feature, ...span } of spans) {
    const [first, last] = [firstDayOf(kindOf(series), span.first), firstDayOf(kindOf(series), span.last)]
    const [from, to] = rows.get(feature) ?? [first, last]
    rows.set(feature, [first < from ? first : from, last > to ? last : to])
  }
  return rows
}

/** Whoever has not come back from a day on lacks in all that is published since, whenever that is told. */
function leftOn(last: DayIndex, firstAnew: DayIndex, rows: ReturnType<typeof rowsOf>): DayIndex {
  const begun = rows.size === 0 ? 0 : Math.min(...[...rows.values()].map(([first]) => first))
  return indexOf<'day'>(Math.min(firstAnew, Math.max(last, begun)))
}

/** All that lies in a longer period that was closed without it is lacking: a detail may stand there. */
function lackingSince(
  series: string,
  { spans, through, waiting }: ChangeFacts,
): ReturnType<DaysAround['lackingSince']> {
  const own = spans.filter((span) => span.series === series)
  if (own.length === 0) return waiting.has(series) ? undefined : 'never'
  const kind = kindOf(series)
  const next = indexOf<'period'>(Math.max(...own.map(({ last }) => last)) + 1)
  // A week that a month ends within is still to come.
  const hasMore = PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(kind)).some((longer) => {
    const last = through.get(longer)
    return last !== undefined && lastDayOf(longer, last) >= lastDayOf(kind, next)
  })
  return hasMore ? firstDayOf(kind, next) : undefined
}

function leftOutFrom(
  feature: string,
  since: DayIndex,
  { tables }: Pick<Settings, 'tables'>,
  { spans, through, placementOf }: ChangeFacts,
): number {
  const live = new Set(tables.filter(({ ended }) => ended === undefined).map(seriesOf))
  const own = spans.filter((span) => span.feature === feature && live.has(span.series))
  if (own.length === 0) return placementOf(since) === 'period' ? Infinity : since
  return Math.min(
    ...own.map(({ series, last }) => {
      const kind = kindOf(series)
      const isLeftOut = last < (through.get(kind) ?? last)
      return isLeftOut ? firstDayOf(kind, indexOf<'period'>(last + 1)) : Infinity
    }),
  )
}

function closedWithout(
  table: KeptTable,
  measure: Measure,
  since: DayIndex,
  { spans, publishedWith }: Pick<ChangeFacts, 'spans' | 'publishedWith'>,
): DayIndex {
  const { period: kind } = table
  const series = seriesOf(table)
  const oldest = Math.min(...spans.filter((span) => span.series === series).map((span) => span.first))
  let first = since
  // What is still open when it is back has it.
  for (let period = indexOf<'period'>(periodOf(kind, since) - 1); period >= oldest; period--) {
    const measures = publishedWith(series, period)
    if (measures?.has(measure) === true) break
    if (measures !== undefined) first = firstDayOf(kind, period)
  }
  return first
}

/** The log that lags most of those that are waited for; where none does, one without a name. */
function lagMost({ newest, newestHour, logs, silenceHours, graceHours }: ChangeFacts): LastOfLog {
  // One that is read to its last day brings no more once the grace is over.
  const hasEnded = ({ lastDay, until = Infinity }: LastOfLog): boolean =>
    lastDay >= until && (until + 1) * 24 + graceHours <= newestHour
  return logs
    .filter((log) => log.lastDay >= 0 && (newest - log.lastDay) * 24 <= silenceHours && !hasEnded(log))
    .reduce((least, log) => (log.lastDay < least.lastDay ? log : least), { name: '', lastDay: newest })
}

/** A log that lags behind brings lines of earlier days, but none of a day that is closed. */
function firstOtherwise({ lastDay }: LastOfLog, { newest, placementOf }: ChangeFacts): DayIndex {
  let first = lastDay
  while (first < newest && placementOf(indexOf<'day'>(first)) !== 'period') first += 1
  return indexOf<'day'>(first)
}

/** Of a log that lags behind the hour is not known: its first line may be of the first hour. Lines of a closed day change no figure. */
function firstInZone(first: DayIndex, { newest, newestHour, hoursAhead, placementOf }: ChangeFacts): DayIndex {
  const hour = first === newest ? Math.max(newestHour, first * 24) : first * 24
  const day = indexOf<'day'>(Math.min(first, Math.floor((hour + hoursAhead) / 24)))
  return placementOf(day) === 'period' ? day : first
}
