import { statSync } from 'node:fs'
import { hasState, openState } from '../../../state/index.ts'
import { findInputs } from '../../reading/find-inputs.ts'
import type { Input } from '../../reading/input.ts'
import type { CountPlan } from '../../plan-count.ts'
import { logNameOf } from '../../../recognition/index.ts'

const DAY_MS = 86_400_000
/** Of runs that end in another way, some were ended by hand. */
const RUNS = 1000

/**
 * For how many days rotation keeps lines that no run has read yet: a line becomes as old as the oldest piece of its log is
 * by now. Undefined: no log has two pieces, or no run has ended well.
 */
export async function keptDays(plan: CountPlan, folder: string, now: number): Promise<number | undefined> {
  if (plan.configuration.logs.length === 0 || !hasState(folder)) return undefined
  const read = await lastGoodRun(folder)
  const { inputs } = await findInputs(plan)
  const spans = spansOf(inputs, now)
  if (read === undefined || spans.length === 0) return undefined
  return Math.max(0, Math.floor((Math.min(...spans) - (now - read)) / DAY_MS))
}

/** The age of the oldest piece of each log that has several. */
function spansOf(inputs: readonly Input[], now: number): readonly number[] {
  const changes = new Map<string, number[]>()
  for (const { log } of inputs) {
    const changed = statSync(log.path, { throwIfNoEntry: false })?.mtimeMs ?? now
    const name = logNameOf(log.path)
    changes.set(name, [...(changes.get(name) ?? []), changed])
  }
  return [...changes.values()].filter((times) => times.length > 1).map((times) => now - Math.min(...times))
}

async function lastGoodRun(folder: string): Promise<number | undefined> {
  const state = await openState(folder, 'read')
  try {
    return state.facts.runs(RUNS).find(({ exitCode }) => exitCode === 0)?.started
  } finally {
    state.close()
  }
}
