import * as z from 'zod'
import type { State } from '../../../state/index.ts'
import type { Evidence } from '../../../timeline/index.ts'

const LAST_SCAN = 'last-scan'
const SCAN = z.object({
  at: z.int(),
  unreadThrough: z.int(),
  logs: z.array(z.object({ lastDay: z.int(), usualSilenceDays: z.int() })),
})

/** What the last look through all logs found; `at` in milliseconds since 1970. */
export type LastScan = { readonly at: number } & Pick<Evidence, 'unreadThrough'> & {
    readonly logs: readonly Omit<Evidence['logs'][number], 'name'>[]
  }

export function keepScan(state: State, { at, unreadThrough, logs }: LastScan): void {
  const told = logs.map(({ lastDay, usualSilenceDays }) => ({ lastDay, usualSilenceDays }))
  state.facts.keepFact(LAST_SCAN, JSON.stringify({ at, unreadThrough, logs: told }))
}

/** Undefined: there was none. */
export function lastScanOf({ facts }: State): LastScan | undefined {
  const kept = facts.fact(LAST_SCAN)
  return kept === undefined ? undefined : SCAN.parse(JSON.parse(kept))
}
