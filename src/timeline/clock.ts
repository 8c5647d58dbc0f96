import { DAY_MS } from '../domain/calendar.ts'

const WEEK_DAYS = 7
const WEEK_MS = WEEK_DAYS * DAY_MS

/** Clocks that are set by the network are put back by so much at times: no period closes much sooner for it. */
const STEP_BACK_MS = 5 * 60_000

/** Whether a clock went back by minutes, or ahead by more than a week. */
export function isOff(now: number, before: number | undefined): boolean {
  return before !== undefined && (before - now > STEP_BACK_MS || now - before > WEEK_MS)
}

/** What is known of a clock that is off, now that the logs are read. */
type ClockFacts = {
  /** Milliseconds since 1970. */
  readonly now: number
  /** When the runs before began, the latest first. */
  readonly times: readonly number[]
  /** Whether it was off in the last of them, too. */
  readonly wasOff: boolean
  /** The days that have a line; the day of the last run, by this clock, and that of this one. */
  readonly days: readonly number[]
  readonly from: number
  readonly to: number
}

/**
 * What is believed of a clock that is off. It went on by a long time, and so did the lines; or these did not fill the time before the
 * last run either, and now it is told a second time: so rare are the runs. Else it jumped, and nobody knows what is over.
 */
export function judgeClock({ now, times, wasOff, days, from, to }: ClockFacts): 'filled' | 'rare' | 'jumped' {
  if (now >= (times[0] ?? Infinity) && isBridged(days, from, to)) return 'filled'
  return wasOff && isRare(now, times) ? 'rare' : 'jumped'
}

/** Whether a clock goes ahead as it did the time before, or by twice as much: so rare are the runs. */
function isRare(now: number, [before = Infinity, earlier = Infinity]: readonly number[]): boolean {
  return before - earlier > WEEK_MS && now >= before && now - before <= 2 * (before - earlier)
}

/**
 * Whether lines fill the time between two days: none is more than a week after the one before it. Who runs seldom reads them
 * then; a clock that jumped leaves a hole, in what it stamps too.
 *
 * @param days that have a line
 */
function isBridged(days: readonly number[], from: number, to: number): boolean {
  const within = [...new Set(days.filter((day) => day > from && day < to))].sort((a, b) => a - b)
  return from <= to && [...within, to].every((day, i) => day - (within[i - 1] ?? from) <= WEEK_DAYS)
}

/** When a machine had looked through all of its logs, as its tally of a sequence says; in milliseconds since 1970. */
type Look = { readonly sequence: number; readonly scanned: number }

/**
 * The latest that a machine can have looked through its logs: its clock may be ahead, and that of who takes its tally tells. The same
 * look that comes again is no later for it.
 */
export function lookBelieved({ sequence, scanned }: Look, before: Look | undefined, now: number): number {
  return Math.min(scanned, before?.sequence === sequence ? before.scanned : now)
}

/** The last day of lines, where a look at them dates it: its clock may be ahead. Tomorrow may be of another zone. */
export function dayBelieved(lastDay: number, lookedDay: number): number {
  return Math.min(lastDay, lookedDay + 1)
}

/**
 * Whether a clock is so far ahead that a look it dates says nothing, where nobody noted when a tally came: one of another zone is
 * ahead by hours.
 */
export function isNonsense(scanned: number, now: number): boolean {
  return scanned - now > DAY_MS
}
