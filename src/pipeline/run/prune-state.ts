import { DAY_MS } from '../../domain/calendar.ts'
import type { State } from '../../state/index.ts'
import { lastJump } from './clock.ts'
import { type WallClock } from '../wall-clock.ts'

/** So long a log is known: longer than any rotation keeps it. */
export const KEPT_DAYS = 400
/** It is not written down each hour that an archive is still there. */
const STALE_DAYS = 30

/** Notes that files are still there, though nothing of them was new. */
export function noteMet({ logs, facts }: State, streams: readonly number[], run: number, now: number): void {
  const stale = facts.lastRunBy(now - STALE_DAYS * DAY_MS, 0)
  if (stale !== undefined) logs.noteMet(streams, run, stale + 1)
}

/**
 * Deletes what can be met no more: streams whose file no run has found for 400 days, and runs as old. The days are counted
 * since the clock last jumped. A file that was not read may be any of them.
 */
export function pruneState(state: State, now: number, clock: WallClock): void {
  const { logs, facts } = state
  const horizon = facts.lastRunBy(now - KEPT_DAYS * DAY_MS, lastJump(state) ?? 0)
  if (horizon === undefined) return
  logs.prune(horizon, clock.day - KEPT_DAYS)
  facts.prune(horizon, now - KEPT_DAYS * DAY_MS)
}
