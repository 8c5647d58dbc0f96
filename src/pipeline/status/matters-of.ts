import { HOUR_MS } from '../../domain/calendar.ts'
import { LONG_HOURS } from '../../domain/problem/of-state.ts'
import type { RunRow } from '../../state/index.ts'
import type { KeptProblem } from '../kept/kept-problems.ts'
import { CRASHED } from '../run/refused-run.ts'
import type { ClosedKind } from './open-periods.ts'

/** Something that is not well. Times are milliseconds since 1970. */
export type Matter =
  | ({ readonly what: 'problem' } & KeptProblem)
  /** The last run ended with this, and nothing is kept of why: an earlier version did it, or it is mended. */
  | { readonly what: 'ended'; readonly exitCode: number }
  /** It began then, as this process, and did not end: it hangs. */
  | { readonly what: 'unended'; readonly since: number; readonly pid: number | undefined }
  /** It ended by a fault of ours, or of the machine. */
  | { readonly what: 'crashed'; readonly since: number }
  /** It began then, and was stopped before its end. */
  | { readonly what: 'cut-short'; readonly since: number }
  /** No run has begun since. */
  | { readonly what: 'stopped'; readonly since: number }
  /** No run has ended well since, for longer than somebody asked for; undefined: none ever has. */
  | { readonly what: 'lag'; readonly since: number | undefined }
  /** Periods that are over wait for the lines of logs, and for the tallies of machines. */
  | { readonly what: 'awaited'; readonly logs: readonly string[]; readonly machines: readonly string[] }
  /** Nothing was ever published, and no line came since that day. */
  | { readonly what: 'quiet'; readonly newest: string }
  /** These entries of `logs:` have never had a line. */
  | { readonly what: 'lineless'; readonly paths: readonly string[] }
  | { readonly what: 'unbalanced' }

/** A run must begin once a day at least. */
const STOPPED_MS = 48 * HOUR_MS

type Known = {
  readonly lastRun: RunRow | undefined
  readonly closed: readonly ClosedKind[]
  readonly isBalanced: boolean
  readonly quietSince: string | undefined
  readonly lineless: readonly string[]
  /** Whether a run is at work; undefined where this user may not know. */
  readonly isRunning: boolean | undefined
  readonly pid: number | undefined
}

/** What is not well, the most pressing first. */
export function mattersOf(known: Known, problems: readonly KeptProblem[], now: number): readonly Matter[] {
  return [
    ...ofLastRun(known, now),
    ...problems.map((kept): Matter => ({ what: 'problem', ...kept })),
    ...(problems.length === 0 ? endedBadly(known) : []),
    ...awaited(known),
    ...quiet(known),
    ...(known.lineless.length === 0 ? [] : [{ what: 'lineless', paths: known.lineless } as const]),
    ...(known.isBalanced ? [] : [{ what: 'unbalanced' } as const]),
  ]
}

function ofLastRun({ lastRun, isRunning, pid }: Known, now: number): readonly Matter[] {
  if (lastRun === undefined) return [{ what: 'lag', since: undefined }]
  const since = lastRun.started
  const hasEnded = lastRun.ended !== null
  if (now - since > STOPPED_MS && (hasEnded || isRunning !== true)) return [{ what: 'stopped', since }]
  if (hasEnded) return lastRun.exitCode === CRASHED ? [{ what: 'crashed', since }] : []
  return unended({ since, isRunning, pid }, now)
}

type Unended = Pick<Known, 'isRunning' | 'pid'> & { readonly since: number }

function unended({ since, isRunning, pid }: Unended, now: number): readonly Matter[] {
  if (isRunning === false) return [{ what: 'cut-short', since }]
  return now - since > LONG_HOURS * HOUR_MS
    ? [{ what: 'unended', since, pid: isRunning === true ? pid : undefined }]
    : []
}

function endedBadly({ lastRun }: Known): readonly Matter[] {
  const exitCode = lastRun?.exitCode ?? 0
  return exitCode === 0 || exitCode === CRASHED ? [] : [{ what: 'ended', exitCode }]
}

function quiet({ quietSince: newest }: Known): readonly Matter[] {
  return newest === undefined ? [] : [{ what: 'quiet', newest }]
}

function awaited({ closed }: Known): readonly Matter[] {
  const all = closed.flatMap(({ waitsFor, held }) => [waitsFor, ...held.map((some) => some.waitsFor)])
  const logs = [...new Set(all.flatMap((some) => some.logs))]
  const machines = [...new Set(all.flatMap((some) => some.machines))]
  return logs.length + machines.length === 0 ? [] : [{ what: 'awaited', logs, machines }]
}
