import type { SeriesBreak } from '../../domain/change.ts'
import type { Measure } from '../../domain/dictionary.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { State } from '../../state/index.ts'
import type { TallyFile } from '../../tally/index.ts'
import { awayOf, dayAt, type KeptFeature, type KeptTable } from '../../timeline/index.ts'
import { compareWithState } from '../kept/compare-with-state.ts'
import { breaksKept } from '../kept/releases.ts'
import type { CountPlan } from '../plan-count.ts'

/** Under these names, and that of a series, a tally says since when something is counted, or as it is now. */
export const BEGUN = {
  feature: (id: string): string => `feature ${id}`,
  measure: (series: string, measure: Measure): string => `${series}: ${measure}`,
  /** Before, other requests were those of the feature, or may have been: the days hold figures that do not compare. */
  definition: (id: string): string => `definition ${id}`,
  /** The same of all that is counted: the time zone, hosts, the list of robots. */
  all: 'counting',
} as const

/**
 * Since when a machine counts what it counts as it does with this configuration: a change of it that no line has met yet
 * begins with the next.
 */
export function begunOf(plan: CountPlan, state: State): TallyFile['begun'] {
  const { settings, starts, changes } = compareWithState(plan, state)
  const breaks = breaksKept(
    state,
    changes.map(({ change }) => change),
  )
  const since = state.facts.allSeries().map(({ name, since: day }) => [name, day] as const)
  const series = new Map([...since, ...starts])
  return [
    ...[...series].map(([name, day]) => [name, Math.max(0, day, ...backOf(name, settings.tables))] as const),
    ...settings.tables.flatMap(measuresOf),
    ...settings.features.flatMap(featureOf),
    ...latestBegun(breaks.flatMap(meaningOf)),
  ]
}

/** The day on which a table came back. */
function backOf(series: string, tables: readonly KeptTable[]): readonly number[] {
  return tables.filter((table) => seriesOf(table) === series).flatMap(dayBack)
}

function dayBack(kept: Pick<KeptFeature, 'away'>): readonly number[] {
  return awayOf(kept).map(({ to }) => to + 1)
}

function measuresOf(table: KeptTable): TallyFile['begun'] {
  const begun = (table.lacking ?? []).flatMap(({ measure, to }) => {
    const last = dayAt(to)
    return last === undefined ? [] : [[BEGUN.measure(seriesOf(table), measure), last + 1] as const]
  })
  return latestBegun(begun)
}

function featureOf(feature: KeptFeature): TallyFile['begun'] {
  const ended = dayAt(feature.ended)
  const days = [dayAt(feature.since) ?? [], dayBack(feature), ended === undefined ? [] : ended + 1].flat()
  return days.length === 0 ? [] : [[BEGUN.feature(feature.id), Math.max(...days)]]
}

function meaningOf(change: SeriesBreak): TallyFile['begun'] {
  const day = dayAt(change.date)
  if (day === undefined) return []
  if (change.kind === 'feature-redefined') return [[BEGUN.definition(change.feature), day]]
  return OF_ALL.has(change.kind) ? [[BEGUN.all, day]] : []
}

const OF_ALL: ReadonlySet<SeriesBreak['kind']> = new Set([
  'timezone-changed',
  'hosts-changed',
  'sources-changed',
  'robots-changed',
])

/** Each name once, in their order: what some machines count otherwise is a sum of all from the last of these days on. */
export function latestBegun(begun: TallyFile['begun']): TallyFile['begun'] {
  const days = new Map<string, number>()
  for (const [name, day] of begun) days.set(name, Math.max(day, days.get(name) ?? 0))
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1))
}
