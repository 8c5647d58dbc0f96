import { firstDayOf, lastDayOf, periodOf, type DayIndex, type PeriodIndex } from '../../../domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../../domain/dictionary.ts'
import type { LogRecord } from '../../../state/index.ts'

/** What decides whether a period is over, and no line of it is missing. */
export type Evidence = {
  /** Hours since the first day of the calendar, on the service's clock. */
  readonly nowHour: number
  readonly graceHours: number
  /** Hours for which a silent log keeps periods open. */
  readonly silenceHours: number
  /** Newest day of any line of the service; −1: none. */
  readonly newestDay: number
  readonly logs: readonly (Pick<LogRecord, 'name' | 'lastDay'> & {
    readonly usualSilenceDays: number
    /** The last day of a log that has ended. */
    readonly until?: number
  })[]
  /** The last day that a file may touch that was found and not read. */
  readonly unreadThrough: number
  /** Hour in which each other machine has last looked through all of its logs; −1: nothing came of it yet. */
  readonly sources: readonly { readonly id: string; readonly scannedHour: number }[]
  /** Whether too many lines of a log do not fit its format to publish figures of these days. Absent: of none. */
  readonly isHalfLost?: (from: number, to: number) => boolean
}

/** Whether a period may be closed. */
export function isDue(kind: PeriodKind, period: PeriodIndex, evidence: Evidence): boolean {
  const last = lastDayOf(kind, period)
  // 1. it is over, and the grace too
  if (evidence.nowHour < (last + 1) * 24 + evidence.graceHours) return false
  // 2. the service went on after it
  if (evidence.newestDay <= last) return false
  // 3. no file that may hold lines of it is unread
  if (evidence.unreadThrough >= firstDayOf(kind, period)) return false
  // 4. no log is missing
  const first = firstDayOf(kind, period)
  if (evidence.logs.some((log) => log.lastDay <= last && mayHold(log, first) && isMissing(log, evidence))) return false
  // 5. each other machine has read all of it
  const over = (last + 1) * 24 + evidence.graceHours
  if (!evidence.sources.every((source) => source.scannedHour >= over || isGivenUp(source, evidence))) return false
  // 6. the lines of it are read, and not only some
  return evidence.isHalfLost?.(first, last) !== true
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

/** A log that is silent for longer than it usually is: its lines may come. After `silence` nobody waits for them. */
export function isMissing(
  { lastDay, usualSilenceDays }: Evidence['logs'][number],
  { newestDay, silenceHours }: Pick<Evidence, 'newestDay' | 'silenceHours'>,
): boolean {
  const silentDays = newestDay - lastDay
  return silentDays > usualSilenceDays && silentDays * 24 <= silenceHours
}

/** The longest run of days without a line between days that have one; at least a day. */
export function usualSilence(days: readonly number[]): number {
  return days.reduce((longest, day, i) => Math.max(longest, day - (days[i - 1] ?? day) - 1), 1)
}

/** What becomes of the periods of a kind. */
export type Closing = {
  readonly kind: PeriodKind
  /** Frozen from now on. */
  readonly due: readonly PeriodIndex[]
  /** Those without a line that are frozen with them. */
  readonly silent: readonly PeriodIndex[]
  /** The last frozen one. */
  readonly through: number
  /** Those before it that stay open. */
  readonly held: readonly number[]
}

/** Longer ago, a period without a line is not looked for. */
const MOST_DAYS_BACK = 400

/**
 * Which periods close, of all kinds. Beneath a longer one that is closed so are all, also the days without a line at its end:
 * none of them may be published later, beneath a sum that was published without it.
 *
 * @param kinds the shortest first
 * @param withinOf the longer kind within which the periods of a kind close in their order, if there is one
 * @param days with a line, ascending
 * @param before of each kind, the last that is frozen
 */
export function findAllDue(
  kinds: readonly PeriodKind[],
  withinOf: (kind: PeriodKind) => PeriodKind | undefined,
  days: readonly DayIndex[],
  isFrozen: IsFrozen,
  evidence: Evidence,
  before: ReadonlyMap<string, number>,
): readonly Closing[] {
  let end = -1
  const closings = kinds.toReversed().map((kind) => {
    const beneath = periodOf(kind, indexOf<'day'>(end + 1)) - 1
    const least = Math.max(before.get(kind) ?? -1, beneath)
    const closing = findDue({ kind, within: withinOf(kind) }, days, isFrozen, evidence, least)
    if (closing.through >= 0) end = Math.max(end, lastDayOf(kind, indexOf<'period'>(closing.through)))
    return closing
  })
  return closings.reverse()
}

type IsFrozen = (kind: PeriodKind, period: number) => boolean

/**
 * Which periods of a kind close, with and without a line. Within a longer one they close in their order: whether a day is hidden
 * depends on those before it.
 *
 * @param days with a line, ascending
 * @param least all up to it close, but for those that are held
 */
export function findDue(
  { kind, within }: { readonly kind: PeriodKind; readonly within?: PeriodKind | undefined },
  days: readonly DayIndex[],
  isFrozen: IsFrozen,
  evidence: Evidence,
  least: number,
): Closing {
  const isOpen = (period: number): boolean =>
    !isFrozen(kind, period) && !isDue(kind, indexOf<'period'>(period), evidence)
  const waits = (period: number): boolean => {
    if (isOpen(period)) return true
    if (within === undefined) return false
    const first = firstDayOf(kind, indexOf<'period'>(period))
    const begins = periodOf(kind, firstDayOf(within, periodOf(within, first)))
    return Array.from({ length: period - begins }, (_, n) => begins + n).some(isOpen)
  }
  const present = [...new Set(days.map((day) => periodOf(kind, day)))].filter((period) => !isFrozen(kind, period))
  const due = present.filter((period) => !waits(period))
  const through = Math.max(least, ...due)
  const firstAbsent = periodOf(kind, indexOf<'day'>(Math.max(0, evidence.newestDay - MOST_DAYS_BACK)))
  const candidates = new Set<number>(present)
  for (let period: number = firstAbsent; period <= through; period++) candidates.add(period)
  const held = [...candidates].filter((period) => period <= through && !isFrozen(kind, period) && waits(period))
  const isPresent = new Set<number>(present)
  const first = Math.min(firstAbsent, ...present)
  const silent = Array.from({ length: Math.max(0, through + 1 - first) }, (_, n) =>
    indexOf<'period'>(first + n),
  ).filter((period) => !isPresent.has(period) && !isFrozen(kind, period) && !waits(period))
  return { kind, due, silent, through, held }
}
