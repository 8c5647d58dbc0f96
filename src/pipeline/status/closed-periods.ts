import { firstDayOf, lastDayOf, periodOf, periodText, type DayIndex, type PeriodIndex } from '../../domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../domain/dictionary.ts'
import { groupBy } from '../../domain/group-by.ts'
import { isSame } from '../../domain/is-same.ts'
import { runsOf, type Run } from '../../domain/runs-of.ts'
import type { State } from '../../state/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { wallClock } from '../wall-clock.ts'
import { compareWithState } from '../kept/compare-with-state.ts'
import { wereAhead } from '../kept/days-ahead.ts'
import { daysWithLines, firstWholeDay } from '../kept/days-of-state.ts'
import { readEndingTables } from '../kept/read-ending-tables.ts'
import { readFact } from '../kept/fact-codecs.ts'
import { readHalfLost } from '../kept/half-lost.ts'
import { readStanding, readTablesInTime } from '../kept/read-timeline.ts'
import { seriesOf } from '../../domain/series-of.ts'
import {
  type ClosingKind,
  daysWithRows,
  type Evidence,
  isWithin,
  kindsToClose,
  type Standing,
  waitsFor,
  waitsForLine,
  whyOpen,
  type WhyNot,
  type WhyOpen,
} from '../../timeline/index.ts'

/** What a period is still open for: a key for each reason of `WhyOpen`, or this does not compile. */
export type OpenFor = Readonly<Record<Exclude<WhyOpen['what'], 'log' | 'machine' | 'before'>, boolean>> & {
  /** Logs that are silent for longer than they usually are. */
  readonly logs: readonly string[]
  /** Other machines that have not looked through their logs since. */
  readonly machines: readonly string[]
  /** It waits for nothing but this one before it: the others are what that is open for. */
  readonly before?: string
}

/** The first and the last of periods that follow one another. */
type Span = { readonly from: string; readonly to: string }

/**
 * The logs begin within it; it holds days that were taken over from a folder, which did not come out the same; why the tables of its
 * kind, the first of them that says so, do not publish it; or something else, as the changelog of the dataset says.
 */
type WhyUnpublished = 'part' | 'adopted' | Exclude<WhyNot, 'doubtful'> | 'withheld'

/** How far the periods of a kind are closed. */
export type ClosedKind = {
  readonly kind: PeriodKind
  /** Undefined: none is. */
  readonly last: string | undefined
  /**
   * Of the last twelve closed ones those of which nothing was published, though they have lines; and those under way of which nothing
   * will be, as far as it is known.
   */
  readonly unpublished: readonly (Span & { readonly why: WhyUnpublished })[]
  /** The next one that has a line, where periods without any lie before it: they close with it. */
  readonly next?: string
  /** Until the next one that is whole may close; 0: it is over, and waits. */
  readonly nextInHours: number | undefined
  readonly waitsFor: OpenFor
  /** Those before the last that are open, and for what. */
  readonly held: readonly (Span & { readonly waitsFor: OpenFor })[]
}

/** Which periods are closed, which are not, and why. */
export function closedPeriods(plan: CountPlan, state: State, now: number): readonly ClosedKind[] {
  const evidence = evidenceAt(plan, state, now)
  const first = firstWholeDay({ plan, state })
  const through = state.editions.frozenThrough()
  const unpublishedOf = openUnpublished(plan, state, first)
  const { isFrozen } = readStanding(state)
  const days = daysWithRows(plan.specs, daysWithLines(state), { from: first, to: evidence.newestDay })
  return kindsToClose(plan.specs, readEndingTables({ plan, state })).flatMap((closing): readonly ClosedKind[] => {
    const { kind, lastToClose = Infinity } = closing
    const openFor = (period: PeriodIndex): OpenFor => reasonsIn(kind, [...whyOpen(closing, period, isFrozen, evidence)])
    const last = through.get(kind)
    const next = nextOf(closing, { first, last, days, evidence })
    const held = [...state.editions.held(kind)]
      .filter((period) => firstDayOf(kind, period) >= first && period <= lastToClose)
      .sort((a, b) => a - b)
    if (last === undefined && next === undefined) return []
    return [
      {
        kind,
        last: last === undefined ? undefined : periodText(kind, last),
        unpublished: unpublishedOf(kind, isFrozen),
        ...laterOf(kind, last, next),
        nextInHours: next === undefined ? undefined : hoursUntil(kind, next, evidence),
        waitsFor: next === undefined ? NOTHING : openFor(next),
        held: together(held, openFor).map(({ waitsFor: of, ...run }) => ({ ...spanOf(kind, run), waitsFor: of })),
      },
    ]
  })
}

function laterOf(kind: PeriodKind, last = Infinity, next?: PeriodIndex): Pick<ClosedKind, 'next'> {
  return next !== undefined && next > last + 1 ? { next: periodText(kind, next) } : {}
}

function spanOf(kind: PeriodKind, { first, last }: Pick<Run<PeriodIndex>, 'first' | 'last'>): Span {
  return { from: periodText(kind, first), to: periodText(kind, last) }
}

