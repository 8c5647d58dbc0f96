import { dayText, KNOWN_DAYS } from '../../../domain/calendar.ts'
import { indexOf } from '../../../domain/dictionary.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import { fitsPath } from '../../../source/index.ts'
import type { Input } from '../../reading/input.ts'
import type { CountPlan } from '../../plan-count.ts'
import { wallClock, type WallClock } from '../../wall-clock.ts'
import { logNameOf, rotatedLogOf } from '../../../recognition/index.ts'
import { newestDayOf } from '../../kept/days-of-state.ts'
import { keepFact, readFact } from '../../kept/fact-codecs.ts'
import { readHalfLost } from '../../kept/half-lost.ts'
import { gatherSources } from '../../tallies/watch-sources.ts'
import { dayBelieved, type Evidence, type HalfLost, isGivenUp, isOff } from '../../../timeline/index.ts'
import { isSilent, judgeClock, usualSilence } from '../../../timeline/index.ts'
import type { AllRead } from './read-all.ts'

/** So far back it is looked how long a log is silent at times. */
const USUAL_DAYS = 35

/** What is known of logs, for and against closing. */
type Gathered = {
  readonly evidence: Evidence
  /** Whether every file was read that may hold lines of its own. */
  readonly isAllRead: boolean
  /** The last day that may lack lines which do not fit: a machine that counts with them cannot ask which of the days before it do. */
  readonly malformedThrough: number
  /** The logs, and machines, that fell silent for good. */
  readonly silent: readonly Problem[]
  /** The logs of which too many lines do not fit. */
  readonly malformed: readonly Problem[]
}

type Found = Pick<AllRead, 'inputs' | 'unread' | 'isListed' | 'problems'> & {
  /** What is wrong with the clock. */
  readonly jumped: readonly Problem[]
}

export function gatherEvidence(
  plan: CountPlan,
  state: State,
  clock: WallClock,
  { inputs, unread, isListed, problems, jumped }: Found,
): Gathered {
  const { timezone, graceHours, silenceHours } = plan.configuration
  const ends = endsOf(inputs)
  // A log that no entry finds any more holds nothing. Of an entry that finds nothing, as where a share is not mounted, all are silent.
  const missing = new Set(problems.flatMap((problem) => (problem.code === 'LOG_NOT_FOUND' ? problem.path : [])))
  const lost = plan.configuration.logs.flatMap(({ path: { value: path }, until = Infinity }) =>
    missing.has(path) ? { path, until } : [],
  )
  const endOf = (name: string): number | undefined =>
    ends.get(name) ?? lost.find(({ path }) => fitsPath(name, path))?.until
  // Nothing is written where rotated files are kept: what is there belongs to the log above.
  const live = new Set(inputs.map(({ log }) => log.path).filter((path) => logNameOf(path) === path))
  const own = state.logs.logs().flatMap(({ name, lastDay }) => {
    const until = endOf(name)
    if (until === undefined || lastDay < 0 || rotatedLogOf(name, live) !== name) return []
    return [{ name, ...habitOf(state, { name, lastDay }, clock), until }]
  })
  const others = gatherSources(plan, state, clock)
  const logs = [...own, ...others.logs]
  // The clock may have been ahead in a run before.
  const newestOfAll = newestDayOf(state, timezone)
  const newestDay = dayBelieved(newestOfAll, clock.day)
  // All of a part was read elsewhere. A folder that may not be listed may hold anything, by a clock that was set back, too.
  const missed = unread.flatMap(({ why, modifiedMs }) => (why === 'part' ? [] : wallClock(modifiedMs, timezone).day))
  const unreadThrough = Math.max(others.unreadThrough, isListed ? -1 : Math.max(clock.day, newestOfAll), ...missed)
  const halfLost = readHalfLost(plan, state, (name) => ends.has(name))
  const undatedThrough = Math.max(others.undatedThrough, halfLost.undatedThrough)
  const evidence: Evidence = {
    nowHour: clock.hour,
    graceHours,
    silenceHours,
    newestDay,
    logs,
    unreadThrough,
    undatedThrough,
    isHalfLost: halfLost.isHalfLost,
    sources: others.sources,
    holds: jumped.length === 0 ? [] : ['clock'],
  }
  const gone = others.sources.filter((source) => isGivenUp(source, evidence)).map(({ id }) => id)
  const silent = logs
    // Of a machine that is gone itself nothing is said of its logs.
    .filter((log) => own.some(({ name }) => name === log.name) || !gone.includes(log.name))
    .filter((log) => isSilent(log, evidence))
    .map(({ name, lastDay }): Problem => ({ code: 'LOG_SILENT', log: name, lastDay: dayText(indexOf<'day'>(lastDay)) }))
  return {
    evidence,
    isAllRead: isListed && missed.length === 0,
    malformedThrough: Math.max(undatedThrough, halfLostThrough(halfLost, newestDay)),
    malformed: halfLost.problems(newestDay),
    silent: [...silent, ...gone.map((id): Problem => ({ code: 'SOURCE_SILENT', id }))],
  }
}

