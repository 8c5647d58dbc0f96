import { firstDayOf, type DayIndex, type PeriodIndex } from '../domain/calendar.ts'
import type { EarlierProtection } from '../domain/change.ts'
import { indexOf } from '../domain/dictionary.ts'
import type { DaysAway } from '../domain/feature.ts'
import { kindOf, seriesOf } from '../domain/series-of.ts'
import type { TableSpec } from '../domain/table.ts'
import { countedDays, dayAt, endedTables, keptOf, specOn, stepOn, thresholdOn } from './in-force.ts'
import type { KeptTable, Settings } from './settings.ts'

/** First and last period that is published of a feature in a table. */
export type PublishedSpan = {
  readonly series: string
  readonly feature: string
  readonly first: PeriodIndex
  readonly last: PeriodIndex
}

/** A table that a reader has. */
export type ShownTable = {
  /** As its newest rows are protected. */
  readonly spec: TableSpec
  /** How rows are protected that were published before the present way. */
  readonly earlier: readonly EarlierProtection[]
  /** The days of which no period is published, since it was away. */
  readonly away: readonly DaysAway[]
  /** The last day that was counted, of one that is in the configuration no more. */
  readonly ended: DayIndex | undefined
}

/** The tables of the configuration, and those that have ended and have a past. */
export function shownTables(
  configured: readonly TableSpec[],
  settings: Settings | undefined,
  spans: readonly PublishedSpan[],
): readonly ShownTable[] {
  const taken = configured.map(({ name }) => name)
  const specs = [
    ...configured.map((spec) => specOn(spec, settings, newestOf(spec, spans) ?? newestOfAll(spans))),
    ...endedTables(settings).flatMap((table) => {
      // One that is still closing is asked for by itself.
      if (configured.some((spec) => seriesOf(spec) === seriesOf(table))) return []
      const newest = newestOf(table, spans)
      return newest === undefined ? [] : endedSpec(table, newest, taken)
    }),
  ]
  return specs.map((spec) => {
    const own = keptOf(spec, settings)
    return {
      spec,
      earlier: earlierProtections(spec, own?.protections ?? [], spans),
      ...countedDays(own ?? {}),
    }
  })
}

/** The name of a table that has ended: where another has it now, it goes by what it is by. */
export function freeName({ name, period, dimensions }: KeptTable, taken: readonly string[]): string {
  const plain = [period, 'feature', ...dimensions].join('-')
  const names = [name, plain, ...taken.map((_, i) => `${plain}-${i + 2}`)]
  return names.reduce((found, other) => (taken.includes(found) ? other : found))
}

function endedSpec(table: KeptTable, newest: DayIndex, taken: readonly string[]): readonly TableSpec[] {
  const { period, dimensions, measures, protections } = table
  const last = stepOn(protections, newest)
  if (last === undefined) return []
  return [{ name: freeName(table, taken), period, dimensions, measures, protection: last.protection }]
}

/** The threshold of the newest rows: one that was changed is told as a break until figures are published with it. */
export function thresholdNow(
  configured: number,
  settings: Settings | undefined,
  spans: readonly PublishedSpan[],
): number {
  return thresholdOn(settings, newestOfAll(spans)) ?? configured
}

/** The thresholds under which figures were published. */
export function thresholdsPublished(
  settings: Settings | undefined,
  spans: readonly PublishedSpan[],
): readonly number[] {
  const steps = settings?.thresholds ?? []
  const [oldest, newest] = [oldestOfAll(spans), newestOfAll(spans)]
  return steps.flatMap(({ k, from }, i) => {
    const end = dayAt(steps[i + 1]?.from) ?? Infinity
    return (dayAt(from) ?? 0) <= newest && end > oldest ? [k] : []
  })
}

/** First day of the newest period of any table; where nothing is published, what is to come. */
function newestOfAll(spans: readonly PublishedSpan[]): number {
  const days = spans.map(({ series, last }) => firstDayOf(kindOf(series), last))
  return days.length === 0 ? Infinity : Math.max(...days)
}

function oldestOfAll(spans: readonly PublishedSpan[]): number {
  return Math.min(...spans.map(({ series, first }) => firstDayOf(kindOf(series), first)))
}

function earlierProtections(
  spec: TableSpec,
  protections: KeptTable['protections'],
  spans: readonly PublishedSpan[],
): readonly EarlierProtection[] {
  const [oldest, newest] = [oldestOf(spec, spans), newestOf(spec, spans)]
  return protections.flatMap(({ protection }, i) => {
    const until = protections[i + 1]?.from
    const day = dayAt(until) ?? Infinity
    const isOver = until !== undefined && oldest !== undefined && newest !== undefined && oldest < day && day <= newest
    return isOver ? [{ until, protection }] : []
  })
}

/** First day of the newest period that was published. */
function newestOf(table: Parameters<typeof seriesOf>[0], spans: readonly PublishedSpan[]): DayIndex | undefined {
  const last = spans.filter(({ series }) => series === seriesOf(table)).map((span) => span.last)
  return last.length === 0 ? undefined : firstDayOf(table.period, indexOf<'period'>(Math.max(...last)))
}

function oldestOf(table: Parameters<typeof seriesOf>[0], spans: readonly PublishedSpan[]): DayIndex | undefined {
  const first = spans.filter(({ series }) => series === seriesOf(table)).map((span) => span.first)
  return first.length === 0 ? undefined : firstDayOf(table.period, indexOf<'period'>(Math.min(...first)))
}