/** A kind without a table has nothing to publish, and neither has a period without a line. */
function openUnpublished(
  { specs }: CountPlan,
  state: State,
  firstWhole: number,
): (kind: PeriodKind, isFrozen: Standing['isFrozen']) => ClosedKind['unpublished'] {
  const days = daysWithLines(state)
  const adopted = state.adoptions.adopted()
  // Of a young log everybody knows that its first day is a part.
  const isYoung = adopted.length === 0
  const refuted = adopted.filter(({ verdict }) => verdict === 'refuted')
  // Of a folder that was taken over, the logs had begun before.
  const begins = [firstWhole, state.adoptions.days()[0] ?? firstWhole]
  const tableOf = readTablesInTime(state, specs)
  const whyOf = (kind: PeriodKind, period: PeriodIndex): WhyUnpublished => {
    const [from, to] = [firstDayOf(kind, period), lastDayOf(kind, period)]
    if (begins.some((day) => from < day && to >= day - 1)) return 'part'
    if (isWithin({ kind, period }, refuted)) return 'adopted'
    const whys = specs.flatMap((spec) => (spec.period === kind ? (tableOf(spec).whyNot(period) ?? []) : []))
    return whys.find((why) => why !== 'doubtful') ?? 'withheld'
  }
  return (kind, isFrozen) => {
    const series = specs.filter((spec) => spec.period === kind).map(seriesOf)
    if (series.length === 0) return []
    const lined = [...new Set(days.map((day) => periodOf(kind, day)))]
    const latest = lined.findLast((period) => isFrozen(kind, period)) ?? -1
    const mayBeTold = (period: PeriodIndex): boolean =>
      !isFrozen(kind, period) ||
      (period > latest - RECENT && series.every((name) => state.editions.publishedOf(name, period).length === 0))
    const isTold = (period: PeriodIndex, why: WhyUnpublished): boolean => {
      if (why === 'part' && kind === 'day' && isYoung) return false
      return isFrozen(kind, period) || why === 'part' || why === 'adopted'
    }
    const byWhy = groupBy(lined.filter(mayBeTold), (period) => whyOf(kind, period))
    return [...byWhy].flatMap(([why, periods]) =>
      runsOf(periods.filter((period) => isTold(period, why))).map((run) => ({ ...spanOf(kind, run), why })),
    )
  }
}

/** Of what is longer ago nobody asks `status`: the changelog of the dataset tells it. */
const RECENT = 12

function evidenceAt(plan: CountPlan, state: State, now: number): Evidence {
  const { timezone, graceHours, silenceHours } = plan.configuration
  const found = readFact(state, 'last-look')?.evidence ?? {
    newestDay: -1,
    unreadThrough: -1,
    undatedThrough: -1,
    holds: [],
    logs: [],
    sources: [],
  }
  const { isHalfLost } = readHalfLost(plan, state, (log) => found.logs.some(({ name }) => name === log))
  const isChanged = waitsForLine(compareWithState(plan, state).changes, readFact(state, 'change-met'), now)
  const holds = [...(isChanged ? (['change'] as const) : []), ...found.holds]
  const isAhead = wereAhead(
    state,
    found.logs.map(({ name }) => name),
  )
  return { ...found, isAhead, isHalfLost, holds, graceHours, silenceHours, nowHour: wallClock(now, timezone).hour }
}

type Known = {
  readonly first: number
  readonly last: PeriodIndex | undefined
  readonly days: readonly DayIndex[]
  readonly evidence: Evidence
}

/**
 * The first with a line after the last that is closed, or else the one after that; where none is closed the first of which no
 * line is missing, if any line was ever read.
 */
function nextOf({ kind, lastToClose }: ClosingKind, known: Known): PeriodIndex | undefined {
  const next = nextPeriod(kind, known)
  return next === undefined || next > (lastToClose ?? Infinity) ? undefined : next
}

function nextPeriod(kind: PeriodKind, { first, last, days, evidence }: Known): PeriodIndex | undefined {
  if (last !== undefined) {
    const end = lastDayOf(kind, last)
    const day = days.find((one) => one > end)
    if (day !== undefined) return periodOf(kind, day)
    return end >= endOfLogs(evidence) ? undefined : indexOf<'period'>(last + 1)
  }
  if (!Number.isFinite(first)) return undefined
  const holds = periodOf(kind, indexOf<'day'>(first))
  return firstDayOf(kind, holds) >= first ? holds : indexOf<'period'>(holds + 1)
}

/** The last day on which a line may come. */
function endOfLogs({ logs, sources }: Evidence): number {
  return logs.length === 0 || sources.length > 0 ? Infinity : Math.max(...logs.map(({ until = Infinity }) => until))
}

function hoursUntil(kind: PeriodKind, period: PeriodIndex, evidence: Evidence): number {
  return waitsFor(kind, period, evidence).reduce((hours, wait) => (wait.what === 'time' ? wait.hours : hours), 0)
}

type Waiting = { readonly first: PeriodIndex; last: PeriodIndex; readonly waitsFor: OpenFor }

/** Those that follow one another and wait for the same, together. */
function together(ascending: readonly PeriodIndex[], of: (period: PeriodIndex) => OpenFor): readonly Waiting[] {
  const runs: Waiting[] = []
  for (const period of ascending) {
    const [waitsFor, run] = [of(period), runs.at(-1)]
    if (run?.last === period - 1 && isSame(run.waitsFor, waitsFor)) run.last = period
    else runs.push({ first: period, last: period, waitsFor })
  }
  return runs
}

function reasonsIn(kind: PeriodKind, whys: readonly WhyOpen[]): OpenFor {
  const before = whys.find((why) => why.what === 'before')
  const all: readonly WhyOpen[] = before === undefined ? whys : [...before.waits, ...whys]
  const isOne = (what: WhyOpen['what']): boolean => all.some((why) => why.what === what)
  const named = (what: 'log' | 'machine'): readonly string[] =>
    all.flatMap((why) => (why.what === what ? why.name : []))
  return {
    ...(before !== undefined && { before: periodText(kind, before.period) }),
    time: isOne('time'),
    lines: isOne('lines'),
    ahead: isOne('ahead'),
    file: isOne('file'),
    logs: named('log'),
    machines: named('machine'),
    format: isOne('format'),
    change: isOne('change'),
    clock: isOne('clock'),
  }
}

const NOTHING = reasonsIn('day', [])
