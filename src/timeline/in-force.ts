import { dayOfText, dayText, type DayIndex } from '../domain/calendar.ts'
import { indexOf } from '../domain/dictionary.ts'
import type { DaysAway } from '../domain/feature.ts'
import { seriesOf } from '../domain/series-of.ts'
import type { TableSpec } from '../domain/table.ts'
import type { KeptFeature, KeptTable, Settings } from './settings.ts'

/** A table as it is protected in a period that begins on this day. */
export function specOn(spec: TableSpec, settings: Settings | undefined, day: number): TableSpec {
  const kept = keptOf(spec, settings)
  return kept === undefined ? spec : { ...spec, protection: protectionOn(kept, day) ?? spec.protection }
}

/** Whether a table is exact no longer, and was in a period that begins on this day. @param spec as it is configured */
export function isExactNoMore(spec: TableSpec, settings: Settings | undefined, day: number): boolean {
  return spec.protection.level !== 'exact' && specOn(spec, settings, day).protection.level === 'exact'
}

/** What is kept of a table, which is told by what it counts. */
export function keptOf(spec: Parameters<typeof seriesOf>[0], settings: Settings | undefined): KeptTable | undefined {
  return settings?.tables.find((table) => seriesOf(table) === seriesOf(spec))
}

export function protectionOn({ protections }: KeptTable, day: number): TableSpec['protection'] | undefined {
  return stepOn(protections, day)?.protection
}

/** The step that is in force on a day. The first may have no day: it holds from −Infinity on. */
export function stepOn<Step extends { readonly from?: string | undefined }>(
  steps: readonly Step[],
  day: number,
): Step | undefined {
  return steps.findLast(({ from }) => (dayAt(from) ?? -Infinity) <= day)
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
export function protectionDays(tables: readonly KeptTable[] = []): readonly DayIndex[] {
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

/** A state of 0.1.0 does not say which. On the day on which it was taken away it was counted in part, or may have been. */
export function droppedIn({ dropped, away = [] }: Pick<KeptFeature, 'dropped' | 'away'>): NonNullable<typeof dropped> {
  return dropped ?? away.map(({ from }) => ({ from, to: from }))
}

export function dayAt(text: string | undefined): DayIndex | undefined {
  return text === undefined ? undefined : dayOfText(text)
}

/** The hole that was open when one went: it was to come back, and did not; or a log lags behind it, and it is wider by those days. */
export function holeAtEnd(kept: Pick<KeptFeature, 'ended' | 'away'>): DaysAway | undefined {
  const [hole, ended] = [awayOf(kept).at(-1), dayAt(kept.ended)]
  if (hole === undefined || ended === undefined || hole.to < ended) return undefined
  return { from: ended < hole.from ? ended : hole.from, to: hole.to }
}

/** The holes of a feature or a table between its days, and the last of these, where it is gone: not that of the hole at its end. */
export function countedDays(kept: Pick<KeptFeature, 'ended' | 'away'>): {
  readonly away: readonly DaysAway[]
  readonly ended: DayIndex | undefined
} {
  const [away, hole] = [awayOf(kept), holeAtEnd(kept)]
  if (hole === undefined) return { away, ended: dayAt(kept.ended) }
  return { away: away.slice(0, -1), ended: indexOf<'day'>(hole.from - 1) }
}

/** One that was gone before its first whole day has no past. */
export function hasBegun(kept: Pick<KeptFeature, 'since' | 'ended' | 'away'>): boolean {
  const { ended } = countedDays(kept)
  return kept.since === undefined || ended === undefined || kept.since <= dayText(ended)
}
