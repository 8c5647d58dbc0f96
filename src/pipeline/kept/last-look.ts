import { keepFact, readFact } from './facts.ts'
import * as z from 'zod'
import type { Runs, State } from '../../state/index.ts'
import { logNameOf } from '../../recognition/index.ts'
import type { Evidence } from '../../timeline/index.ts'
import type { Input } from '../reading/input.ts'

const FACT = 'last-look'
const LOOK = z.object({
  skipped: z.array(z.string()),
  // What has a default was not told by a version before.
  lineless: z.array(z.string()).default([]),
  evidence: z.object({
    newestDay: z.int(),
    unreadThrough: z.int(),
    undatedThrough: z.int().default(-1),
    holds: z
      .array(z.enum(['change', 'clock']))
      .readonly()
      .default([]),
    logs: z.array(
      z.object({ name: z.string(), lastDay: z.int(), usualSilenceDays: z.int(), until: z.int().nullable() }),
    ),
    sources: z.array(z.object({ id: z.string(), scannedHour: z.int() })),
  }),
})

/** What the last run that looked at all logs found, for `status`, which looks at none. */
export type LastLook = {
  readonly evidence: Pick<Evidence, 'newestDay' | 'unreadThrough' | 'undatedThrough' | 'holds' | 'logs' | 'sources'>
  /** Paths of files that are still there, and that were given up. */
  readonly skipped: readonly string[]
  /** Paths of entries of `logs:` whose files are all empty, and always were when a run looked. */
  readonly lineless: readonly string[]
}

export function keepLook({ facts }: Pick<Runs, 'facts'>, { evidence, skipped, lineless }: LastLook): void {
  const { newestDay, unreadThrough, undatedThrough, holds, sources } = evidence
  // A log that has no end has none in JSON either.
  const logs = evidence.logs.map(({ until = Infinity, ...log }) => ({
    ...log,
    until: until === Infinity ? null : until,
  }))
  const text = JSON.stringify({
    skipped,
    lineless,
    evidence: { newestDay, unreadThrough, undatedThrough, holds, logs, sources },
  })
  if (facts.fact(FACT) !== text) facts.keepFact(FACT, text)
}

/** Undefined: there was no such run yet. */
export function lastLook({ facts }: Pick<Runs, 'facts'>): LastLook | undefined {
  const kept = LOOK.safeParse(JSON.parse(facts.fact(FACT) ?? 'null')).data
  if (kept === undefined) return undefined
  const logs = kept.evidence.logs.map(({ until, ...log }) => ({ ...log, until: until ?? Infinity }))
  return { ...kept, evidence: { ...kept.evidence, logs } }
}

/** Entries that find files, none of which has a byte, nor ever had a line: the server writes elsewhere. */
export function linelessOf({ logs }: Pick<State, 'logs'>, inputs: readonly Input[]): readonly string[] {
  const known = new Set(logs.logs().map(({ name }) => name))
  const isEmpty = ({ log }: Input): boolean => log.sizeBytes === 0 && !known.has(logNameOf(log.path))
  const entries = new Set(inputs.flatMap(({ entry }) => entry ?? []))
  return [...entries].flatMap((one) =>
    inputs.every((input) => input.entry !== one || isEmpty(input)) ? one.path.value : [],
  )
}

/** A file that was given up since the last look. */
export function noteSkipped(state: Pick<Runs, 'facts'>, path: string): void {
  const look = lastLook(state)
  if (look !== undefined) keepLook(state, { ...look, skipped: [...new Set([...look.skipped, path])].sort() })
}

/** What the last look through all logs found; `at` in milliseconds since 1970. */
type LastScan = NonNullable<ReturnType<typeof lastScanOf>>

export function keepScan(state: State, { at, unreadThrough, malformedThrough, logs }: LastScan): void {
  const told = logs.map(({ lastDay, usualSilenceDays }) => ({ lastDay, usualSilenceDays }))
  keepFact(state, 'last-scan', { at, unreadThrough, malformedThrough, logs: told })
}

/** Undefined: there was none. */
export function lastScanOf(state: State) {
  return readFact(state, 'last-scan')
}
