import type { Readable } from 'node:stream'
import { dayText } from '../../domain/calendar.ts'
import type { Field, LineScanner } from '../../domain/contracts.ts'
import { BROWSERS, CLIENTS, DEVICES, METHODS, STATUSES, SYSTEMS } from '../../domain/dictionary.ts'
import { FATE, FATES, isMisfit, REASONS, type Fate, type Reason } from '../../domain/fate.ts'
import type { Feature } from '../../domain/feature.ts'
import type { Hit } from '../../domain/hit.ts'
import type { Written } from '../../domain/place.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { LogSource } from '../../domain/service.ts'
import { compileFormat } from '../../format/index.ts'
import { createShaper, type Gate, type LineAtHand, type PathShape, type Shaper } from '../../gate/index.ts'
import { readChunks, type Chunk } from '../../source/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { latestDayOf } from '../reading/days/latest-day-of.ts'
import { chooseFormat, type ChosenFormat, type Refusal } from '../reading/format/choose-format.ts'
import { scannersOf } from '../reading/format/choose-format.ts'
import { openPlanGate } from '../reading/open-plan-gate.ts'
import { askServers } from '../reading/server-logs/ask-servers.ts'
import { askOfLine, readOneLine, takeAll, winnerOf } from './read-one-line.ts'

/** What the program makes of a line of a log: words of closed lists and of the configuration, nothing of the line. */
export type ExplainedLine = {
  readonly format: string
  /** False where no format was given and none reads the line: `format` is then the nearest. */
  readonly isFormatSure: boolean
  /** Why it is not. */
  readonly refusal?: Refusal
  readonly fields: ReadonlySet<Field>
  /** Whether the stream ended with this line. */
  readonly isOnly: boolean
  readonly fate: Fate
  /** No feature takes it, since its target names a host that is none of the service's. */
  readonly isForeign: boolean
  /** Why it is malformed, and from which byte on; bytes count from 1. */
  readonly misfit: { readonly reason: Reason; readonly column: number } | undefined
  readonly read: ReadLine
  readonly feature: Feature | undefined
  readonly winner: Written<string> | undefined
}

/** What is left of each field; undefined: it could not be read, or the format has none. */
type ReadLine = {
  readonly day: string | undefined
  /** 0–23 in the service's zone. */
  readonly hour: number | undefined
  readonly method: string | undefined
  /** The shape of the path. */
  readonly path: string | undefined
  readonly status: string | undefined
  readonly hasBytes: boolean
  readonly referrer: string | undefined
  /** Client, device, browser, system; none where the agent was not looked at. */
  readonly agent: readonly string[]
}

/**
 * Explains one line of a log, the first of a stream that is no header, with the gate that counts it. Its format is the one asked for, else
 * the one that all entries of `logs:` share, else the one that reads it.
 *
 * @throws ProblemError STDIN_EMPTY, FORMAT_UNKNOWN, FORMAT_SYNTAX, and what `askServers` throws
 */
export async function explainLine(plan: CountPlan, stdin: Readable): Promise<ExplainedLine> {
  const { bytes, tooLong, isOnly } = await firstLine(stdin)
  const entry = sharedEntry(plan)
  const { scanner, line, ...sure } = await readAs(plan, entry, bytes)
  const judge = openPlanGate(plan, scanner, entry)
  const { hit, misfit, isForeign } = askOfLine(judge, line, (it, atHand) => ({
    hit: { ...it },
    misfit: misfitOf(it, atHand),
    isForeign: (it.fate === FATE.unmatched || it.fate === FATE.method) && atHand.isForeignTarget(),
  }))
  return {
    format: scanner.name,
    ...sure,
    fields: scanner.fields,
    isOnly,
    fate: tooLong ? 'too-long' : (FATES[hit.fate] ?? 'malformed'),
    isForeign,
    misfit,
    read: readFields(plan, openPlanGate(takeAll(plan), scanner, entry), line),
    feature: plan.configuration.features[hit.feature],
    winner: winnerOf(plan, hit),
  }
}

function misfitOf({ reason }: Hit, { column }: LineAtHand): ExplainedLine['misfit'] {
  return reason < 0 ? undefined : { reason: REASONS[reason] ?? 'bad-line', column: column() }
}

function sharedEntry({ configuration: { logs } }: CountPlan): LogSource | undefined {
  const [first] = logs
  const isShared = logs.every(
    ({ format, otherFormats, timezone }) =>
      formatsText(format, otherFormats) === formatsText(first?.format, first?.otherFormats) &&
      timezone === first?.timezone,
  )
  return isShared ? first : undefined
}

