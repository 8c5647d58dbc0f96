import { firstDayOf, type PeriodIndex } from '../domain/calendar.ts'
import { PERIOD_KINDS, type PeriodKind } from '../domain/dictionary.ts'
import type { Feature } from '../domain/feature.ts'
import { seriesOf } from '../domain/series-of.ts'
import type { TableSpec } from '../domain/table.ts'
import { featuresInForce } from './features-in-force.ts'
import { specOn, thresholdDays, thresholdOn, protectionDays } from './in-force.ts'
import type { PublishedSpan } from './shown-tables.ts'
import type { Settings } from './settings.ts'

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
}

/** Periods that begin in days in which all is protected in one way. */
export type Era = { readonly periods: Periods; readonly inForce: Protecting }

/**
 * Periods by the era in which they begin, and how they are protected: tables that had begun, as they were then; and the features
 * that are gone, with what was counted of them.
 */
export function splitByEras(
  periods: Periods,
  configured: Protecting,
  { settings, spans, sinceOf }: EraFacts,
): readonly Era[] {
  const features = featuresInForce(configured.features, settings, spans)
  const days = [-Infinity, ...eraDays(settings)]
  return days.flatMap((day, i) => {
    const next = days[i + 1] ?? Infinity
    const isWithin = (kind: PeriodKind, period: PeriodIndex): boolean =>
      firstDayOf(kind, period) >= day && firstDayOf(kind, period) < next
    const within = new Map([...periods].map(([kind, list]) => [kind, list.filter((one) => isWithin(kind, one))]))
    if ([...within.values()].every((list) => list.length === 0)) return []
    const begun = configured.specs.filter((spec) => (sinceOf(seriesOf(spec)) ?? 0) < next)
    const specs = begun.map((spec) => specOn(spec, settings, day))
    return [{ periods: within, inForce: { features, specs, k: thresholdOn(settings, day) ?? configured.k } }]
  })
}

/** Lines that are no use have the threshold, whichever tables have it. */
function eraDays(settings: Settings | undefined): readonly number[] {
  const days = [...protectionDays(settings?.tables), ...thresholdDays(settings)]
  return [...new Set(days)].sort((a, b) => a - b)
}
