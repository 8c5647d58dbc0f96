import { daysFrom, firstDayOf, KNOWN_DAYS, lastDayOf, periodOf, periodsFrom } from '../domain/calendar.ts'
import type { DayIndex, PeriodIndex } from '../domain/calendar.ts'
import { indexOf, type PeriodKind } from '../domain/dictionary.ts'
import { LONE_DAYS, STRAY_DAYS } from '../domain/last-credible-day.ts'
import { tellsSilence, type Grid, type TableSpec } from '../domain/table.ts'
import type { Periods } from './eras.ts'
import type { Standing } from './standing.ts'
import type { WhyNot } from './table-in-time.ts'
import { whyOpen, type ClosingKind, type Evidence } from './why-open.ts'

/**
 * The days that have rows beside these tables. If silence is not told, a day without a line has its rows too: within the span, and
 * among the few days that stand weeks from all others.
 *
 * @param days with a line
 */
export function daysWithRows(
  specs: readonly Pick<TableSpec, 'protection'>[],
  days: Iterable<DayIndex>,
  { from, to }: { readonly from: number; readonly to: number },
): Grid {
  const lined = [...days].sort((a, b) => a - b)
  if (tellsSilence(specs) || from > to) return lined
  const hasLine = new Set<number>(lined)
  const ends = [...new Set<number>([from - 1, ...lined, to + 1])].sort((a, b) => a - b)
  const silent = ends.flatMap((end, i) => {
    const before = ends[i - 1] ?? end - 1
    const length = end - before - 1
    const isWithin = before >= from - 1 && end <= to + 1
    const isBetween = hasLine.has(before) && hasLine.has(end) && length < LONE_DAYS
    return length > KNOWN_DAYS || !(isWithin || isBetween) ? [] : daysFrom(end - length, end - 1)
  })
  return [...lined, ...silent].sort((a, b) => a - b)
}

/** What becomes of the periods of a kind. */
export type Closing = {
  readonly kind: PeriodKind
  /** Frozen from now on. */
  readonly due: readonly PeriodIndex[]
  /** Those without a line that are frozen with them. */
  readonly silent: readonly PeriodIndex[]
  /** The last frozen one. */
  readonly through: PeriodIndex
  /** Those before it that stay open. */
  readonly held: readonly PeriodIndex[]
}

/**
 * Which periods close, of all kinds. Beneath a longer one that is closed so are all that nothing holds, also the days without a line
 * at its end: none of them may be published later, beneath a sum that was published without it. A month is held beneath its quarter
 * where too many of its lines do not fit, and few of the quarter's; the quarter then hides what would tell it.
 *
 * @param kinds the shortest first
 * @param days with a line, ascending
 * @param before of each kind, the last that is frozen
 */
export function findAllDue(
  kinds: readonly ClosingKind[],
  days: readonly DayIndex[],
  isFrozen: Standing['isFrozen'],
  evidence: Evidence,
  before: ReadonlyMap<PeriodKind, PeriodIndex>,
): readonly Closing[] {
  let end = -1
  const closings = kinds.toReversed().map((asked) => {
    const { kind, lastToClose = Infinity } = asked
    const beneath = periodOf(kind, indexOf<'day'>(end + 1)) - 1
    const closedThrough = Math.max(before.get(kind) ?? -1, Math.min(beneath, lastToClose))
    const closing = findDue(asked, days, isFrozen, evidence, closedThrough)
    if (closing.through >= 0) end = Math.max(end, lastDayOf(kind, closing.through))
    return closing
  })
  return closings.reverse()
}

/**
 * Which periods of a kind close, with and without a line.
 *
 * @param days with a line, ascending
 * @param closedThrough all up to it close, but for those that are held
 */
