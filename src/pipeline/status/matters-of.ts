import type { RunRow } from '../../state/index.ts'
import type { KeptProblem } from '../kept/kept-problems.ts'
import type { ClosedKind } from './open-periods.ts'

/** Something that is not well. Times are milliseconds since 1970. */
export type Matter =
  | ({ readonly what: 'problem' } & KeptProblem)
  /** The last run ended with this, and nothing is kept of why: an earlier version did it, or it was ended by a fault of ours. */
  | { readonly what: 'ended'; readonly exitCode: number }
  /** It began then, and did not end: it hangs. */
  | { readonly what: 'unended'; readonly since: number }
  /** It began then, and was stopped before its end. */
  | { readonly what: 'cut-short'; readonly since: number }
  /** No run has begun since. */
  | { readonly what: 'stopped'; readonly since: number }
  /** No run has ended well since, for longer than somebody asked for; undefined: none ever has. */
  | { readonly what: 'lag'; readonly since: number | undefined }
  /** Periods that are over wait for the lines of logs, and for the tallies of machines. */
  | { readonly what: 'awaited'; readonly logs: readonly string[]; readonly machines: readonly string[] }
  | { readonly what: 'unbalanced' }

const HOUR_MS = 3_600_000
/** A run must begin once a day at least. */
const STOPPED_MS = 48 * HOUR_MS
/** A run that takes longer hangs, or reads years of logs. */
const LONG_MS = 6 * HOUR_MS

type Known = {
  readonly lastRun: RunRow | undefined
  readonly closed: readonly ClosedKind[]
  readonly isBalanced: boolean
  /** Whether a run is at work; undefined where this user may not know. */
  readonly isRunning: boolean | undefined
}

/** What is not well, the most pressing first. */
export function mattersOf(known: Known, problems: readonly KeptProblem[], now: number): readonly Matter[] {
  return [
    ...ofLastRun(known, now),
    ...problems.map((kept): Matter => ({ what: 'problem', ...kept })),
    ...(problems.length === 0 ? endedBadly(known) : []),
    ...awaited(known),
    ...(known.isBalanced ? [] : [{ what: 'unbalanced' } as const]),
  ]
}

function ofLastRun({ lastRun, isRunning }: Known, now: number): readonly Matter[] {
  if (lastRun === undefined) return [{ what: 'lag', since: undefined }]
  const since = lastRun.started
  if (now - since > STOPPED_MS) return [{ what: 'stopped', since }]
  if (lastRun.ended !== null) return []
  if (isRunning === false) return [{ what: 'cut-short', since }]
  return now - since > LONG_MS ? [{ what: 'unended', since }] : []
}

function endedBadly({ lastRun }: Known): readonly Matter[] {
  const exitCode = lastRun?.exitCode ?? 0
  return exitCode === 0 ? [] : [{ what: 'ended', exitCode }]
}

function awaited({ closed }: Known): readonly Matter[] {
  const all = closed.flatMap(({ waitsFor, held }) => [waitsFor, ...held.map((some) => some.waitsFor)])
  const logs = [...new Set(all.flatMap((some) => some.logs))]
  const machines = [...new Set(all.flatMap((some) => some.machines))]
  return logs.length + machines.length === 0 ? [] : [{ what: 'awaited', logs, machines }]
}