function formatsText(...formats: readonly (LogSource['format'] | LogSource['otherFormats'])[]): string {
  return JSON.stringify(formats.flatMap((format) => format ?? []).map(({ value }) => value))
}

type Read = Pick<ExplainedLine, 'isFormatSure' | 'refusal'> & {
  readonly scanner: LineScanner
  /** The line, without what is wrapped around it. */
  readonly line: Uint8Array
}

async function readAs(plan: CountPlan, entry: LogSource | undefined, bytes: Uint8Array): Promise<Read> {
  const log = { path: '-', pattern: '-', id: '-', sizeBytes: 0, fileKey: '' }
  const [input = { log, entry }] = (await askServers(plan, [{ log, entry }])).inputs
  const chosen = chooseFormat(plan, input, { bytes, start: 0, end: bytes.length, tooLong: false })
  const peeled = chosen.wrapped.open(await latestDayOf('-'))?.peel(bytes, 0, bytes.length, true)
  // What holds no line, as one entry of a journal may, is explained as it stands.
  const isLine = peeled !== undefined && peeled.end > peeled.start
  const line = isLine ? peeled.bytes.slice(peeled.start, peeled.end) : bytes
  return { ...readerOf(plan, entry, chosen, line), line }
}

function readerOf(
  plan: CountPlan,
  entry: LogSource | undefined,
  chosen: ChosenFormat,
  line: Uint8Array,
): Omit<Read, 'line'> {
  const { scanner: first, reader, refusal } = chosen
  // Of several formats, the one that finds a request in it.
  const scanner =
    scannersOf(chosen).find((one) => !isMisfit(readOneLine(openPlanGate(plan, one, entry), line))) ?? first
  if (scanner !== undefined) return { scanner, isFormatSure: true }
  const nearest = reader ?? compileFormat(refusal?.nearest ?? 'combined')
  return { scanner: nearest, isFormatSure: false, ...(refusal !== undefined && { refusal }) }
}

/** What is left of each field, whatever becomes of the line. */
function readFields(plan: CountPlan, gate: Gate, line: Uint8Array): ReadLine {
  const shaper = createShaper(plan.patterns.literals)
  return askOfLine(gate, line, (hit, atHand) => readHit(plan, hit, shaper, atHand.shape(shaper)))
}

function readHit(plan: CountPlan, hit: Hit, shaper: Shaper, shape: PathShape | undefined): ReadLine {
  return {
    day: hit.day < 0 ? undefined : dayText(hit.day),
    hour: hit.hour < 0 ? undefined : hit.hour,
    method: METHODS[hit.method],
    path: shape === undefined ? undefined : shaper.textOf(shape),
    status: STATUSES[hit.status],
    hasBytes: hit.bytes >= 0,
    referrer: plan.referrers.words[hit.referrer],
    agent: agentOf(hit),
  }
}

function agentOf({ client, device, browser, os }: Hit): ReadLine['agent'] {
  const words = [CLIENTS[client], DEVICES[device], BROWSERS[browser], SYSTEMS[os]]
  return words.flatMap((word) => word ?? [])
}

/** The first line of a stream that is no header, with a line end even if it had none, and whether more follows. */
type FirstLine = {
  /** And the `#Fields` and the like before it, which say what its columns are. */
  readonly bytes: Uint8Array
  /** It was too long to be kept: a blank line stands for it. */
  readonly tooLong: boolean
  readonly isOnly: boolean
}

const LF = 0x0a
const HASH = 0x23

/** @throws ProblemError STDIN_EMPTY */
async function firstLine(stdin: Readable): Promise<FirstLine> {
  let first: FirstLine | undefined
  for await (const chunk of readChunks({ stdin })) {
    if (first !== undefined) return { ...first, isOnly: false }
    first = firstOf(chunk)
    if (!first.isOnly) return first
  }
  if (first === undefined) throw new ProblemError({ code: 'STDIN_EMPTY' })
  return first
}

function firstOf({ bytes, start, end, tooLong }: Chunk): FirstLine {
  if (tooLong) return { bytes: Uint8Array.of(LF), tooLong, isOnly: true }
  const endOf = (from: number): number => {
    const lf = bytes.indexOf(LF, from)
    return lf < 0 || lf >= end ? end : lf
  }
  let stop = endOf(start)
  for (let from = start; bytes[from] === HASH && stop + 1 < end; stop = endOf(from)) from = stop + 1
  // A copy: the chunk is overwritten when the next is read.
  const line = new Uint8Array(stop - start + 1)
  line.set(bytes.subarray(start, stop))
  line[stop - start] = LF
  return { bytes: line, tooLong, isOnly: stop + 1 >= end }
}
