import { firstDayOf, lastDayOf, type DayIndex } from '../domain/calendar.ts'
import { indexOf } from '../domain/dictionary.ts'
import type { Feature } from '../domain/feature.ts'
import { kindOf } from '../domain/series-of.ts'
import { awayOf, countedDays, dayAt, droppedIn, hasBegun } from './in-force.ts'
import type { PublishedSpan } from './shown-tables.ts'
import type { KeptFeature, Settings } from './settings.ts'

/**
 * The features that have rows: those of the configuration, and those that are gone, up to their last day. Days that the
 * operator set later never cut off a row that was published.
 */
export function featuresInForce(
  configured: readonly Feature[],
  settings: Settings | undefined,
  spans: readonly PublishedSpan[],
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
    ...droppedDays(kept),
  }
}

function droppedDays(kept: KeptFeature | undefined): Pick<Feature, 'dropped'> {
  const days = awayOf({ away: droppedIn(kept ?? {}) })
  return days.length > 0 ? { dropped: days } : {}
}

/** Its last day may be counted in part. Without a row of it the month would be hidden as well, since that holds what was counted: 6,000 for the sake of 300. */
function goneFeature(kept: KeptFeature): Feature {
  const { id, title, family, match, clients, partial, assets, ...days } = kept
  const nowhere = { file: '', line: 0, column: 0 }
  const from = dayAt(days.from)
  const begins = dayAt(days.since) ?? from
  const until = dayAt(days.until)
  const { ended, away } = countedDays(days)
  return {
    id,
    title,
    ...(family !== undefined && { family }),
    match: match.map((value) => ({ value, place: nowhere })),
    examples: [],
    clients,
    partial,
    assets,
    ...(begins !== undefined && { from: laterOf(from, begins) }),
    ...(ended !== undefined && { until: until !== undefined && until < ended ? until : ended }),
    ...(away.length > 0 && { away }),
    ...droppedDays(kept),
  }
}

function laterOf(a: DayIndex | undefined, b: DayIndex): DayIndex {
  return a !== undefined && a > b ? a : b
}

function widened(feature: Feature, spans: readonly PublishedSpan[]): Feature {
  const own = spans.filter((span) => span.feature === feature.id)
  const { from, until } = feature
  const first = Math.min(...own.map((span) => lastDayOf(kindOf(span.series), span.first)))
  const last = Math.max(...own.map((span) => firstDayOf(kindOf(span.series), span.last)))
  return {
    ...feature,
    ...(from !== undefined && { from: indexOf<'day'>(Math.min(from, first)) }),
    ...(until !== undefined && { until: indexOf<'day'>(Math.max(until, last)) }),
  }
}
