import { firstDayOf, periodOf, type DayIndex } from '../../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS } from '../../../domain/dictionary.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { readFrozen } from '../close/frozen.ts'
import { changeText } from '../publish/releases.ts'
import { kindOf, seriesOf } from '../series-of.ts'
import { newestDayOf } from '../sources/newest-day.ts'
import { compareSettings, type SettingsCompared } from './compare-settings.ts'
import { keepSettings, readSettings } from './kept-settings.ts'
import type { Settings } from './settings.ts'
import { settingsOfPlan } from './settings-of-plan.ts'
import type { Turn, TurnDays } from './turn.ts'

/**
 * Holds the configuration to what is kept, before lines are counted by it: what is new starts now, what is gone ends, what
 * is defined anew breaks its series. Nothing that was counted changes.
 *
 * @returns what changed; the next version of the dataset tells it
 */
export function turnSettings(plan: CountPlan, state: State): readonly Turn[] {
  const newest = newestDay(state)
  for (const spec of plan.specs) state.facts.keepSeries(seriesOf(spec), newest + 1)
  const { settings, starts, turns } = compareWithState(plan, state) ?? firstSettings(plan)
  keepSettings(state, settings)
  for (const [series, since] of starts) state.facts.startSeries(series, since)
  state.editions.note(turns.map(({ change }) => changeText(change)))
  return turns
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
  return compareSettings(before, wanted, turnDays(plan, state, newest, [...before.tables, ...wanted.tables]))
}

/** Of any line, also of those that a folder tells of; −1 where there is none. */
function newestDay(state: State): DayIndex {
  return indexOf<'day'>(Math.max(newestDayOf(state), state.adoptions.days().at(-1) ?? -1))
}

function turnDays(plan: CountPlan, state: State, newest: DayIndex, tables: Settings['tables']): TurnDays {
  const longest = PERIOD_KINDS.findLast((kind) => tables.some(({ period }) => period === kind)) ?? 'month'
  const next = indexOf<'period'>(periodOf(longest, newest) + 1)
  const { latenessOf } = readFrozen(state)
  return {
    newest,
    first: firstTurned(plan, state, newest),
    isOpen: (day) => latenessOf(day) === 0,
    lackingSince: (series) => lackingSince(series, state),
    nextLongest: firstDayOf(longest, next),
  }
}

function lackingSince(series: string, { editions }: State): ReturnType<TurnDays['lackingSince']> {
  const spans = editions.spans().filter((span) => span.series === series)
  if (spans.length === 0) return 'never'
  const kind = kindOf(series)
  const newest = Math.max(...spans.map(({ last }) => last))
  const hasMore = (editions.frozenThrough().get(kind) ?? -1) > newest
  return hasMore ? firstDayOf(kind, indexOf<'period'>(newest + 1)) : undefined
}

/** A log that lags behind brings lines of earlier days, but none of a day that is closed. */
function firstTurned({ configuration }: CountPlan, state: State, newest: DayIndex): DayIndex {
  const awaited = state.logs
    .logs()
    .filter(({ lastDay }) => lastDay >= 0 && (newest - lastDay) * 24 <= configuration.silenceHours)
  const { latenessOf } = readFrozen(state)
  let first = Math.min(newest, ...awaited.map(({ lastDay }) => lastDay))
  while (first < newest && latenessOf(indexOf<'day'>(first)) > 0) first += 1
  return indexOf<'day'>(first)
}
