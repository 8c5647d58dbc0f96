import { dayOfText, firstDayOf, lastDayOf, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { DaysAway, Feature } from '../../../domain/feature.ts'
import type { TableSpec } from '../../../domain/table.ts'
import type { SpanRow } from '../../../state/index.ts'
import { kindOf, seriesOf } from '../../series-of.ts'
import { hasBegun } from './compare-features.ts'
import type { KeptFeature, KeptTable, Settings } from './settings.ts'

/**
 * The features that have rows: those of the configuration, and those that are gone, up to their last day. Days that the
 * operator set later never cut off a row that was published.
 */
export function featuresInForce(
  configured: readonly Feature[],
  settings: Settings | undefined,
  spans: readonly SpanRow[],
): readonly Feature[] {
  const kept = settings?.features ?? []
  const gone = kept.filter(({ id, ended }) => ended !== undefined && !configured.some((feature) => feature.id === id))
  return [
    ...configured.map((feature) =>
      counted(
        feature,
        kept.find(({ id }) => id === feature.id),
      ),
    ),
    ...gone.filter(hasBegun).map(goneFeature),
  ].map((feature) => widened(feature, spans))
}

function counted(feature: Feature, kept: KeptFeature | undefined): Feature {
  const [since, away] = [dayAt(kept?.since), awayOf(kept ?? {})]
  return {
    ...feature,
    ...(since !== undefined && { from: laterOf(feature.from, since) }),
    ...(away.length > 0 && { away }),
  }
}

function goneFeature({ id, title, match, clients, partial, assets, ...days }: KeptFeature): Feature {
  const nowhere = { file: '', line: 0, column: 0 }
  const [from, since] = [dayAt(days.from), dayAt(days.since)]
  const [until, ended] = [dayAt(days.until), dayAt(days.ended)]
  return {
    id,
    title,
    match: match.map((value) => ({ value, place: nowhere })),
    examples: [],
    clients,
    partial,
    assets,
    ...((from ?? since) !== undefined && { from: laterOf(from, since ?? from ?? indexOf<'day'>(0)) }),
    ...(ended !== undefined && { until: until !== undefined && until < ended ? until : ended }),
  }
}

function laterOf(a: DayIndex | undefined, b: DayIndex): DayIndex {
  return a !== undefined && a > b ? a : b
}

function widened(feature: Feature, spans: readonly SpanRow[]): Feature {
  const own = spans.filter((span) => span.feature === feature.id)
  const { from, until } = feature
  const first = Math.min(...own.map((span) => lastDayOf(kindOf(span.series), indexOf<'period'>(span.first))))
  const last = Math.max(...own.map((span) => firstDayOf(kindOf(span.series), indexOf<'period'>(span.last))))
  return {
    ...feature,
    ...(from !== undefined && { from: indexOf<'day'>(Math.min(from, first)) }),
    ...(until !== undefined && { until: indexOf<'day'>(Math.max(until, last)) }),
  }
}

/** A table as it is protected in a period that begins on this day. */
export function specOn(spec: TableSpec, settings: Settings | undefined, day: number): TableSpec {
  const kept = settings?.tables.find((table) => seriesOf(table) === seriesOf(spec))
  return kept === undefined ? spec : { ...spec, protection: protectionOn(kept, day) ?? spec.protection }
}

export function protectionOn({ protections }: KeptTable, day: number): TableSpec['protection'] | undefined {
  return stepOn(protections, day)?.protection
}

/** The step that is in force on a day. The first may have no day: it holds from −Infinity on. */
export function stepOn<Step extends { readonly from?: string | undefined }>(
  steps: readonly Step[],
  day: number,
): Step | undefined {
  return steps.findLast(({ from }) => from === undefined || (dayAt(from) ?? 0) <= day)
}

/** The threshold of the service in a period that begins on this day. */
export function thresholdOn(settings: Settings | undefined, day: number): number | undefined {
  return settings === undefined ? undefined : stepOn(settings.thresholds, day)?.k
}

/** The days on which the service begins to have another threshold. */
export function thresholdDays(settings: Settings | undefined): readonly DayIndex[] {
  return (settings?.thresholds ?? []).flatMap(({ from }) => dayAt(from) ?? [])
}

/** The days on which tables begin to be protected in another way. */
export function turningDays(tables: readonly KeptTable[] = []): readonly DayIndex[] {
  const days = tables.flatMap(({ protections }) => protections.flatMap(({ from }) => dayAt(from) ?? []))
  return [...new Set(days)].sort((a, b) => a - b)
}

/** Tables that are in the configuration no more. */
export function endedTables(settings: Settings | undefined): readonly KeptTable[] {
  return (settings?.tables ?? []).filter(({ ended }) => ended !== undefined)
}

/** The days on which a feature or a table was away, before it came back. */
export function awayOf({ away = [] }: Pick<KeptFeature, 'away'>): readonly DaysAway[] {
  return away.flatMap((days) => {
    const [from, to] = [dayAt(days.from), dayAt(days.to)]
    return from === undefined || to === undefined ? [] : [{ from, to }]
  })
}

export function dayAt(text: string | undefined): DayIndex | undefined {
  return text === undefined ? undefined : dayOfText(text)
}
