import { type DayIndex, dayText, firstDayOf, HOUR_MS, lastDayOf } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import type { Problem } from '../../domain/problem.ts'
import { kindOf } from '../../domain/series-of.ts'
import type { Grid } from '../../domain/table.ts'
import type { CountPlan } from '../plan-count.ts'
import type { State } from '../../state/index.ts'
import { rotatedLogOf } from '../../recognition/index.ts'
import { begunByAll, dayBelieved, type Evidence, firstWholeOf, haveEnded, usualSilence } from '../../timeline/index.ts'
import { wallClock } from '../wall-clock.ts'
import { keepFact, readFact } from './fact-codecs.ts'

export type PlanAndState = { readonly plan: CountPlan; readonly state: State }

/** The days of the grid: those with a line of any fate but `out-of-period`. */
export function daysWithLines(state: State): Grid {
  const days = state.counts.daysInPeriods('out-of-period')
  return [...new Set([...days, ...state.adoptions.days()])].sort((a, b) => a - b)
}

/** The first day of which something is published. */
export function firstPublishedDay({ editions }: Pick<State, 'editions'>): DayIndex | undefined {
  const days = editions.spans().map(({ series, first }) => firstDayOf(kindOf(series), first))
  return days.length === 0 ? undefined : indexOf<'day'>(Math.min(...days))
}

/**
 * The first day of which no line is missing, and after which each day without one stands between two that are published.
 *
 * @param revised of late lines that a revision counts
 */
export function firstWholeDay({ plan, state }: PlanAndState, revised: readonly DayIndex[] = []): number {
  // After a state was lost, the logs that are kept begin anywhere.
  const since = beginsAnywhere(state) ? undefined : plan.configuration.since
  // A line that comes late makes no day whole that was not; of what was taken over, all lines stand by their day.
  const known = state.adoptions.adopted().length > 0 ? state.counts.days() : state.counts.daysNotLate()
  const days = [...new Set([...known, ...revised])].sort((a, b) => a - b)
  return Math.max(firstWholeOf(days, since), readFact(state, 'begun-by-all') ?? 0)
}

/** Notes that a state that takes over what came after it has counted from the beginning itself. */
export function noteOwnBeginning(state: State): void {
  if (!beginsAnywhere(state)) keepFact(state, 'own-beginning', true)
}

/**
 * Notes, once the logs that a lost state has left are read, since when all of them are there, and once the tallies of its machines came,
 * since when they are: one may have lost its own with it. Those that come later are new.
 */
export function noteBegunByAll({ plan, state }: PlanAndState): void {
  if (!beginsAnywhere(state)) return
  const noted = readFact(state, 'begun-by-all')
  const awaited =
    noted === undefined ? plan.configuration.sources.map(({ id }) => id) : readFact(state, 'begun-unknown')
  if (awaited === undefined) return
  const ofMachines = new Map(awaited.map((name) => [name, firstDayTaken(state, name)]))
  const ofLogs = noted === undefined ? [...daysOfLogs(state).values()].flatMap((days) => days.slice(0, 1)) : []
  const firstDays = [...ofLogs, ...[...ofMachines.values()].flatMap((day) => day ?? [])]
  const through = Math.max(...state.adoptions.adopted().map(({ kind, period }) => lastDayOf(kind, period)))
  keepFact(state, 'begun-by-all', Math.max(noted ?? 0, begunByAll(through, firstDays)))
  const unknown = awaited.filter((name) => ofMachines.get(name) === undefined)
  if (unknown.length > 0) keepFact(state, 'begun-unknown', unknown)
  else state.facts.takeFact('begun-unknown')
}

/** The first day of the dated lines that were taken of a machine; one of which days are deleted has begun before all that is left. */
function firstDayTaken({ sources }: State, name: string): DayIndex | undefined {
  const id = sources.named().get(name)?.id
  return id === undefined ? undefined : sources.fates(id).find(({ day }) => day !== -1)?.day
}

