import { createHash } from 'node:crypto'
import { AGENT_LIST } from '../../agent/index.ts'
import { type DayIndex, dayText, type PeriodIndex } from '../../domain/calendar.ts'
import { isOfTexts } from '../../domain/change.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Feature } from '../../domain/feature.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { rivalsOf } from '../../feature/index.ts'
import { withThreshold } from '../../protect/index.ts'
import { isTakenBack, readChange } from '../../publish/index.ts'
import type { State } from '../../state/index.ts'
import {
  compareSettings,
  daysAround,
  type KeptFeature,
  type Settings,
  type SettingsChange,
  type SettingsCompared,
} from '../../timeline/index.ts'
import { newestDayOf } from '../kept/days-of-state.ts'
import { keepSettings, readSettings } from '../kept/kept-settings.ts'
import { readStanding } from '../kept/read-timeline.ts'
import { changeText } from '../kept/releases.ts'
import type { CountPlan } from '../plan-count.ts'

/** A change of the configuration that a run finds. */
export type OpenChange = {
  /** What changed; the next version of the dataset tells it. */
  readonly changes: readonly SettingsChange[]
  /**
   * What is new starts now, what is gone ends, what is defined anew breaks its series. Nothing that was counted changes.
   * Within the commit of the first lines that are counted so; taken once.
   */
  readonly take: () => void
  readonly isTaken: () => boolean
  /** False: it waits for a line. One that is undone before must leave no trace: neither a break nor a version. */
  readonly isDue: boolean
}

/**
 * Holds the configuration to what is kept, before lines are counted by it.
 *
 * @param run its number, by which the change is noted as taken: a commit that fails takes it back
 * @param now in milliseconds
 */
export function openChange(plan: CountPlan, state: State, run: number, now: number): OpenChange {
  const newest = newestDay(state)
  const { changes } = compareWithState(plan, state) ?? firstSettings(plan)
  const isTaken = (): boolean => state.facts.fact(TAKEN) === String(run)
  return {
    changes,
    isTaken,
    isDue: isDue(changes, state, now),
    take: () => {
      if (isTaken()) return
      // No line was counted since it was opened, but another machine may have told when a feature begins.
      const { settings, starts, changes } = compareWithState(plan, state) ?? firstSettings(plan)
      for (const spec of plan.specs) state.facts.keepSeries(seriesOf(spec), newest + 1)
      keepSettings(state, settings)
      for (const [series, since] of starts) state.facts.startSeries(series, since)
      noteChanges(state, changes)
      state.facts.keepFact(TAKEN, String(run))
    },
  }
}

const TAKEN = 'change-taken'
const MET = 'change-met'

/** A service without visitors, or that is gone, closes its last periods all the same. */
const LONGEST_WAIT_MS = 24 * 3_600_000

/** A text holds at once; what changes counts, from its first line, or a day after it was first met. */
function isDue(changes: readonly SettingsChange[], { facts }: State, now: number): boolean {
  const before = facts.takeFact(MET)
  if (changes.every(({ change, isCounted }) => isOfTexts(change) && isCounted !== true)) return true
  const met = before ?? String(now)
  facts.keepFact(MET, met)
  // A clock that was set back must not make it wait for years.
  return Math.abs(now - Number(met)) >= LONGEST_WAIT_MS
}

function firstSettings(plan: CountPlan): SettingsCompared {
  return { settings: settingsOfPlan(plan), starts: new Map(), changes: [] }
}

/** What a run with this configuration would change. Undefined: nothing was counted yet, so nothing can break. */
export function compareWithState(plan: CountPlan, state: State): SettingsCompared | undefined {
  const before = readSettings(state)
  const newest = newestDay(state)
  if (before === undefined || newest < 0) return undefined
  const { editions, logs } = state
  const wanted = settingsOfPlan(plan)
  const facts = {
    newest,
    placementOf: readStanding(state).placementOf,
    through: editions.frozenThrough(),
    spans: editions.spans(),
    isPublished: (series: string, period: PeriodIndex) => editions.publishedOf(series, period).length > 0,
    lastDays: logs.logs().map(({ lastDay }) => lastDay),
    silenceHours: plan.configuration.silenceHours,
    withThreshold,
  }
  return compareSettings(before, wanted, daysAround(facts, before, wanted))
}

/** Of any line, also of those that a folder tells of; −1 where there is none. */
function newestDay(state: State): DayIndex {
  return indexOf<'day'>(Math.max(newestDayOf(state), state.adoptions.days().at(-1) ?? -1))
}

/** Notes changes for the next version. One that no version tells yet, and that gives way, is never told. */
function noteChanges({ editions }: Pick<State, 'editions'>, changes: readonly SettingsChange[]): void {
  if (changes.length === 0) return
  let noted = editions.noted()
  for (const { change } of changes) {
    const left = noted.filter((text) => {
      const before = readChange(text)
      return before === undefined || !isTakenBack(before, change)
    })
    const isSilent = change.kind === 'protection-kept' && left.length < noted.length
    noted = isSilent ? left : [...left, changeText(change)]
  }
  editions.dropNoted()
  editions.note(noted)
}

/** What a configuration asks for, as if it had always been so. */
function settingsOfPlan({ configuration, specs }: CountPlan): Settings {
  const { service, timezone, language, referrers, features, licences, privacy, publicationUrl } = configuration
  const { hosts, publisher, ...told } = service
  const rivals = rivalsOf(features, configuration.ignore, { caseInsensitive: configuration.case === 'insensitive' })
  return {
    timezone,
    hosts: digestOf([hosts.toSorted(), referrers.toSorted()]),
    sources: configuration.sources.map(({ id }) => id).sort(),
    robots: AGENT_LIST.version,
    texts: digestOf([told, publisher && { ...publisher, name: undefined }, privacy]),
    signed: {
      licences,
      publisher: publisher?.name ?? service.name,
      ...(publicationUrl !== undefined && { address: publicationUrl }),
    },
    language,
    thresholds: [{ k: configuration.k }],
    features: features.map((feature) => keptFeature(feature, digestOf([configuration.case, rivals.get(feature.id)]))),
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
  { id, title, match, clients, partial, assets, from, until }: Feature,
  beside: string,
): KeptFeature {
  return {
    id,
    title,
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
