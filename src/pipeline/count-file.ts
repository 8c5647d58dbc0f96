import type { LineScanner } from '../domain/contracts.ts'
import type { Hit } from '../domain/hit.ts'
import { ProblemError, type Problem } from '../domain/problem.ts'
import { compileFormat, isNotRequest } from '../format/index.ts'
import { openGate, type Gate } from '../gate/index.ts'
import { readChunks, type Chunk, type LogInput } from '../source/index.ts'
import { checkFields } from './check-fields.ts'
import { chooseFormat } from './choose-format.ts'
import type { Input } from './find-inputs.ts'
import { countLines, type FileLedger, type LineCounter } from './ledger.ts'
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

/** Reads one log through the gate, and hands on each Hit. */
export async function countFile(
  plan: CountPlan,
  input: Input,
  onHit: (hit: Hit) => void,
  onRead: (bytes: number) => void,
): Promise<FileCounted> {
  const file = input.log.path
  const counter = countLines()
  let opened: Opened | undefined
  for await (const chunk of readChunks(inputOf(file), { onRead })) {
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
function openLines(
  plan: CountPlan,
  input: Input,
  first: Chunk,
  counter: LineCounter,
  onHit: (hit: Hit) => void,
): Opened {
  const chosen = chooseFormat(plan, input, first)
  const lacking = chosen === undefined ? [] : checkFields(plan, chosen.scanner)
  if (lacking.some(isError)) throw new ProblemError(...lacking.filter(isError))
  const gate = openGateFor(plan, input, chosen?.scanner ?? compileFormat(ANY_FORMAT))
  const note = (hit: Hit): void => {
    counter.note(hit, gate.column)
    onHit(hit)
  }
  return {
    read: ({ bytes, start, end }) => gate.readLines(bytes, start, end, note),
    scanner: chosen?.scanner,
    remarks: [...(chosen?.remarks ?? []), ...lacking],
  }
}

function openGateFor(plan: CountPlan, { entry }: Input, scanner: LineScanner): Gate {
  const { configuration, matcher, ignore, agents, referrers, knownHosts, since, until } = plan
  return openGate({
    scanner,
    isNotRequest,
    features: configuration.features,
    matcher,
    ignore,
    agents,
    referrers,
    knownHosts,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    serviceZone: configuration.timezone,
    logZone: entry?.timezone ?? configuration.timezone,
    caseInsensitive: configuration.case === 'insensitive',
  })
}

function inputOf(path: string): LogInput {
  return path === '-' ? { stdin: process.stdin } : { path }
}
