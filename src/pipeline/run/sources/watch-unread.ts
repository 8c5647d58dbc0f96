import * as z from 'zod'
import type { Problem } from '../../../domain/problem.ts'
import type { State } from '../../../state/index.ts'
import type { CountPlan } from '../../plan-count.ts'

const FACT = 'unread-sources'
/** By machine, in milliseconds since 1970. */
const SINCE = z.record(z.string(), z.int())
/** A copy or an archive that is being written waits for some runs at most. */
const DAY_MS = 86_400_000

/**
 * Machines that have not read a file for longer than a day: it keeps periods open here, and only there it has a name. Notes since
 * when each says so.
 */
export function watchUnread({ configuration }: CountPlan, state: State, now: number): readonly Problem[] {
  const known = state.sources.named()
  const unread = configuration.sources.filter(({ id }) => (known.get(id)?.unreadThrough ?? -1) >= 0)
  const kept = state.facts.fact(FACT) ?? '{}'
  const before = new Map(Object.entries(SINCE.parse(JSON.parse(kept))))
  const since = unread.map(({ id }) => ({ id, from: before.get(id) ?? now }))
  const text = JSON.stringify(Object.fromEntries(since.map(({ id, from }) => [id, from])))
  if (text !== kept) state.commit(() => state.facts.keepFact(FACT, text))
  return since.filter(({ from }) => now - from > DAY_MS).map(({ id }) => ({ code: 'SOURCE_UNREAD', id }))
}