/** Of each log the days with a line, ascending; with those of the folder where its rotated files are kept. */
function daysOfLogs({ logs }: Pick<State, 'logs'>): ReadonlyMap<string, readonly number[]> {
  const names = new Set(logs.logs().map(({ name }) => name))
  const days = new Map<string, number[]>()
  for (const name of names) {
    const log = rotatedLogOf(name, new Set([...names].filter((other) => other !== name)))
    days.set(
      log,
      [...(days.get(log) ?? []), ...logs.daysOf(name, 0)].sort((a, b) => a - b),
    )
  }
  return days
}

/**
 * Logs that begin later than what is published: it has no line of theirs, which nobody can tell from a log whose older files are gone.
 *
 * @param from the first day of which something is published
 */
export function remarkLaterLogs(state: Pick<State, 'logs'>, from: DayIndex | undefined): readonly Problem[] {
  const later = [...daysOfLogs(state)]
    .flatMap(([name, days]) => {
      const [first = 0] = days
      return first - (from ?? Infinity) > usualSilence(days) ? [{ name, first }] : []
    })
    .sort((a, b) => b.first - a.first)
  const [last] = later
  if (last === undefined) return []
  const { name: log, first } = last
  const others = later.length - 1
  return [
    {
      code: 'LOG_BEGINS_LATER',
      log,
      firstDay: dayText(indexOf<'day'>(first)),
      firstWhole: dayText(indexOf<'day'>(first + 1)),
      others,
    },
  ]
}

function beginsAnywhere(state: State): boolean {
  return readFact(state, 'own-beginning') === undefined && state.adoptions.adopted().length > 0
}

/**
 * The day of the newest line of the service, on whatever machine; −1: there is none. Of one whose clock was ahead as of when its tally was
 * taken, or nobody would wait for the others: of one that is gone, too.
 */
export function newestDayOf({ logs, sources }: State, timezone: string): DayIndex {
  const own = logs.logs().map(({ lastDay }) => lastDay)
  const others = [...sources.named().values()].flatMap((source) => {
    const { day } = wallClock(source.scanned, timezone)
    return source.logs.map(([lastDay]) => dayBelieved(lastDay, day))
  })
  return indexOf<'day'>(Math.max(-1, ...own, ...others))
}

/** The same, and of those that a folder tells of which was taken over. */
export function newestKnownDay(state: State, timezone: string): DayIndex {
  return indexOf<'day'>(Math.max(newestDayOf(state, timezone), state.adoptions.days().at(-1) ?? -1))
}

/** Hour of the newest line of all, in hours since the first day of the calendar; −1: none is dated. */
export function newestHourOf(state: State): number {
  return readFact(state, 'newest-hour') ?? -1
}

export function keepNewestHour(state: State, hour: number): void {
  if (hour > newestHourOf(state)) keepFact(state, 'newest-hour', hour)
}

/** Notes when the last line came, by the clock of runs: it may be of any day. */
export function noteLines(state: State, now: number): void {
  const lines = state.logs.linesConsumed() + state.sources.linesTaken()
  if (lines !== (readFact(state, 'lines-met')?.lines ?? 0)) keepFact(state, 'lines-met', { lines, at: now })
}

/** Whether all logs are silent for longer than is waited for one, and than is usual with them. The lines of others do not tell it: the clock does. */
export function remarkSilence(state: State, evidence: Evidence, now: number): readonly Problem[] {
  const { at } = readFact(state, 'lines-met') ?? {}
  if (at === undefined || evidence.newestDay < 0 || haveEnded(evidence)) return []
  const usualDays = evidence.logs.reduce((least, log) => Math.min(least, log.usualSilenceDays), Infinity)
  const isUsual = evidence.logs.length > 0 && now - at <= usualDays * 24 * HOUR_MS
  if (isUsual || now - at <= evidence.silenceHours * HOUR_MS) return []
  return [{ code: 'SERVICE_SILENT', lastDay: dayText(indexOf<'day'>(evidence.newestDay)) }]
}
