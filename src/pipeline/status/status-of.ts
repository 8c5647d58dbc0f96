import { join } from 'node:path'
import * as z from 'zod'
import { dayText, HOUR_MS, periodText, hourText } from '../../domain/calendar.ts'
import { indexOf, recordOf, type PeriodKind } from '../../domain/dictionary.ts'
import { FATES, type Fate } from '../../domain/fate.ts'
import { TOO_LATE } from '../../domain/placement.ts'
import type { Configuration } from '../../domain/service.ts'
import type { WhyUnread } from '../../domain/why-unread.ts'
import {
  failureOfState,
  FORGOTTEN,
  holderOfLock,
  isFolderLocked,
  stateFolderOf,
  type FateRow,
  type RunRow,
  type State,
} from '../../state/index.ts'
import { planCount, type CountPlan } from '../plan-count.ts'
import { newestDayOf } from '../kept/days-of-state.ts'
import { wallClock } from '../wall-clock.ts'
import { isWorthALook, keptProblems } from '../kept/kept-problems.ts'
import { gapsByLog, type GapsOfLog } from '../kept/log-gaps.ts'
import { withOwnState } from '../kept/own-state.ts'
import { lostKeyPeriods } from '../kept/drawn-periods.ts'
import { readFact } from '../kept/fact-codecs.ts'
import { readStanding } from '../kept/read-timeline.ts'
import { foldersOf, readDescription } from '../../publish/index.ts'
import { releasesOf } from '../kept/releases.ts'
import { lateLines, type LateLines } from './late-lines.ts'
import { mattersOf, type Matter } from './matters-of.ts'
import { isMended, problemsNow } from './problems-now.ts'
import { closedPeriods, type ClosedKind } from './closed-periods.ts'

/** What the runs of a service came to. Times are milliseconds since 1970. */
export type RunStatus = {
  readonly folder: string
  readonly lastRun: RunRow | undefined
  /** Whether it is still at work; undefined where this user may not know. */
  readonly isRunning: boolean | undefined
  /** Since the end of the last run that left nothing undone; undefined: there was none. */
  readonly lagMs: number | undefined
  readonly linesRead: number
  readonly fates: Readonly<Record<Fate, number>>
  readonly logs: readonly { readonly name: string; readonly lines: number; readonly lastDay: string | undefined }[]
  /** What somebody has to look at; none: all is well. */
  readonly matters: readonly Matter[]
  readonly closed: readonly ClosedKind[]
  /** Days for which lines came late. */
  readonly late: LateLines['days']
  readonly revisable: LateLines['revisable']
  /** Files that were given up with `state skip`, and are still there. */
  readonly skipped: readonly string[]
  /** Files that were found and not read. */
  readonly waiting: readonly { readonly path: string; readonly why: WhyUnread; readonly since: number }[]
  /** Bytes that no run has read: tails of archives, and what went before the end of its line came: a possible gap. */
  readonly leftBehind: readonly LeftBehindOfLog[]
  /** By log: when lines may be missing, since what was read last was gone before the next run. */
  readonly logGaps: readonly GapsOfLog[]
  /** Other machines, and when each last looked through its logs; undefined: nothing came of it yet. */
  readonly sources: readonly { readonly id: string; readonly scanned: number | undefined }[]
  /** False: without `output:` nothing closes here; another machine publishes what this one exports. */
  readonly isPublisher: boolean
  /** Day of the newest line, where nothing was ever published and it is so long ago that the logs may have ended. */
  readonly quietSince: string | undefined
  /** Paths of entries of `logs:` that never had a line, though runs have looked for longer than one may be waited for. */
  readonly lineless: readonly string[]
  /** Of the published folder. */
  readonly version: string | undefined
  /** A version that was decided, and is not in the folder yet. */
  readonly pending: string | undefined
  /** Of each kind, the last period whose noise came from a key that was lost: none of those up to it is drawn again. */
  readonly lostKey: readonly { readonly kind: PeriodKind; readonly last: string }[]
  /** Whether every line that was read has one fate. */
  readonly isBalanced: boolean
}

/** @throws ProblemError STATE_MISSING where there was no run */
export async function statusOf(
  configuration: Configuration,
  options: { readonly state?: string | undefined; readonly now: number },
): Promise<RunStatus> {
  const plan = planCount({ configuration })
  const folder = stateFolderOf(configuration, options.state)
  return withOwnState(configuration, folder, 'read', async (state) => {
    // A damaged page that is not read here is read by the next run: that takes a small part of the time that the rest does.
    if (!state.isIntact()) throw failureOfState(folder, undefined, state)
    const status = readStatus(plan, folder, state, options.now)
    const now = await problemsNow(configuration, { named: options.state, folder, state, now: options.now })
    const kept = keptProblems(state).filter((one) => !isMended(one.problem, now) && isWorthALook(one, options.now))
    const known = new Set(kept.map(({ problem }) => problem.code))
    const found = now.filter(({ code }) => !known.has(code))
    const problems = [...kept, ...found.map((problem) => ({ since: options.now, problem }))]
    const pid = readFact(state, 'run-pid')
    const isRunning = status.lastRun?.ended === null && isHeldBy(pid, folder) ? await isFolderLocked(folder) : false
    return { ...status, isRunning, matters: mattersOf({ ...status, isRunning, pid }, problems, options.now) }
  })
}

/** Or it is not known by whom. The system waits 8 ms for its list of locks: it is asked of a run that has not ended alone. */
function isHeldBy(pid: number | undefined, folder: string): boolean {
  const holder = holderOfLock(folder)
  return holder === undefined || holder === pid
}

// Of runs that end in another way, some were ended by hand.
const RUNS = 1000