export function findDue(
  closing: ClosingKind,
  days: readonly DayIndex[],
  isFrozen: Standing['isFrozen'],
  evidence: Evidence,
  closedThrough: number,
): Closing {
  const { kind, lastToClose = Infinity } = closing
  const isHeld = (period: PeriodIndex): boolean =>
    period > lastToClose || whyOpen(closing, period, isFrozen, evidence).next().done !== true
  const isPresent = new Set(days.map((day) => periodOf(kind, day)))
  const present = [...isPresent].filter((period) => !isFrozen(kind, period))
  const due = present.filter((period) => !isHeld(period))
  const through = indexOf<'period'>(Math.max(closedThrough, ...due))
  const firstAbsent = periodOf(kind, indexOf<'day'>(Math.max(0, evidence.newestDay - KNOWN_DAYS)))
  const candidates = new Set([...present, ...periodsFrom(firstAbsent, through)])
  const held = [...candidates].filter((period) => period <= through && !isFrozen(kind, period) && isHeld(period))
  const silent = periodsFrom(Math.min(firstAbsent, ...present), through).filter(
    (period) => !isPresent.has(period) && !isFrozen(kind, period) && !isHeld(period),
  )
  return { kind, due, silent, through, held }
}

/**
 * Of each kind the periods that close and have rows: all that begin on the first day of which no line is missing or later, and of which
 * the counts are not deleted. At `dp` one without a line has its rows too, whatever stands beside it.
 *
 * @param forgottenThrough the last day of the counts that are deleted
 */
export function periodsWithRows(
  closings: readonly Closing[],
  { firstWhole, forgottenThrough }: { readonly firstWhole: number; readonly forgottenThrough: number },
): Periods {
  return new Map(
    closings.map(({ kind, due, silent }) => [
      kind,
      [...due, ...silent]
        .filter((period) => firstDayOf(kind, period) >= firstWhole && lastDayOf(kind, period) > forgottenThrough)
        .sort((a, b) => a - b),
    ]),
  )
}

/**
 * The periods of a table that close and never are published. After a state was lost they may have no line, either: from the first
 * day that was taken over on, all before the logs that are left.
 *
 * @param taken that day, if there is one
 */
export function neverPublished(
  { kind, due, silent }: Closing,
  { whyNot, taken, firstWhole }: NeverFacts,
): readonly PeriodIndex[] {
  const isLost = (period: PeriodIndex): boolean =>
    lastDayOf(kind, period) >= (taken ?? Infinity) && firstDayOf(kind, period) < firstWhole
  return [...due, ...silent.filter(isLost)]
    .filter((period) => {
      const why = whyNot(period)
      return why === undefined ? isLost(period) : !NEVER_ITS_OWN.includes(why)
    })
    .sort((a, b) => a - b)
}

type NeverFacts = {
  readonly whyNot: (period: PeriodIndex) => WhyNot | undefined
  readonly taken: DayIndex | undefined
  readonly firstWhole: number
}

/** A table that was not there says so by its beginning, and one that was away by its breaks. */
const NEVER_ITS_OWN: readonly WhyNot[] = ['before-its-time', 'away']

/**
 * The first day of which no line is missing. The first that has a line may be there in part, unless the service opened then: one that
 * opened earlier may have had lines that were gone before anybody read them. Days without a line that follow it are no gap, since
 * nothing is published before them: the next that has one is the first.
 *
 * @param days with a line, ascending
 * @param since the day on which the service opened: what came before it is none of its uses, though it may have been counted
 */
export function firstWholeOf(days: readonly number[], since?: number): number {
  const [first = Infinity, next = first + 1] = withoutStrays(days)
  return since === undefined || since < first ? next : since
}

/** From the first day on that others follow. */
export function withoutStrays(days: readonly number[]): readonly number[] {
  const begins = days.findIndex((day, i) => (days[i + 1] ?? Infinity) - day <= STRAY_DAYS)
  return begins < 0 ? days : days.slice(begins)
}

/**
 * After a state was lost: the first day on which all logs that are left have begun. What one lacks between the last day that was taken over and
 * its first may be gone with older files, and nobody can tell it from a new log: a period that is left out does less harm than one that is too low.
 *
 * @param through the last day that was taken over
 * @param firstDays of the logs: the first that has a line, which may be there in part
 */
export function begunByAll(through: number, firstDays: readonly number[]): number {
  return Math.max(0, ...firstDays.filter((day) => day > through).map((day) => day + 1))
}
