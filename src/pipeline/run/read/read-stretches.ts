import type { Readable } from 'node:stream'
import type { Problem } from '../../../domain/problem.ts'
import type { WhyUnread } from '../../../domain/why-unread.ts'
import { prefixesUpTo, type Sight } from '../../../source/index.ts'
import type { LogRecord, State, Stream } from '../../../state/index.ts'
import { keepNewestHour } from '../../kept/days-of-state.ts'
import { noteAhead } from '../../kept/days-ahead.ts'
import { keepFormats } from '../../kept/keep-formats.ts'
import { nextFit, type NextFit } from '../../kept/half-lost.ts'
import type { RunningWatch } from '../../kept/alike-logs.ts'
import type { CountPlan } from '../../plan-count.ts'
import { seriesLeftOut } from '../../reading/format/check-fields.ts'
import type { Input } from '../../reading/input.ts'
import type { Progress } from '../../reading/read-logs.ts'
import type { OpenChange } from '../open-change.ts'
import type { RunTools } from '../run-request.ts'
import { noteForeign } from '../../kept/foreign-hosts.ts'
import { type Around, readStretch, type StretchRead, withBefore } from './read-stretch.ts'

/** Reads a file from where its stream was left to its last whole line. */
export async function readStretches(
  reading: Reading,
  input: Input,
  sight: Sight,
  begun: OpenStream,
): Promise<SightedRead> {
  let stream = begun
  let [lines, bytes] = [0, 0]
  const problems: Problem[] = []
  expectLines(reading, sight, stream)
  while (stream.consumed < sight.wholeBytes) {
    const stretch = { from: stream.consumed, to: await sight.cut(stream.consumed, reading.tools.stretchBytes) }
    const log = reading.state.logs.logs().find(({ name }) => name === stream.logName)
    const asTold = withBefore(input, [...reading.state.logs.streamsOf(stream.logName), stream])
    const read = await readStretch(reading, asTold, sight, stretch, { stream, log })
    if (read.alarm !== undefined)
      return { lines, bytes, problems: [...problems, ...alarms(read.alarm)], why: read.alarm.code, ...holding(stream) }
    const next = readTo(stream, read, {
      ...{ prefixes: prefixesUpTo(sight.marks, stretch.to), consumed: stretch.to },
      ...{ tail: await sight.tailAt(stretch.to), largest: Math.max(stream.largest, sight.sizeBytes) },
    })
    const doneKey = stretch.to === sight.wholeBytes ? sight.archiveKey : undefined
    const id = await keepUnchanged(reading, sight, () => keepStretch(reading, next, read, log, doneKey))
    if (id === undefined) return { lines, bytes, problems, why: 'changed' }
    stream = { ...next, id }
    lines += read.lines
    bytes += stretch.to - stretch.from
    problems.push(...read.remarks)
  }
  if (bytes > 0) return { lines, bytes, problems, holds: stream.id }
  // What was unpacked may be another file than the one that has this key.
  if (await sight.isUnchanged()) keepDone(reading, stream.id, sight.archiveKey)
  return { lines, bytes, problems, streams: [stream.id], holds: stream.id }
}

/** Threads read plain files. */
function expectLines({ helpers }: Reading, { archiveKey, wholeBytes }: Sight, { consumed }: OpenStream): void {
  if (archiveKey === undefined) helpers?.expect(wholeBytes - consumed)
}

function holding({ id }: Stream): Pick<FileRead, 'holds'> {
  return id === 0 ? {} : { holds: id }
}

/** A stream that was read up to a place. */
export function readTo(
  stream: OpenStream,
  read: StretchRead,
  place: Pick<Stream, 'prefixes' | 'consumed' | 'tail' | 'largest'>,
): ReadStream {
  const { lines, format, standing, sums } = read
  return {
    ...stream,
    ...place,
    ...{ lines: stream.lines + lines, format, standing },
    ...nextFit(stream, read.fit, place.consumed),
    ...hoursOf(stream, { oldestHour: sums.oldestHour(), newestHour: sums.newestHour() }),
  }
}

// Too few lines to tell the format by: more will come.
function alarms(alarm: Problem): readonly Problem[] {
  return alarm.code === 'FORMAT_NOT_DETECTED' && alarm.line === 0 ? [] : [alarm]
}

/** An archive of which all was read before, under another name or compressed in another way. */
function keepDone({ state, run }: Reading, stream: number, key: string | undefined): void {
  if (stream !== 0 && key !== undefined) state.commit(() => state.logs.keepDone(key, stream, run))
}

/** A stream that is read, and the log that its file is a piece of now. */
export type OpenStream = Stream & { readonly logName: string }