function readStatus(
  plan: CountPlan,
  folder: string,
  state: State,
  now: number,
): Omit<RunStatus, 'matters' | 'isRunning'> {
  const { configuration } = plan
  const fates = state.counts.allFates()
  const isPublisher = configuration.output !== undefined
  const { placementOf } = readStanding(state)
  // What was kept by day before there was an output counts in periods that are open: with the next run.
  const isLate = ({ placed, day }: FateRow): boolean =>
    isPublisher && TOO_LATE.has(placed) && (day === FORGOTTEN || placementOf(day) !== 'period')
  const sums = recordOf<Fate, number>(FATES, (position) => {
    const fate = FATES[position]
    return fates
      .filter((row) => (isLate(row) ? fate === 'late' : row.fate === fate))
      .reduce((lines, row) => lines + row.lines, 0)
  })
  const linesRead = state.logs.linesConsumed() + state.sources.linesTaken()
  const runs = state.facts.runs(RUNS)
  const wellEnded = runs.find(({ exitCode }) => exitCode === 0)?.ended
  const published = inFolder(configuration, state)
  const late = isPublisher ? lateLines(plan, state) : NOTHING_LATE
  return {
    folder,
    lastRun: runs[0],
    lagMs: wellEnded == null ? undefined : now - wellEnded,
    linesRead,
    fates: sums,
    logs: state.logs.logs().map(({ name, lines, lastDay }) => ({
      name,
      lines,
      lastDay: lastDay < 0 ? undefined : dayText(indexOf<'day'>(lastDay)),
    })),
    closed: isPublisher ? closedPeriods(plan, state, now) : [],
    late: late.days,
    revisable: late.revisable,
    ...seenByLast(state, now - (runs.at(-1)?.started ?? now)),
    leftBehind: leftBehindOf(state),
    logGaps: gapsByLog(state),
    sources: sourcesOf(configuration, state),
    isPublisher,
    waiting: state.logs.waiting(),
    ...published,
    quietSince: quietSinceOf(configuration, state, now, published),
    lostKey: [...lostKeyPeriods(state)].map(([kind, last]) => ({ kind, last: periodText(kind, last) })),
    isBalanced: Object.values(sums).reduce((lines, of) => lines + of, 0) === linesRead,
  }
}

/** @param lookedMs for how long there have been runs: a service that is new may have no request for a day or two */
function seenByLast(state: State, lookedMs: number): Pick<RunStatus, 'skipped' | 'lineless'> {
  const { skipped = [], lineless = [] } = readFact(state, 'last-look') ?? {}
  return { skipped, lineless: lookedMs > FIRST_LINE_MS ? lineless : [] }
}

const FIRST_LINE_MS = 48 * HOUR_MS

function sourcesOf({ sources }: Configuration, state: State): RunStatus['sources'] {
  const known = state.sources.named()
  return sources.map(({ id }) => ({ id, scanned: known.get(id)?.scanned }))
}

/** Nothing is waited for any longer, neither a log that fell silent nor the grace, and nothing was ever published. */
function quietSinceOf(
  { output, timezone, graceHours, silenceHours }: Configuration,
  state: State,
  now: number,
  { version, pending }: Pick<RunStatus, 'version' | 'pending'>,
): string | undefined {
  if (output === undefined || (version ?? pending) !== undefined) return undefined
  const newest = newestDayOf(state, timezone)
  const hours = wallClock(now, timezone).hour - (newest + 1) * 24
  return newest >= 0 && hours > silenceHours + graceHours ? dayText(indexOf<'day'>(newest)) : undefined
}

const NOTHING_LATE: LateLines = { days: [], revisable: [] }

/** Bytes of a log that were seen and never read. */
type LeftBehindOfLog = {
  readonly log: string
  readonly bytes: number
  readonly isOfArchive: boolean
  /** Where it is no archive: when lines may be missing, `2026-03-01 13:00`, to the full hour before and after. */
  readonly gaps: readonly { readonly from: string | undefined; readonly to: string | undefined }[]
}

/** What no run has read, by log: tails of archives, and what went before the end of its line came. */
function leftBehindOf({ logs }: State): readonly LeftBehindOfLog[] {
  const byLog = new Map<string, LeftBehindOfLog>()
  for (const { log, bytes, isOfArchive, from, to } of logs.leftBehind()) {
    const key = `${log} ${isOfArchive}`
    const { bytes: before, gaps } = byLog.get(key) ?? { bytes: 0, gaps: [] }
    const gap = { from: from < 0 ? undefined : hourText(from), to: to < 0 ? undefined : hourText(to + 1) }
    byLog.set(key, { log, bytes: before + bytes, isOfArchive, gaps: isOfArchive ? [] : [...gaps, gap] })
  }
  return [...byLog.values()]
}

/** The version of the folder as it lies there: a run that cannot write has decided another one. */
function inFolder({ output, service }: Configuration, state: State): Pick<RunStatus, 'version' | 'pending'> {
  if (output === undefined) return { version: undefined, pending: undefined }
  const releases = releasesOf(state)
  const latest = releases.at(-1)
  const found = foldersOf(service.id).flatMap(
    (name) => DESCRIPTION.safeParse(readDescription(join(output, name))).data ?? [],
  )
  // Where one of the two tiers is behind, so is the whole.
  const shown = found.find((edition) => !isSame(edition, latest)) ?? found[0]
  // What is not known here is not to be written over: it may be ahead.
  const isBehind = shown === undefined || releases.slice(0, -1).some((release) => isSame(shown, release))
  return { version: shown?.version, pending: isBehind ? latest?.version : undefined }
}

type Edition = { readonly version: string; readonly created: string }

function isSame(one: Edition, other: Edition | undefined): boolean {
  return one.version === other?.version && one.created === other.created
}

const DESCRIPTION = z.object({ version: z.string(), created: z.string() })
