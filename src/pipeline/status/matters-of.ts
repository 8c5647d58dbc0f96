import type { RunRow } from '../../state/index.ts'
import type { KeptProblem } from '../kept/kept-problems.ts'
import { CRASHED } from '../run/refused-run.ts'
import type { ClosedKind } from './closed-periods.ts'
import { type AtWork, STOPPED_MS, type Unended, unendedRun } from './unended-run.ts'

/** Something that is not well. Times are milliseconds since 1970. */
export type Matter =
  | ({ readonly what: 'problem' } & KeptProblem)
  /** The last run ended with this, and nothing is kept of why: an earlier version did it, or it is mended. */
  | { readonly what: 'ended'; readonly exitCode: number }
  | Unended
  /** No run has ended well since, for longer than somebody asked for; undefined: none ever has. */
  | { readonly what: 'lag'; readonly since: number | undefined }
  /** Periods that are over wait for the lines of logs, and for the tallies of machines. */
  | { readonly what: 'awaited'; readonly logs: readonly string[]; readonly machines: readonly string[] }
  /** Nothing was ever published, and no line came since that day. */
  | { readonly what: 'quiet'; readonly newest: string }
  /** These entries of `logs:` have never had a line. */
  | { readonly what: 'lineless'; readonly paths: readonly string[] }
  | { readonly what: 'unbalanced' }

type Known = AtWork & {
  readonly lastRun: RunRow | undefined
  readonly closed: readonly ClosedKind[]
  readonly sources: readonly { readonly id: string; readonly scanned: number | undefined }[]
  readonly isBalanced: boolean
  readonly quietSince: string | undefined
  readonly lineless: readonly string[]
}

/** What is not well, the most pressing first. */
export function mattersOf(known: Known, problems: readonly KeptProblem[], now: number): readonly Matter[] {
  return [
    ...(known.lastRun === undefined ? NEVER_RUN : unendedRun(known.lastRun, known, now)),
    ...problems.map((kept): Matter => ({ what: 'problem', ...kept })),
    ...(problems.length === 0 ? endedBadly(known) : []),
    ...awaited(known, now),
    ...quiet(known),
    ...(known.lineless.length === 0 ? [] : [{ what: 'lineless', paths: known.lineless } as const]),
    ...(known.isBalanced ? [] : [{ what: 'unbalanced' } as const]),
  ]
}

const NEVER_RUN: readonly Matter[] = [{ what: 'lag', since: undefined }]

function endedBadly({ lastRun }: Known): readonly Matter[] {
  const exitCode = lastRun?.exitCode ?? 0
  return exitCode === 0 || exitCode === CRASHED ? [] : [{ what: 'ended', exitCode }]
}

function quiet({ quietSince: newest }: Known): readonly Matter[] {
  return newest === undefined ? [] : [{ what: 'quiet', newest }]
}

/** A machine of which something came as lately as usual is behind by hours: each midnight the grace of a day is over before its next tally. */
function awaited({ closed, sources }: Known, now: number): readonly Matter[] {
  const recent = new Set(sources.flatMap(({ id, scanned = 0 }) => (now - scanned > STOPPED_MS ? [] : id)))
  const all = closed.flatMap(({ waitsFor, held }) => [waitsFor, ...held.map((some) => some.waitsFor)])
  const logs = [...new Set(all.flatMap((some) => some.logs))]
  const machines = [...new Set(all.flatMap((some) => some.machines))].filter((id) => !recent.has(id))
  return logs.length + machines.length === 0 ? [] : [{ what: 'awaited', logs, machines }]
}
