import type { Problem } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'
import { clockProblem, isBridged, isOff, isRare, wallClock, type WallClock } from './clock.ts'
import { lastJump, noteJump, takeJumpBack } from './last-jump.ts'

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
