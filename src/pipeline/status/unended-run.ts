import { HOUR_MS } from '../../domain/calendar.ts'
import { LONG_HOURS } from '../../domain/problem/state-problems.ts'
import type { RunRow } from '../../state/index.ts'
import { CRASHED } from '../run/refused-run.ts'

/** A run that did not come to its end. Times are milliseconds since 1970. */
export type Unended =
  /** It began then, as this process, and did not end: it hangs. */
  | { readonly what: 'unended'; readonly since: number; readonly pid: number | undefined }
  /** It ended by a fault of ours, or of the machine. */
  | { readonly what: 'crashed'; readonly since: number }
  /** It began then, and was stopped before its end. */
  | { readonly what: 'cut-short'; readonly since: number }
  /** No run has begun since. */
  | { readonly what: 'stopped'; readonly since: number }

/** A run must begin once a day at least, here and on each other machine. */
export const STOPPED_MS = 48 * HOUR_MS

export type AtWork = {
  /** Whether a run is at work; undefined where this user may not know. */
  readonly isRunning: boolean | undefined
  readonly pid: number | undefined
}

/** What became of the last run; nothing: it came to its end, or is at work, and not for too long. */
export function unendedRun(last: RunRow, atWork: AtWork, now: number): readonly Unended[] {
  const since = last.started
  const hasEnded = last.ended !== null
  if (now - since > STOPPED_MS && (hasEnded || atWork.isRunning !== true)) return [{ what: 'stopped', since }]
  if (!hasEnded) return stillBegun(since, atWork, now)
  return last.exitCode === CRASHED ? [{ what: 'crashed', since }] : []
}

function stillBegun(since: number, { isRunning, pid }: AtWork, now: number): readonly Unended[] {
  if (isRunning === false) return [{ what: 'cut-short', since }]
  return now - since > LONG_HOURS * HOUR_MS
    ? [{ what: 'unended', since, pid: isRunning === true ? pid : undefined }]
    : []
}
