import type { Problem } from '../../domain/problem.ts'
import type { CountPlan } from '../plan-count.ts'
import type { State } from '../../state/index.ts'
import { keepFact, readFact } from '../kept/facts.ts'
import { wallClock, type WallClock } from '../wall-clock.ts'

const WEEK_DAYS = 7
const WEEK_MS = WEEK_DAYS * 86_400_000

/** Clocks that are set by the network are put back by so much at times: no period closes much sooner for it. */
const STEP_BACK_MS = 5 * 60_000

/** Whether a clock went back by minutes, or ahead by more than a week. */
export function isOff(now: number, before: number | undefined): boolean {
  return before !== undefined && (before - now > STEP_BACK_MS || now - before > WEEK_MS)
}

/** Whether a clock goes ahead as it did the time before, or by twice as much: so rare are the runs. */
export function isRare(now: number, [before, earlier]: readonly number[]): boolean {
  if (before === undefined || earlier === undefined) return false
  return before - earlier > WEEK_MS && now >= before && now - before <= 2 * (before - earlier)
}

/** Judged by the run just before, not by the latest ever: a clock that was wrong once must not stop every run after it. */
function clockProblem(now: number, before: number): Problem {
  const text = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`
  return { code: 'CLOCK_JUMPED', before: text(before), now: text(now) }
}

/**
 * Whether lines fill the time between two days: none is more than a week after the one before it. Who runs seldom reads them
 * then; a clock that jumped leaves a hole, in what it stamps too.
 *
 * @param days that have a line
 */
export function isBridged(days: readonly number[], from: number, to: number): boolean {
  const within = [...new Set(days.filter((day) => day > from && day < to))].sort((a, b) => a - b)
  return from <= to && [...within, to].every((day, i) => day - (within[i - 1] ?? from) <= WEEK_DAYS)
}

/** The clock of a run. */
export type ClockWatch = {
  /** Notes a clock that seems to have jumped, before a line is read: the run may be killed. */
  readonly note: (run: number) => void
  /** What is wrong with it, now that the logs are read. */
  readonly judge: () => ClockJudged
}

type ClockJudged = {
  readonly problems: readonly Problem[]
  /** The instant that is believed, in milliseconds since 1970: of a clock that jumped ahead, that of the run before. */
  readonly believedMs: number
}

/** Suspects a clock by the runs before this one, which has not begun. */
export function watchClock(plan: CountPlan, state: State, now: number, clock: WallClock): ClockWatch {
  const runs = state.facts.runs(2)
  const times = runs.map(({ started }) => started)
  const [before] = times
  const right: ClockJudged = { problems: [], believedMs: now }
  if (before === undefined || !isOff(now, before)) return { note: () => undefined, judge: () => right }
  const noted = lastJump(state)
  // Lines did not fill the time before the last run either, and now it is told a second time.
  const isConfirmed = noted === runs[0]?.id && isRare(now, times)
  return {
    note: (run) => noteJump(state, run),
    judge: () => {
      if (!isFilledSince(before, { plan, state, now, clock }))
        return isConfirmed ? right : { problems: [clockProblem(now, before)], believedMs: Math.min(now, before) }
      state.commit(() => takeJumpBack(state, noted))
      return right
    },
  }
}

type Now = {
  readonly plan: CountPlan
  readonly state: State
  readonly now: number
  readonly clock: WallClock
}

/** Whether the clock went on by a long time, and so did the lines. */
function isFilledSince(before: number, { plan, state, now, clock }: Now): boolean {
  if (now < before) return false
  const days = state.counts.allFates().map(({ day }) => day)
  return isBridged(days, wallClock(before, plan.configuration.timezone).day, clock.day)
}

/** The last run whose clock jumped; undefined: none did. */
export function lastJump(state: State): number | undefined {
  return readFact(state, 'clock-jumped')
}

/** Notes a run whose clock jumped: how long before it something was met cannot be known. */
function noteJump(state: State, run: number): void {
  keepFact(state, 'clock-jumped', run)
}

/** It did not jump, as the last that did. */
function takeJumpBack(state: State, before: number | undefined): void {
  if (before === undefined) state.facts.takeFact('clock-jumped')
  else noteJump(state, before)
}
