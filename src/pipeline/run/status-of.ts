import { dayText, lastDayOf, periodText } from '../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS, recordOf, type PeriodKind } from '../../domain/dictionary.ts'
import { FATES, type Fate } from '../../domain/fate.ts'
import type { Configuration } from '../../domain/service.ts'
import { stateFolderOf, type RunRow, type State } from '../../state/index.ts'
import { wallClock } from './clock.ts'
import { leftBehindOf, type LeftBehindOfLog } from './keep/left-behind.ts'
import { openOwnState } from './own-state.ts'
import { lostKeyPeriods } from './release/lost-key.ts'
import { releasesOf } from './publish/releases.ts'

/** What the runs of a service came to. Times are milliseconds since 1970. */
export type RunStatus = {
  readonly folder: string
  readonly lastRun: RunRow | undefined
  /** Since the end of the last run that left nothing undone; undefined: there was none. */
  readonly lagMs: number | undefined
  readonly linesRead: number
  readonly fates: Readonly<Record<Fate, number>>
  readonly logs: readonly { readonly name: string; readonly lines: number; readonly lastDay: string | undefined }[]
  /** Of each kind, the last period that closed, and the hours until the next may. */
  readonly closed: readonly { readonly kind: PeriodKind; readonly last: string; readonly nextInHours: number }[]
  /** Days for which lines came late. */
  readonly late: readonly { readonly day: string; readonly lines: number }[]
  /** Files that were found and not read. */
  readonly waiting: readonly { readonly path: string; readonly why: string; readonly since: number }[]
  /** Bytes that no run has read: tails of archives, and what went before the end of its line came: a possible gap. */
  readonly leftBehind: readonly LeftBehindOfLog[]
  /** Other machines, and when each last looked through its logs; undefined: nothing came of it yet. */
  readonly sources: readonly { readonly id: string; readonly scanned: number | undefined }[]
  /** False: without `output:` nothing closes here; another machine publishes what this one exports. */
  readonly isPublisher: boolean
  readonly version: string | undefined
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
  const folder = stateFolderOf(configuration, options.state)
  const state = await openOwnState(configuration, folder, 'read')
  try {
    return readStatus(configuration, folder, state, options.now)
  } finally {
    state.close()
  }
}

// Of runs that end in another way, some were ended by hand.
const RUNS = 1000

function readStatus(configuration: Configuration, folder: string, state: State, now: number): RunStatus {
  const fates = state.counts.allFates()
  const isPublisher = configuration.output !== undefined
  const sums = recordOf<Fate, number>(FATES, (position) => {
    const fate = FATES[position]
    return fates
      .filter((row) => (row.late === 1 && isPublisher ? fate === 'late' : row.fate === fate))
      .reduce((lines, row) => lines + row.lines, 0)
  })
  const linesRead = state.logs.linesConsumed() + state.sources.linesTaken()
  const runs = state.facts.runs(RUNS)
  const wellEnded = runs.find(({ exitCode }) => exitCode === 0)?.ended
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
    closed: closedOf(configuration, state, now),
    late: isPublisher ? lateOf(state) : [],
    leftBehind: leftBehindOf(state),
    sources: sourcesOf(configuration, state),
    isPublisher,
    waiting: state.logs.waiting(),
    version: releasesOf(state).at(-1)?.version,
    lostKey: [...lostKeyPeriods(state)].map(([kind, last]) => ({
      kind,
      last: periodText(kind, indexOf<'period'>(last)),
    })),
    isBalanced: Object.values(sums).reduce((lines, of) => lines + of, 0) === linesRead,
  }
}

function sourcesOf({ sources }: Configuration, state: State): RunStatus['sources'] {
  const known = state.sources.named()
  return sources.map(({ id }) => ({ id, scanned: known.get(id)?.scanned }))
}

function closedOf({ timezone, graceHours }: Configuration, state: State, now: number): RunStatus['closed'] {
  const { hour } = wallClock(now, timezone)
  return [...state.editions.frozenThrough()].flatMap(([word, through]) => {
    const kind = PERIOD_KINDS.find((known) => known === word)
    if (kind === undefined) return []
    const due = (lastDayOf(kind, indexOf<'period'>(through + 1)) + 1) * 24 + graceHours
    return [{ kind, last: periodText(kind, indexOf<'period'>(through)), nextInHours: Math.max(0, due - hour) }]
  })
}

function lateOf(state: State): RunStatus['late'] {
  const days = new Map<number, number>()
  for (const { late, day, lines } of state.counts.allFates())
    if (late === 1) days.set(day, (days.get(day) ?? 0) + lines)
  return [...days].sort(([a], [b]) => a - b).map(([day, lines]) => ({ day: dayText(indexOf<'day'>(day)), lines }))
}
