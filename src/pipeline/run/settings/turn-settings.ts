import { firstDayOf, lastDayOf, periodOf, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS } from '../../../domain/dictionary.ts'
import { isOfTexts } from '../../../publish/index.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { kindOf, seriesOf } from '../../../domain/series-of.ts'
import { newestDayOf } from '../../kept/days-of-state.ts'
import { compareSettings, type SettingsCompared } from './compare-settings.ts'
import { keepSettings, readSettings } from '../../kept/kept-settings.ts'
import { settingsOfPlan } from './settings-of-plan.ts'
import { noteTurns } from './note-turns.ts'
import type { Turn, TurnDays } from './turn.ts'
import { readStanding } from '../../kept/read-timeline.ts'
import { protectionOn, type Settings } from '../../../timeline/index.ts'

/** A change of the configuration that a run finds. */
export type OpenTurn = {
  /** What changed; the next version of the dataset tells it. */
  readonly turns: readonly Turn[]
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
export function openTurn(plan: CountPlan, state: State, run: number, now: number): OpenTurn {
  const newest = newestDay(state)
  const { turns } = compareWithState(plan, state) ?? firstSettings(plan)
  const isTaken = (): boolean => state.facts.fact(TAKEN) === String(run)
  return {
    turns,
    isTaken,
    isDue: isDue(turns, state, now),
    take: () => {
      if (isTaken()) return
      // No line was counted since it was opened, but another machine may have told when a feature begins.
      const { settings, starts, turns } = compareWithState(plan, state) ?? firstSettings(plan)
      for (const spec of plan.specs) state.facts.keepSeries(seriesOf(spec), newest + 1)
      keepSettings(state, settings)
      for (const [series, since] of starts) state.facts.startSeries(series, since)
      noteTurns(state, turns)
      state.facts.keepFact(TAKEN, String(run))
    },
  }
}

const TAKEN = 'turn-taken'
const MET = 'turn-met'

/** A service without visitors, or that is gone, closes its last periods all the same. */
const LONGEST_WAIT_MS = 24 * 3_600_000

/** A text holds at once; what changes counts, from its first line, or a day after it was first met. */
function isDue(turns: readonly Turn[], { facts }: State, now: number): boolean {
  const before = facts.takeFact(MET)
  if (turns.every(({ change, isCounted }) => isOfTexts(change) && isCounted !== true)) return true
  const met = before ?? String(now)
  facts.keepFact(MET, met)
  // A clock that was set back must not make it wait for years.
  return Math.abs(now - Number(met)) >= LONGEST_WAIT_MS
}

function firstSettings(plan: CountPlan): SettingsCompared {
  return { settings: settingsOfPlan(plan), starts: new Map(), turns: [] }
}

/** What a run with this configuration would change. Undefined: nothing was counted yet, so nothing can break. */
export function compareWithState(plan: CountPlan, state: State): SettingsCompared | undefined {
  const before = readSettings(state)
  const newest = newestDay(state)
  if (before === undefined || newest < 0) return undefined
  const wanted = settingsOfPlan(plan)
  return compareSettings(before, wanted, turnDays({ plan, state, newest }, before.tables, wanted.tables))
}

/** Of any line, also of those that a folder tells of; −1 where there is none. */
function newestDay(state: State): DayIndex {
  return indexOf<'day'>(Math.max(newestDayOf(state), state.adoptions.days().at(-1) ?? -1))
}

type Around = { readonly plan: CountPlan; readonly state: State; readonly newest: DayIndex }

function turnDays({ plan, state, newest }: Around, before: Settings['tables'], wanted: Settings['tables']): TurnDays {
  const longest = PERIOD_KINDS.findLast((kind) => wanted.some(({ period }) => period === kind)) ?? 'month'
  const nextLongest = firstDayOf(longest, indexOf<'period'>(periodOf(longest, newest) + 1))
  const { placementOf } = readStanding(state)
  const lastRows = lastRowsOf(state)
  return {
    newest,
    first: firstTurned(plan, state, newest),
    isOpen: (day) => placementOf(day) === 'period',
    lackingSince: (series) => lackingSince(series, state),
    hasRows: (table, day) => state.editions.publishedOf(seriesOf(table), periodOf(table.period, day)).length > 0,
    lastRow: (feature) => lastRows.get(feature),
    nextLongest,
    turning: leavesExact(before, wanted, newest) ? firstUnpublished(state) : nextLongest,
  }
}

function leavesExact(before: Settings['tables'], wanted: Settings['tables'], newest: DayIndex): boolean {
  return wanted.some((table) => {
    const known = before.find((other) => seriesOf(other) === seriesOf(table))
    const isExact = known !== undefined && protectionOn(known, newest)?.level === 'exact'
    return isExact && table.protections.some(({ protection }) => protection.level !== 'exact')
  })
}

/** The first day after all that is closed; the first of all, where nothing is. */
function firstUnpublished({ editions }: State): DayIndex {
  const through = editions.frozenThrough()
  const ends = PERIOD_KINDS.map((kind) => lastDayOf(kind, indexOf<'period'>(through.get(kind) ?? -1)) + 1)
  return indexOf<'day'>(Math.max(0, ...ends))
}

/** The latest day from which a period of each feature is published: looked up once, since all that is published is read. */
function lastRowsOf({ editions }: State): ReadonlyMap<string, DayIndex> {
  const last = new Map<string, DayIndex>()
  for (const { series, feature, last: period } of editions.spans()) {
    const day = firstDayOf(kindOf(series), indexOf<'period'>(period))
    if (day >= (last.get(feature) ?? day)) last.set(feature, day)
  }
  return last
}

/** All that lies in a longer period that was closed without it is lacking: a detail may stand there. */
function lackingSince(series: string, { editions }: State): ReturnType<TurnDays['lackingSince']> {
  const spans = editions.spans().filter((span) => span.series === series)
  if (spans.length === 0) return 'never'
  const kind = kindOf(series)
  const newest = indexOf<'period'>(Math.max(...spans.map(({ last }) => last)))
  const through = editions.frozenThrough()
  const hasMore = PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(kind)).some((longer) => {
    const last = through.get(longer) ?? -1
    return last >= 0 && lastDayOf(longer, indexOf<'period'>(last)) > lastDayOf(kind, newest)
  })
  return hasMore ? firstDayOf(kind, indexOf<'period'>(newest + 1)) : undefined
}

/** A log that lags behind brings lines of earlier days, but none of a day that is closed. */
function firstTurned({ configuration }: CountPlan, state: State, newest: DayIndex): DayIndex {
  const awaited = state.logs
    .logs()
    .filter(({ lastDay }) => lastDay >= 0 && (newest - lastDay) * 24 <= configuration.silenceHours)
  const { placementOf } = readStanding(state)
  let first = Math.min(newest, ...awaited.map(({ lastDay }) => lastDay))
  while (first < newest && placementOf(indexOf<'day'>(first)) !== 'period') first += 1
  return indexOf<'day'>(first)
}
