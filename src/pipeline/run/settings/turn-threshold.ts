import { turnSteps } from './turn-steps.ts'
import type { Turn, TurnDays } from './turn.ts'
import type { Settings, Threshold } from '../../../timeline/index.ts'

/** The threshold of a service, which is one for all that it publishes, whichever tables come and go. */
export function turnThreshold(
  before: Settings,
  wanted: Settings,
  days: TurnDays,
): { readonly thresholds: readonly Threshold[]; readonly turns: readonly Turn[] } {
  const [now] = wanted.thresholds
  if (now === undefined) return { thresholds: before.thresholds, turns: [] }
  const { steps, undone, begins } = turnSteps(before.thresholds, now, days)
  return {
    thresholds: steps,
    turns: [
      ...undone.map(({ from }): Turn => ({ change: { kind: 'protection-kept', planned: from } })),
      ...(begins === undefined
        ? []
        : [{ change: { kind: 'threshold-changed', k: now.k, date: begins } } satisfies Turn]),
    ],
  }
}
