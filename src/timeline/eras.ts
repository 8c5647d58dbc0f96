import { firstDayOf, type PeriodIndex } from '../domain/calendar.ts'
import type { PeriodKind } from '../domain/dictionary.ts'
import type { Feature } from '../domain/feature.ts'
import { seriesOf } from '../domain/series-of.ts'
import type { TableSpec } from '../domain/table.ts'
import { featuresInForce } from './features-in-force.ts'
import { specOn, thresholdDays, thresholdOn, protectionDays } from './in-force.ts'
import type { PublishedSpan } from './shown-tables.ts'
import type { Settings } from './settings.ts'

/** Periods, by kind. */
export type Periods = ReadonlyMap<PeriodKind, readonly PeriodIndex[]>

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

/** Periods by the era in which they begin, each with its first day: in one era all is protected in one way. */
export function splitByEras(periods: Periods, settings: Settings | undefined): readonly (readonly [number, Periods])[] {
  const days = [-Infinity, ...eraDays(settings)]
  return days.flatMap((day, i) => {
    const next = days[i + 1] ?? Infinity
    const within = new Map(
      [...periods].map(([kind, list]) => [
        kind,
        list.filter((period) => firstDayOf(kind, period) >= day && firstDayOf(kind, period) < next),
      ]),
    )
    return [...within.values()].some((list) => list.length > 0) ? [[day, within] as const] : []
  })
}

/**
 * How periods that begin on this day are protected: tables that had begun, as they were then; and the features that are gone,
 * with what was counted of them.
 */
export function inForceOn(day: number, configured: Protecting, { settings, spans, sinceOf }: EraFacts): Protecting {
  const next = eraDays(settings).find((first) => first > day) ?? Infinity
  return {
    features: featuresInForce(configured.features, settings, spans),
    specs: configured.specs
      .filter((spec) => (sinceOf(seriesOf(spec)) ?? 0) < next)
      .map((spec) => specOn(spec, settings, day)),
    k: thresholdOn(settings, day) ?? configured.k,
  }
}

/** Lines that are no use have the threshold, whichever tables have it. */
function eraDays(settings: Settings | undefined): readonly number[] {
  const days = [...protectionDays(settings?.tables), ...thresholdDays(settings)]
  return [...new Set(days)].sort((a, b) => a - b)
}
