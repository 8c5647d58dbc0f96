import { firstDayOf, lastDayOf, type PeriodIndex } from '../domain/calendar.ts'
import { type Measure, PERIOD_KINDS, type PeriodKind } from '../domain/dictionary.ts'
import type { Feature } from '../domain/feature.ts'
import { wholeOf } from '../domain/measure.ts'
import { seriesOf } from '../domain/series-of.ts'
import { isNoisy, type TableSpec } from '../domain/table.ts'
import type { EndingTable } from './ending-tables.ts'
import { featuresInForce } from './features-in-force.ts'
import { awayOf, dayAt, keptOf, protectionOn, specOn, thresholdDays, thresholdOn, protectionDays } from './in-force.ts'
import type { PublishedSpan } from './shown-tables.ts'
import type { KeptTable, Settings } from './settings.ts'

/** Periods, by kind. */
export type Periods = ReadonlyMap<PeriodKind, readonly PeriodIndex[]>

export function periodsByKind(
  periods: readonly { readonly kind: PeriodKind; readonly period: PeriodIndex }[],
): Periods {
  return new Map(PERIOD_KINDS.map((kind) => [kind, periods.flatMap((one) => (one.kind === kind ? one.period : []))]))
}

/** What decides how a period is protected. */
type Protecting = {
  readonly features: readonly Feature[]
  readonly specs: readonly TableSpec[]
  readonly k: number
}

/** What is known of the tables and features of a configuration. */
export type EraFacts = {
  readonly settings: Settings | undefined
  readonly spans: readonly PublishedSpan[]
  /** The first day of which all of a series was counted. */
  readonly sinceOf: (series: string) => number | undefined
  /** Tables that have ended since, and are decided on with those of their time. */
  readonly ending: readonly EndingTable[]
  /** Whether tables may be protected together. */
  readonly areSound: (specs: readonly TableSpec[]) => boolean
}

/** Periods that begin in days in which all is protected in one way. */
export type Era = { readonly periods: Periods; readonly inForce: Protecting }

/**
 * Periods by the era in which they begin, and how they are protected: tables that had begun, as they were then; and the features
 * that are gone, with what was counted of them.
 */
export function splitByEras(periods: Periods, configured: Protecting, facts: EraFacts): readonly Era[] {
  const { settings, spans, sinceOf, ending } = facts
  const features = featuresInForce(configured.features, settings, spans)
  const starts = configured.specs.flatMap((spec) => {
    const since = sinceOf(seriesOf(spec))
    return since !== undefined && isNoisy(specOn(spec, settings, since)) ? since : []
  })
  const ends = ending.map((one) => daysOfEnding(one).to + 1)
  const days = [-Infinity, ...new Set([...eraDays(settings, starts), ...ends].sort((a, b) => a - b))]
  const eras = days.map((day, i): TablesOfEra => {
    const next = days[i + 1] ?? Infinity
    const begun = configured.specs.filter((spec) => (sinceOf(seriesOf(spec)) ?? 0) < next)
    const specs = begun.flatMap((spec) => withinEra(specOn(spec, settings, day), keptOf(spec, settings), { day, next }))
    return { day, next, specs }
  })
  const joining = joiningTables(eras, facts)
  return eras.flatMap((era) => {
    const isWithin = (kind: PeriodKind, period: PeriodIndex): boolean =>
      firstDayOf(kind, period) >= era.day && firstDayOf(kind, period) < era.next
    const within = new Map([...periods].map(([kind, list]) => [kind, list.filter((one) => isWithin(kind, one))]))
    if ([...within.values()].every((list) => list.length === 0)) return []
    const waiting = joining.filter(({ spec, first }) => within.get(spec.period)?.some((period) => period >= first))
    const specs = [...era.specs, ...waiting.flatMap((one) => specOfEnding(one, era, settings))]
    return [{ periods: within, inForce: { features, specs, k: thresholdOn(settings, era.day) ?? configured.k } }]
  })
}

/** The tables of the configuration as they are protected in an era: from its first day to before the next. */
type TablesOfEra = { readonly day: number; readonly next: number; readonly specs: readonly TableSpec[] }

/**
 * The tables that have ended and may close their last periods beside those of their time, in all of the eras that these touch: others may
 * be protected from within them on as it is right without it.
 */
function joiningTables(eras: readonly TablesOfEra[], { settings, ending, areSound }: EraFacts): readonly EndingTable[] {
  return ending.reduce<readonly EndingTable[]>((joined, one) => {
    const { from, to } = daysOfEnding(one)
    const own = eras.filter(({ day, next }) => day <= to && next > from)
    const areAllSound = own.every((era) => {
      const all = [...joined, one].flatMap((table) => specOfEnding(table, era, settings))
      return areSound([...era.specs, ...all])
    })
    return areAllSound ? [...joined, one] : joined
  }, [])
}

/** A table that has ended, in an era before its end. Nothing more is told exactly of one that nobody asks for. */
function specOfEnding(
  one: EndingTable,
  { day, next }: TablesOfEra,
  settings: Settings | undefined,
): readonly TableSpec[] {
  if (day > daysOfEnding(one).to) return []
  const then = specOn(one.spec, settings, day)
  return then.protection.level === 'exact' ? [] : withinEra(then, keptOf(then, settings), { day, next })
}

/** The days of the periods that wait. */
function daysOfEnding({ spec: { period: kind }, first, through }: EndingTable): Span {
  return { from: firstDayOf(kind, first), to: lastDayOf(kind, through) }
}

/**
 * Lines that are no use have the threshold, whichever tables have it. What has noise and comes back, or is new, comes with one of the
 * longest periods.
 */
function eraDays(settings: Settings | undefined, starts: readonly number[]): readonly number[] {
  const tables = settings?.tables ?? []
  const back = tables.flatMap((table) =>
    [...awayOf(table), ...noisesLacking(table)].flatMap(({ to }) => (isNoisyOn(table, to) ? to + 1 : [])),
  )
  const days = [...protectionDays(tables), ...thresholdDays(settings), ...starts, ...back]
  return [...new Set(days)].filter(Number.isFinite).sort((a, b) => a - b)
}

function isNoisyOn(table: KeptTable, day: number): boolean {
  const protection = protectionOn(table, day)
  return protection !== undefined && isNoisy({ protection })
}

type Span = { readonly from: number; readonly to: number }

/** Measures that are a noisy figure more of a request, and the days that have none of theirs. */
function noisesLacking({ lacking = [] }: KeptTable): readonly (Span & { readonly measure: Measure })[] {
  return lacking
    .filter(({ measure }) => wholeOf(measure) !== undefined)
    .map(({ measure, from, to }) => ({ measure, from: dayAt(from) ?? -Infinity, to: dayAt(to) ?? Infinity }))
}

/**
 * A table as it stands in an era: with noise, it is without what it lacks in all of it. Its noise is for the figures that a request was
 * part of then, and is too little for one more, of a table or a measure that comes later.
 */
function withinEra(
  spec: TableSpec,
  kept: KeptTable | undefined,
  { day, next }: { readonly day: number; readonly next: number },
): readonly TableSpec[] {
  if (kept === undefined || !isNoisy(spec)) return [spec]
  const isAll = ({ from, to }: Span): boolean => from <= day && to >= next - 1
  if (awayOf(kept).some(isAll)) return []
  const lacking = noisesLacking(kept).flatMap((one) => (isAll(one) ? one.measure : []))
  return [{ ...spec, measures: spec.measures.filter((measure) => !lacking.includes(measure)) }]
}
