import type { LineScanner } from '../domain/contracts.ts'
import type { Hit } from '../domain/hit.ts'
import { ProblemError, type Problem } from '../domain/problem.ts'
import { rememberVerdicts } from '../feature/index.ts'
import { compileFormat } from '../format/index.ts'
import type { Gate } from '../gate/index.ts'
import { readChunks, type Chunk, type LogInput } from '../source/index.ts'
import { checkFields } from './check-fields.ts'
import { chooseFormat } from './choose-format.ts'
import type { Input } from './find-inputs.ts'
import { countLines, type FileLedger, type LineCounter } from './ledger.ts'
import { openPlanGate } from './open-plan-gate.ts'
import type { CountPlan } from './plan-count.ts'
import { isError } from './severity-of.ts'
import { soundAlarm } from './sound-alarm.ts'

/** What came of one log. Without a scanner it had no line to judge a format by. */
export type FileCounted = {
  readonly ledger: FileLedger
  readonly scanner: LineScanner | undefined
  readonly remarks: readonly Problem[]
  readonly alarm: Problem | undefined
}

/** Is handed each Hit, and the gate that made it. */
export type HitTaker = (hit: Hit, gate: Gate) => void

/** Reads one log through the gate, and hands on each Hit. */
export async function countFile(
  plan: CountPlan,
  input: Input,
  onHit: HitTaker,
  onRead: (bytes: number, lines: number) => void,
): Promise<FileCounted> {
  const file = input.log.path
  const counter = countLines()
  let opened: Opened | undefined
  for await (const chunk of readChunks(inputOf(file), { onRead: (bytes) => onRead(bytes, counter.lines()) })) {
    if (chunk.tooLong) {
      counter.noteTooLong()
      continue
    }
    opened ??= openLines(plan, input, chunk, counter, onHit)
    opened.read(chunk)
  }
  const { scanner, remarks = [] } = opened ?? {}
  const alarm = scanner === undefined ? undefined : soundAlarm(file, scanner.name, counter, plan.malformedLimit)
  return { ledger: { file, ...counter.entry() }, scanner, remarks, alarm }
}

type Opened = {
  readonly read: (chunk: Chunk) => void
  readonly scanner: LineScanner | undefined
  readonly remarks: readonly Problem[]
}

// A log without a request line says nothing about its format; any scanner finds that its lines are no requests.
const ANY_FORMAT = 'combined'

/** Opens the gate for a log whose first lines are at hand. */
function openLines(plan: CountPlan, input: Input, first: Chunk, counter: LineCounter, onHit: HitTaker): Opened {
  const chosen = chooseFormat(plan, input, first)
  const lacking = chosen === undefined ? [] : checkFields(plan, chosen.scanner)
  if (lacking.some(isError)) throw new ProblemError(...lacking.filter(isError))
  const matcher = rememberVerdicts(plan.matcher, plan.patterns)
  const gate = openPlanGate({ ...plan, matcher }, chosen?.scanner ?? compileFormat(ANY_FORMAT), input.entry)
  const note = (hit: Hit): void => {
    counter.note(hit, gate.column)
    onHit(hit, gate)
  }
  return {
    read: ({ bytes, start, end }) => gate.readLines(bytes, start, end, note),
    scanner: chosen?.scanner,
    remarks: [...(chosen?.remarks ?? []), ...lacking],
  }
}

function inputOf(path: string): LogInput {
  return path === '-' ? { stdin: process.stdin } : { path }
}
