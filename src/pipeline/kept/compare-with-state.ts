import { createHash } from 'node:crypto'
import { AGENT_LIST } from '../../agent/index.ts'
import { DAY_MS, DAY_OF_1970, type DayIndex, dayText, HOUR_MS, type PeriodIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Feature } from '../../domain/feature.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { rivalsOf } from '../../feature/index.ts'
import { withThreshold } from '../../protect/index.ts'
import { eventsInOrder } from '../../publish/index.ts'
import { fitsPath } from '../../source/index.ts'
import type { State } from '../../state/index.ts'
import {
  compareSettings,
  daysAround,
  type KeptFeature,
  type Settings,
  type SettingsCompared,
} from '../../timeline/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { wallClock } from '../wall-clock.ts'
import { newestHourOf, newestKnownDay } from './days-of-state.ts'
import { readEndingTables } from './read-ending-tables.ts'
import { readSettings } from './kept-settings.ts'
import { readStanding } from './read-timeline.ts'

/** What a run with this configuration would change: where nothing was counted yet, nothing. */
export function compareWithState(plan: CountPlan, state: State): SettingsCompared {
  const before = readSettings(state)
  const wanted = settingsOfPlan(plan)
  const newest = newestKnownDay(state, plan.configuration.timezone)
  if (before === undefined || newest < 0) return { settings: wanted, starts: new Map(), changes: [] }
  const { editions, logs } = state
  const facts = {
    newest,
    newestHour: newestHourOf(state),
    hoursAhead: hoursAhead(before.timezone, wanted.timezone, newest),
    placementOf: readStanding(state).placementOf,
    through: editions.frozenThrough(),
    spans: editions.spans(),
    waiting: new Set(readEndingTables({ plan, state }).map(({ spec }) => seriesOf(spec))),
    publishedWith: (series: string, period: PeriodIndex) => {
      const rows = editions.publishedOf(series, period)
      return rows.length === 0 ? undefined : new Set(rows.map(({ measure }) => measure))
    },
    logs: logs.logs().map((log) => ({ ...log, until: endOf(plan, log.name) })),
    silenceHours: plan.configuration.silenceHours,
    graceHours: plan.configuration.graceHours,
    machines: new Map(
      [...state.sources.named()].flatMap(([id, { logs: own }]) =>
        own.length === 0 ? [] : [[id, indexOf<'day'>(Math.max(...own.map(([lastDay]) => lastDay)))] as const],
      ),
    ),
    withThreshold,
  }
  return compareSettings(before, wanted, daysAround(facts, before, wanted))
}

/** The last day of a log, if all the entries that find it say so. */
function endOf({ configuration }: CountPlan, name: string): number {
  const own = configuration.logs.filter(({ path }) => fitsPath(name, path.value))
  return own.length === 0 ? Infinity : Math.max(...own.map(({ until = Infinity }) => until))
}

/** The least of the days around, since a clock may change on one, and of both halves of an hour, since zones differ by halves too. */
function hoursAhead(before: string, wanted: string, day: DayIndex): number {
  const instants = [-1, 0, 1].flatMap((more) => {
    const noon = (day + more - DAY_OF_1970) * DAY_MS + 12 * HOUR_MS
    return [noon, noon + HOUR_MS / 2]
  })
  return Math.min(...instants.map((at) => wallClock(at, wanted).hour - wallClock(at, before).hour))
}

/** What a configuration asks for, as if it had always been so. */
function settingsOfPlan({ configuration, specs }: CountPlan): Settings {
  const { service, timezone, language, referrers, features, families, licences, privacy, voice, publicationUrl } =
    configuration
  const { hosts, publisher, ...told } = service
  // In the order of the file: whoever but moves an entry publishes nothing else.
  const said = voice && eventsInOrder(voice, features)
  const caseInsensitive = configuration.case === 'insensitive'
  const rivals = rivalsOf(features, configuration.ignore, { caseInsensitive, digestOf })
  return {
    timezone,
    hosts: digestOf([hosts.toSorted(), referrers.toSorted()]),
    sources: configuration.sources.map(({ id }) => id).sort(),
    robots: AGENT_LIST.version,
    // Whoever says nothing of it has the digest of before.
    texts: digestOf([told, publisher && { ...publisher, name: undefined }, privacy, ...(said ? [said] : [])]),
    signed: {
      licences,
      publisher: publisher?.name ?? service.name,
      ...(publicationUrl !== undefined && { address: publicationUrl }),
    },
    language,
    thresholds: [{ k: configuration.k }],
    features: features.map((feature) => keptFeature(feature, digestOf([configuration.case, rivals.get(feature.id)]))),
    ...(families.length > 0 && { families: families.map(({ value }) => value) }),
    tables: specs.map(({ name, period, dimensions, measures, protection }) => ({
      name,
      period,
      dimensions: [...dimensions],
      measures: [...measures],
      protections: [{ protection }],
    })),
  }
}

function keptFeature(
  { id, title, family, match, clients, partial, assets, from, until }: Feature,
  beside: string,
): KeptFeature {
  return {
    id,
    title,
    ...(family !== undefined && { family }),
    match: match.map(({ value }) => value).sort(),
    clients,
    partial,
    assets,
    ...(from !== undefined && { from: dayText(from) }),
    ...(until !== undefined && { until: dayText(until) }),
    beside,
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}
