import { seriesOf } from '../../domain/series-of.ts'
import type { State } from '../../state/index.ts'
import { type SettingsChange, waitsForLine } from '../../timeline/index.ts'
import { compareWithState } from '../kept/compare-with-state.ts'
import { newestKnownDay } from '../kept/days-of-state.ts'
import { keepFact, readFact } from '../kept/fact-codecs.ts'
import { keepSettings } from '../kept/kept-settings.ts'
import { noteLateWithout } from '../kept/late-without.ts'
import { noteChanges } from '../kept/releases.ts'
import type { CountPlan } from '../plan-count.ts'
import { noteLeaving } from '../tallies/note-replaced.ts'

/** A change of the configuration that a run finds. */
export type OpenChange = {
  /** What changed; the next version of the dataset tells it. */
  readonly changes: readonly SettingsChange[]
  /**
   * What is new starts now, what is gone ends, what is defined anew breaks its series. Nothing that was counted changes.
   * Within the commit of the first lines that are counted so; taken once.
   */
  readonly take: () => void
  readonly isTaken: () => boolean
  /** False: it waits for a line. One that is undone before must leave no trace: neither a break nor a version. */
  readonly holdsAtOnce: boolean
}

/**
 * Holds the configuration to what is kept, before lines are counted by it.
 *
 * @param run its number, by which the change is noted as taken: a commit that fails takes it back
 * @param now in milliseconds
 */
export function openChange(plan: CountPlan, state: State, run: number, now: number): OpenChange {
  const newest = newestKnownDay(state, plan.configuration.timezone)
  const { changes } = compareWithState(plan, state)
  const isTaken = (): boolean => readFact(state, 'change-taken') === run
  return {
    changes,
    isTaken,
    holdsAtOnce: holdsAtOnce(changes, state, now),
    take: () => {
      if (isTaken()) return
      // No line was counted since it was opened, but another machine may have told when a feature begins.
      const { settings, starts, changes } = compareWithState(plan, state)
      for (const spec of plan.specs) state.facts.keepSeries(seriesOf(spec), newest + 1)
      noteLeaving(state, plan.configuration)
      noteLateWithout(state, plan.specs)
      keepSettings(state, settings)
      for (const [series, since] of starts) state.facts.startSeries(series, since)
      noteChanges(state, changes)
      keepFact(state, 'change-taken', run)
      state.facts.takeFact('change-met')
    },
  }
}

function holdsAtOnce(changes: readonly SettingsChange[], state: State, now: number): boolean {
  const met = readFact(state, 'change-met') ?? now
  state.facts.takeFact('change-met')
  if (!waitsForLine(changes, met, now)) return true
  keepFact(state, 'change-met', met)
  return false
}
