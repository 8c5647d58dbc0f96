import { DAY_MS, firstDayOf, lastDayOf, periodOf, periodsFrom, type PeriodIndex } from '../domain/calendar.ts'
import { isOfTexts } from '../domain/change.ts'
import { indexOf, PERIOD_KINDS, type PeriodKind } from '../domain/dictionary.ts'
import type { TableSpec } from '../domain/table.ts'
import type { SettingsChange } from './changes/settings-change.ts'
import type { EndingTable } from './ending-tables.ts'
import { closingKinds, type Standing } from './standing.ts'

/** What decides whether a period is over, and no line of it is missing. */
export type Evidence = {
  /** Hours since the first day of the calendar, on the service's clock. */
  readonly nowHour: number
  readonly graceHours: number
  /** Hours for which a silent log keeps periods open. */
  readonly silenceHours: number
  /** Newest day of any line of the service; −1: none. */
  readonly newestDay: number
  readonly logs: readonly {
    readonly name: string
    readonly lastDay: number
    readonly usualSilenceDays: number
    /** The last day of a log that has ended. */
    readonly until?: number
    /** The day on which it was last looked for, where another machine does. */
    readonly seenThrough?: number
  }[]
  /** Whether the newest lines of a log are ahead of the clock, and no end of it. Absent: they are not. */
  readonly isAhead?: boolean
  /** The last day that a file may touch that was found and not read. */
  readonly unreadThrough: number
  /** The last day that lines may be of that do not fit and of which no day is known here: of logs without a date, and of other machines. */
  readonly undatedThrough: number
  /** Hour in which each other machine has last looked through all of its logs; −1: nothing came of it yet. */
  readonly sources: readonly { readonly id: string; readonly scannedHour: number }[]
  /** Whether too many lines of a log do not fit its format to publish figures of these days. */
  readonly isHalfLost: (from: number, to: number) => boolean
  /**
   * What keeps all periods open that are over. A run that waits for the first line after a change asks for no
   * period, so that `status` alone tells it here.
   */
  readonly holds: readonly Hold['what'][]
}

/** What a period waits for, of itself. */
export type Wait =
  /** It is not over, or the grace is not. */
  | { readonly what: 'time'; readonly hours: number }
  /** The service has no line that is dated after it. */
  | { readonly what: 'lines' }
  /** The same, but for lines that are ahead of the clock. */
  | { readonly what: 'ahead' }
  /** A file that may hold lines of it was found, and not read. */
  | { readonly what: 'file' }
  /** A log is silent for longer than it usually is. */
  | { readonly what: 'log'; readonly name: string }
  /** Another machine has not looked through its logs since it was over. */
  | { readonly what: 'machine'; readonly name: string }
  /** Too few of its lines fit their format. */
  | { readonly what: 'format' }

type Hold =
  /** The configuration changed, and no line was counted by it yet. */
  | { readonly what: 'change' }
  /** The clock of the run jumped: nobody knows what is over. */
  | { readonly what: 'clock' }

/**
 * Why a period stays open. Whoever tells it has words for each reason, or does not compile. It says nothing of a run that closes nothing
 * at all, nor of a period without a line, which closes with the next that has one.
 */
export type WhyOpen =
  | Wait
  /** It waits for nothing but an earlier one, within a longer one in which they close in their order; and that for this. */
  | { readonly what: 'before'; readonly period: PeriodIndex; readonly waits: readonly Wait[] }
  | Hold

/** A kind of which periods close. */
export type ClosingKind = {
  readonly kind: PeriodKind
  /** The longer kind within which they close in their order: whether a day is hidden depends on those before it. */
  readonly within?: PeriodKind | undefined
  /** The last that closes. Absent: there is none. */
  readonly lastToClose?: PeriodIndex
}

/** Why a period does not close; nothing: it does. One after the other: whoever only asks whether it is due looks for no second. */
export function* whyOpen(
  closing: ClosingKind,
  period: PeriodIndex,
  isFrozen: Standing['isFrozen'],
  evidence: Evidence,
): Generator<WhyOpen> {
  const { kind } = closing
  let isFree = true
  for (const wait of waits(kind, period, evidence)) {
    yield wait
    if (wait.what === 'time') return
    isFree = false
  }
  const before = isFree ? openBefore(closing, period, isFrozen, evidence) : undefined
  if (before !== undefined) yield { what: 'before', period: before, waits: waitsFor(kind, before, evidence) }
  for (const what of evidence.holds) yield { what }
}

/** The first period before one, in the same longer one that closes in its order, that does not close. */
function openBefore(
  { kind, within }: ClosingKind,
  period: PeriodIndex,
  isFrozen: Standing['isFrozen'],
  evidence: Evidence,
): PeriodIndex | undefined {
  if (within === undefined) return undefined
  const begins = periodOf(kind, firstDayOf(within, periodOf(within, firstDayOf(kind, period))))
  return periodsFrom(begins, period - 1).find(
    (earlier) => !isFrozen(kind, earlier) && waits(kind, earlier, evidence).next().done !== true,
  )
}

