import type { Problem } from '../../domain/problem.ts'
import type { CountPlan } from '../plan-count.ts'
import type { State } from '../../state/index.ts'
import { keepFact, readFact } from '../kept/facts.ts'
import { isOff, judgeClock } from '../../timeline/index.ts'
import { wallClock, type WallClock } from '../wall-clock.ts'

/** Judged by the run just before, not by the latest ever: a clock that was wrong once must not stop every run after it. */
function clockProblem(now: number, before: number): Problem {
  const text = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`
  return { code: 'CLOCK_JUMPED', before: text(before), now: text(now) }
}

/** The clock of a run. */
type ClockWatch = {
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
  if (before === undefined || !isOff(now, before)) return { note: () => undefined, judge: () => right }
  const noted = lastJump(state)
  const from = wallClock(before, plan.configuration.timezone).day
  const known = { now, times, wasOff: noted === runs[0]?.id, from, to: clock.day }
  return {
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

/** The last run whose clock jumped; undefined: none did. */
export function lastJump(state: State): number | undefined {
  return readFact(state, 'clock-jumped')
}
