import { FIELDS, type LineScanner } from '../../../domain/contracts.ts'
import type { Problem } from '../../../domain/problem.ts'
import type { Sight } from '../../../source/index.ts'
import type { Lateness, LogRecord, Stream } from '../../../state/index.ts'
import type { DayIndex } from '../../../domain/calendar.ts'
import { problemsOfFormat } from '../../reading/format/choose-format.ts'
import type { Input } from '../../reading/input.ts'
import { latestDayOf } from '../../reading/days/latest-day-of.ts'
import { countLines } from '../../reading/ledger.ts'
import { openLines, type Lines } from '../../reading/open-lines.ts'
import type { CountPlan } from '../../plan-count.ts'
import {
  judgedOf,
  NONE_JUDGED,
  soundAlarm,
  stillJudged,
  type Before,
  type Judged,
} from '../../reading/alarm/sound-alarm.ts'
import { openStage, type Stage } from './open-stage.ts'

/** New lines of a file, from one LF to another. */
export type Stretch = { readonly from: number; readonly to: number }

/** What was read of a stretch. Nothing of it may be kept where there is an alarm. */
export type StretchRead = {
  readonly stage: Stage
  readonly lines: number
  /** Those of them that count and name a host which is none of the service's. */
  readonly foreign: number
  readonly remarks: readonly Problem[]
  readonly alarm: Problem | undefined
  /** The newest lines of the log, as they are to be kept: see `Before`. */
  readonly judged: Judged
  readonly format: string
  readonly standing: readonly number[]
  /** What the format cannot give. */
  readonly lacks: readonly string[]
}

export type Around = {
  readonly plan: CountPlan
  readonly latenessOf: (day: DayIndex) => Lateness
  /** Told how far in its text the reading is, 0–1, and the lines since it was told before. */
  readonly onRead: (share: number, moreLines: number) => void
}

/** So many lines of a log were read before that its format is known to fit. */
const KNOWN_LINES = 100
const LF = 0x0a

/**
 * Reads new lines through the gate. The format is the one that was asked for; else the one that the stream was begun in;
 * else the one that the first lines of the file show; else, where they show none, that of the log.
 */
export async function readStretch(
  around: Around,
  input: Input,
  sight: Sight,
  stretch: Stretch,
  known: { readonly stream: Stream; readonly log: LogRecord | undefined },
): Promise<StretchRead> {
  const { stream, log = NO_LOG } = known
  const before = { isKnown: log.lines >= KNOWN_LINES, judged: log.judged }
  const asStream = await readAs(around, withFormat(input, stream.format), sight, stretch, stream.standing, before)
  const isUntold = asStream.alarm?.code === 'FORMAT_NOT_DETECTED' && stream.format === ''
  const read =
    isUntold && log.format !== ''
      ? await readAs(around, withFormat(input, log.format), sight, stretch, [], before)
      : asStream
  return { ...read, alarm: await inFile(read.alarm, sight, stretch.from) }
}

/** Whoever looks for a line counts from the start of the file, not from where it was read on. */
async function inFile(alarm: Problem | undefined, sight: Sight, from: number): Promise<Problem | undefined> {
  return alarm?.code === 'TOO_MANY_MALFORMED'
    ? { ...alarm, line: (await linesBefore(sight, from)) + alarm.line }
    : alarm
}

/** Counted in the file: of logs that were joined, a stream does not have the lines of all that is passed. */
async function linesBefore(sight: Sight, to: number): Promise<number> {
  let lines = 0
  for await (const { bytes, start, end, tooLong } of sight.lines(0, to)) {
    lines += tooLong ? 1 : 0
    for (let lf = bytes.indexOf(LF, start); lf >= 0 && lf < end; lf = bytes.indexOf(LF, lf + 1)) lines += 1
  }
  return lines
}

const NO_LOG = { lines: 0, format: '', judged: NONE_JUDGED }

async function readAs(
  { plan, latenessOf, onRead }: Around,
  input: Input,
  sight: Sight,
  { from, to }: Stretch,
  standing: readonly number[],
  before: Before,
): Promise<StretchRead> {
  const stage = openStage(plan, latenessOf)
  const counter = countLines()
  const noteTooLong = (): void => {
    counter.noteTooLong()
    stage.noteTooLong(1)
  }
  const path = input.log.path
  const resumed = { head: await sight.head(), ...(from > 0 && standing.length > 0 && { standing }) }
  const lines = openLines(
    { plan, input, counter: { ...counter, noteTooLong }, lastDay: await latestDayOf(path), onHit: stage.note },
    resumed,
  )
  let [position, told] = [from, 0]
  for await (const chunk of sight.lines(from, to)) {
    lines.read(chunk)
    position += chunk.end - chunk.start
    onRead(position / sight.wholeBytes, counter.lines() - told)
    told = counter.lines()
  }
  lines.end()
  const { scanner, refusal, remarks = [] } = lines.chosen() ?? {}
  const alarm =
    refusal ??
    (scanner === undefined ? undefined : soundAlarm(path, scanner.name, counter, plan.malformedLimit, before))
  return {
    stage,
    lines: counter.lines(),
    foreign: counter.foreign(),
    remarks: [...remarks.filter(({ code }) => code !== 'FORMAT_DETECTED'), ...lines.lacking()],
    alarm,
    judged: stillJudged(before.judged, judgedOf(counter.entry(), counter.misfits())),
    ...formatOf(lines, scanner),
  }
}

export function formatOf(
  lines: Lines,
  scanner: LineScanner | undefined,
): Pick<StretchRead, 'format' | 'standing' | 'lacks'> {
  // A log that holds no request yet says nothing about its format.
  if (scanner === undefined || lines.chosen()?.isSettled !== true) return { format: '', standing: [], lacks: [] }
  return {
    format: scanner.name,
    standing: scanner.standing?.tell() ?? scanner.told ?? [],
    lacks: FIELDS.filter((field) => !scanner.fields.has(field)),
  }
}

/** The input with what the scanner of its log told last, by the streams of the log. */
export function withBefore(input: Input, streams: readonly Stream[]): Input {
  const last = streams.findLast(({ standing }) => standing.length > 0)
  return last === undefined ? input : { ...input, before: { format: last.format, told: last.standing } }
}

/** The input in the format that was found for it before, where the operator leaves that open. */
function withFormat(input: Input, format: string): Input {
  const asked = leftOpen(input)
  if (format === '' || asked === undefined) return input
  const found = { ...asked, value: format }
  return problemsOfFormat(found).length > 0 ? input : { ...input, format: found }
}

function leftOpen({ format, entry }: Input): Input['format'] {
  const asked = format ?? entry?.format
  return asked?.value === 'auto' && entry?.fields === undefined ? asked : undefined
}
