import type { LineScanner } from '../domain/contracts.ts'
import type { Problem } from '../domain/problem.ts'
import { readChunks, type LogInput } from '../source/index.ts'
import type { Input } from './find-inputs.ts'
import { lastDayOf } from './last-day-of.ts'
import { countLines, type FileLedger } from './ledger.ts'
import { openLines, type HitTaker } from './open-lines.ts'
import type { CountPlan } from './plan-count.ts'
import { soundAlarm } from './sound-alarm.ts'

/** What came of one log. Without a scanner it had no line to judge a format by, or none that a format reads. */
export type FileCounted = {
  readonly ledger: FileLedger
  readonly scanner: LineScanner | undefined
  readonly remarks: readonly Problem[]
  /** Why no table may be made of this log: too many of its lines do not fit, or all. */
  readonly alarm: Problem | undefined
}

/** Reads one log through the gate, and hands on each Hit. */
export async function countFile(
  plan: CountPlan,
  input: Input,
  onHit: HitTaker,
  onRead: (bytes: number, lines: number) => void,
): Promise<FileCounted> {
  const file = input.log.path
  const counter = countLines()
  const lines = openLines(plan, input, counter, await lastDayOf(file), onHit)
  for await (const chunk of readChunks(inputOf(input), { onRead: (bytes) => onRead(bytes, counter.lines()) }))
    lines.read(chunk)
  lines.end()
  const { scanner, remarks = [], refusal } = lines.chosen() ?? {}
  return {
    ledger: { file, ...counter.entry() },
    scanner,
    remarks: [...remarks, ...lines.lacking()],
    alarm:
      refusal ?? (scanner === undefined ? undefined : soundAlarm(file, scanner.name, counter, plan.malformedLimit)),
  }
}

function inputOf({ log: { path }, entry }: Input): LogInput {
  return path === '-' ? { stdin: process.stdin } : { path, decompress: entry?.decompress ?? 'internal' }
}