/** One that was read on. */
export type ReadStream = OpenStream & Pick<NextFit, 'newDays'>

export type Keeping = {
  readonly plan: Pick<CountPlan, 'specs'>
  readonly state: State
  readonly run: number
  readonly tools: RunTools
  readonly change: Pick<OpenChange, 'take'>
  /** Tomorrow: a line dated after it tells of nothing but its own period. */
  readonly lastCredible: number
  readonly alike: RunningWatch
}

/** One commit: the lines, and where they end. @returns the number of the stream */
export function keepStretch(
  reading: Keeping,
  { newDays, ...stream }: ReadStream,
  read: StretchRead,
  log: LogRecord | undefined,
  doneKey?: string,
): number {
  const { state, run, tools } = reading
  const { logs, counts, facts } = state
  return state.commit(() => {
    if (read.lines > 0) {
      reading.change.take()
      reading.alike.keep(stream.logName, read.uses)
      noteAhead(state, stream.logName, read.sums.days(), reading.lastCredible)
    }
    counts.addCells(read.sums.cells())
    counts.addFates(read.sums.fates())
    tools.checkpoint('counts kept')
    const id = logs.keepStream(stream, run)
    keepFits(state, { log: stream.logName, stream: id }, newDays)
    // A clock that is wrong by years must not make a log look alive.
    const days = read.sums.days().filter((day) => day <= reading.lastCredible)
    logs.keepLog(nextLog(stream, read, log, days), days)
    noteForeign(state, stream.logName, read)
    if (doneKey !== undefined) logs.keepDone(doneKey, id, run)
    keepFormats(facts, read.formats)
    keepNewestHour(state, read.sums.newestHour())
    for (const [series, measure] of seriesLeftOut(reading.plan, read.remarks)) facts.leaveOut(series, measure)
    tools.checkpoint('position kept')
    return id
  })
}

function keepFits(
  { logs }: State,
  of: { readonly log: string; readonly stream: number },
  days: NextFit['newDays'],
): void {
  logs.addFits(
    of,
    [...days].map(([day, fits]) => ({ day, ...fits })),
  )
}

function nextLog(
  stream: OpenStream,
  read: StretchRead,
  log: LogRecord | undefined,
  days: readonly number[],
): LogRecord {
  return {
    name: stream.logName,
    lines: (log?.lines ?? 0) + read.lines,
    lastDay: Math.max(log?.lastDay ?? -1, ...days),
    format: read.format === '' ? (log?.format ?? '') : read.format,
  }
}

type Hours = Pick<Stream, 'oldestHour' | 'newestHour'>

/** From the oldest to the newest line of a stream, with those that were just read. */
export function hoursOf({ oldestHour, newestHour }: Hours, read: Hours): Hours {
  const oldest = [oldestHour, read.oldestHour].filter((hour) => hour >= 0)
  return {
    oldestHour: oldest.length === 0 ? -1 : Math.min(...oldest),
    newestHour: Math.max(newestHour, read.newestHour),
  }
}

/**
 * Keeps what was read of a file, once the disk has it, and unless it is no longer what was looked at: truncated, replaced or
 * still being written, what was read is nobody's.
 *
 * @param keep one commit; the number of the stream
 * @returns undefined where nothing is kept
 */
export async function keepUnchanged(
  { tools }: { readonly tools: RunTools },
  sight: Sight,
  keep: () => number,
): Promise<number | undefined> {
  await sight.persist()
  if (!(await sight.isUnchanged())) return undefined
  tools.checkpoint('before commit')
  const id = keep()
  tools.checkpoint('after commit')
  return id
}

/** What came of one file. */
export type FileRead = {
  readonly lines: number
  readonly bytes: number
  readonly problems: readonly Problem[]
  /** Lines of it may be missing: periods that it may touch do not close. */
  readonly unread?: { readonly why: WhyUnread; readonly modifiedMs: number; readonly key: string }
  /** Streams whose file is still there, though nothing of it was new. */
  readonly streams?: readonly number[]
  /** The stream of which it holds all that was read: of several, the one that it is read on as. */
  readonly holds?: number
  /** It begins like another, or is rotated and goes on, and is judged once all others were looked at: its size in bytes of text. */
  readonly alikeBytes?: number
}

export type Reading = Around &
  Keeping & {
    /** `stdin`: instead of logs. */
    readonly asked: { readonly stdin?: Readable; readonly onProgress?: (progress: Progress) => void }
  }

/** Of a file that could be looked at: `why` it was not read. */
export type SightedRead = FileRead & { readonly why?: WhyUnread }

export const NOTHING: FileRead = { lines: 0, bytes: 0, problems: [] }