/** The last day of a log, and for how long it is silent at times. A line that is dated after tomorrow tells nothing of it before then. */
function habitOf(
  { logs }: State,
  { name, lastDay: newest }: { readonly name: string; readonly lastDay: number },
  clock: WallClock,
): { readonly lastDay: number; readonly usualSilenceDays: number } {
  const days = logs.daysOf(name, 0).filter((day) => day <= clock.day + 1)
  const lastDay = days.at(-1) ?? dayBelieved(newest, clock.day)
  return { lastDay, usualSilenceDays: usualSilence(days.filter((day) => day >= lastDay - USUAL_DAYS)) }
}

/** The last day of which too many lines do not fit; −1: there is none. */
function halfLostThrough({ isHalfLost }: HalfLost, newestDay: number): number {
  const oldest = newestDay - KNOWN_DAYS
  let day = newestDay
  while (day > oldest && !isHalfLost(day, day)) day--
  return day > oldest ? day : -1
}

/** The logs that were found, and the last day of each: it has ended if all the entries that find it say so. */
function endsOf(inputs: readonly Input[]): ReadonlyMap<string, number> {
  const ends = new Map<string, number>()
  for (const { log, entry } of inputs) {
    const name = logNameOf(log.path)
    ends.set(name, Math.max(ends.get(name) ?? -1, entry?.until ?? Infinity))
  }
  return ends
}

/** The clock of a run. */
type ClockWatch = {
  readonly isOff: boolean
  /** Notes a clock that seems to have jumped, before a line is read: the run may be killed. */
  readonly note: (run: number) => void
  /** What is wrong with it, now that the logs are read. */
  readonly judge: () => {
    readonly problems: readonly Problem[]
    /** The instant that is believed, in milliseconds since 1970: of a clock that jumped ahead, that of the run before. */
    readonly believedMs: number
  }
}

/** Suspects a clock by the runs before this one, which has not begun. */
export function watchClock(plan: CountPlan, state: State, now: number, clock: WallClock): ClockWatch {
  const runs = state.facts.runs(2)
  const times = runs.map(({ started }) => started)
  const [before] = times
  const right = { problems: [], believedMs: now }
  if (before === undefined || !isOff(now, before)) return { isOff: false, note: () => undefined, judge: () => right }
  const noted = readFact(state, 'clock-jumped')
  const from = wallClock(before, plan.configuration.timezone).day
  const known = { now, times, wasOff: noted === runs[0]?.id, from, to: clock.day }
  return {
    isOff: true,
    // How long before this run something was met cannot be known.
    note: (run) => keepFact(state, 'clock-jumped', run),
    judge: () => {
      const judged = judgeClock({ ...known, days: state.counts.days() })
      if (judged === 'jumped') return { problems: [clockProblem(now, before)], believedMs: Math.min(now, before) }
      if (judged === 'filled')
        state.commit(() => {
          if (noted === undefined) state.facts.takeFact('clock-jumped')
          else keepFact(state, 'clock-jumped', noted)
        })
      return right
    },
  }
}

/** Judged by the run just before, not by the latest ever: a clock that was wrong once must not stop every run after it. */
function clockProblem(now: number, before: number): Problem {
  const text = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`
  return { code: 'CLOCK_JUMPED', before: text(before), now: text(now) }
}