/** The kinds of which periods close, the shortest first: of one that ending tables alone have, no period after them. */
export function kindsToClose(configured: readonly TableSpec[], ending: readonly EndingTable[]): readonly ClosingKind[] {
  const specs = [...configured, ...ending.map(({ spec }) => spec)]
  const own = closingKinds(configured)
  const hiding = PERIOD_KINDS.filter((kind) =>
    specs.some(({ period, protection }) => period === kind && protection.level === 'threshold'),
  )
  const longest = hiding.at(-1)
  return closingKinds(specs).map((kind) => ({
    kind,
    within: kind !== longest && hiding.includes(kind) ? longest : undefined,
    ...(!own.includes(kind) && { lastToClose: lastOf(kind, ending) }),
  }))
}

function lastOf(kind: PeriodKind, ending: readonly EndingTable[]): PeriodIndex {
  return indexOf<'period'>(Math.max(...ending.flatMap(({ spec, through }) => (spec.period === kind ? through : []))))
}

/** All that a period waits for, of itself. */
export function waitsFor(kind: PeriodKind, period: PeriodIndex, evidence: Evidence): readonly Wait[] {
  return [...waits(kind, period, evidence)]
}

function* waits(kind: PeriodKind, period: PeriodIndex, evidence: Evidence): Generator<Wait> {
  const [firstDay, lastDay] = [firstDayOf(kind, period), lastDayOf(kind, period)]
  const hours = (lastDay + 1) * 24 + evidence.graceHours - evidence.nowHour
  if (hours > 0) {
    yield { what: 'time', hours }
    return
  }
  // Whether a log is silent, or a machine gone, is told by the lines of the others.
  if (evidence.newestDay > lastDay) yield* whoIsBehind(firstDay, lastDay, evidence)
  else if (!haveEnded(evidence)) yield lineAwaited(evidence)
  if (evidence.unreadThrough >= firstDay) yield { what: 'file' }
  if (evidence.undatedThrough >= firstDay || evidence.isHalfLost(firstDay, lastDay)) yield { what: 'format' }
}

function lineAwaited({ isAhead = false }: Evidence): Wait {
  return { what: isAhead ? 'ahead' : 'lines' }
}

function* whoIsBehind(firstDay: number, lastDay: number, evidence: Evidence): Generator<Wait> {
  const over = (lastDay + 1) * 24 + evidence.graceHours
  for (const log of evidence.logs)
    if (log.lastDay <= lastDay && mayHold(log, firstDay) && isMissing(log, evidence))
      yield { what: 'log', name: log.name }
  for (const source of evidence.sources)
    if (source.scannedHour < over && !isGivenUp(source, evidence)) yield { what: 'machine', name: source.id }
}

/** Whether all logs have ended, the grace after their last days too: then no later line comes, and none is waited for. */
export function haveEnded({ logs, sources, graceHours, nowHour }: Evidence): boolean {
  const isOver = ({ until = Infinity }: Evidence['logs'][number]): boolean => (until + 1) * 24 + graceHours <= nowHour
  return logs.length > 0 && sources.length === 0 && logs.every(isOver)
}

/** Whether lines of a log may come that are dated on this day or later. */
function mayHold({ lastDay, until = Infinity }: Evidence['logs'][number], day: number): boolean {
  return until > lastDay && until >= day
}

/** A machine of which nothing came for so long that nobody waits for it. One that never came is waited for. */
export function isGivenUp(
  { scannedHour }: Evidence['sources'][number],
  { newestDay, silenceHours }: Pick<Evidence, 'newestDay' | 'silenceHours'>,
): boolean {
  return scannedHour >= 0 && newestDay * 24 - scannedHour > silenceHours
}

/** Whether nobody waits for a log any more, which was looked for since then. */
export function isSilent(
  { lastDay, usualSilenceDays, until = Infinity, seenThrough = Infinity }: Evidence['logs'][number],
  { newestDay, silenceHours }: Pick<Evidence, 'newestDay' | 'silenceHours'>,
): boolean {
  const seen = Math.min(newestDay, seenThrough)
  return Math.min(seen, until) - lastDay > usualSilenceDays && (seen - lastDay) * 24 > silenceHours
}

/** A log that is silent for longer than it usually is: its lines may come. After `silence` nobody waits for them. */
function isMissing(
  { lastDay, usualSilenceDays }: Pick<Evidence['logs'][number], 'lastDay' | 'usualSilenceDays'>,
  { newestDay, silenceHours }: Pick<Evidence, 'newestDay' | 'silenceHours'>,
): boolean {
  const silentDays = newestDay - lastDay
  return silentDays > usualSilenceDays && silentDays * 24 <= silenceHours
}

/** The longest run of days without a line between days that have one; at least a day. */
export function usualSilence(days: readonly number[]): number {
  return days.reduce((longest, day, i) => Math.max(longest, day - (days[i - 1] ?? day) - 1), 1)
}

/**
 * Whether a change of the configuration waits for the first line that is counted by it; nothing closes before. A text holds at once;
 * what changes counts, without a line a day after it was first met.
 *
 * @param metMs when a run first met it; undefined: none has
 */
export function waitsForLine(changes: readonly SettingsChange[], metMs: number | undefined, nowMs: number): boolean {
  if (changes.every(({ change, isCounted }) => isOfTexts(change) && isCounted !== true)) return false
  // A clock that was set back must not make it wait for years.
  return metMs === undefined || Math.abs(nowMs - metMs) < LONGEST_WAIT_MS
}

/** A service without visitors, or that is gone, closes its last periods all the same. */
const LONGEST_WAIT_MS = DAY_MS
