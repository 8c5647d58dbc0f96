import type { Readable } from 'node:stream'
import { ProblemError, type Problem } from '../../../domain/problem.ts'
import { fileState, sightLog, type Sight } from '../../../source/index.ts'
import type { LogRecord, State, Stream } from '../../../state/index.ts'
import type { Input } from '../../reading/find-inputs.ts'
import type { Progress } from '../../reading/read-logs.ts'
import { isGivenUp } from './given-up.ts'
import { isPassedBy } from './is-passed-by.ts'
import { logNameOf } from './log-name.ts'
import { candidatesOf, consumedPrefixes, matchStream } from './match-stream.ts'
import { readStretch, type Around, type StretchRead } from './read-stretch.ts'
import type { RunTools } from '../run-tools.ts'
import { keepNewestHour } from '../sources/newest-hour.ts'

/** What came of one file. */
export type FileRead = {
  readonly lines: number
  readonly bytes: number
  readonly problems: readonly Problem[]
  /** Lines of it may be missing: periods that it may touch do not close. */
  readonly unread?: { readonly why: string; readonly modifiedMs: number; readonly key: string }
}

export type Reading = Around & {
  readonly state: State
  readonly run: number
  readonly tools: RunTools
  /** Tomorrow: a line dated after it tells of nothing but its own period. */
  readonly lastCredible: number
  /** `stdin`: instead of logs. */
  readonly asked: { readonly stdin?: Readable; readonly onProgress?: (progress: Progress) => void }
}

export const NOTHING: FileRead = { lines: 0, bytes: 0, problems: [] }

/** Reads what is new of a file, and keeps each stretch with the position behind it, in one commit. */
export async function readNew(reading: Reading, input: Input): Promise<FileRead> {
  const { fileKey } = input.log
  if (isPassedBy(reading.state, fileKey)) return NOTHING
  const read = await tryToRead(reading, input)
  return read.unread !== undefined && (await isGivenUp(reading.state, input)) ? NOTHING : read
}

async function tryToRead(reading: Reading, input: Input): Promise<FileRead> {
  const { path } = input.log
  let file = { key: path, modifiedMs: reading.tools.now() }
  try {
    file = await fileState(path)
    const read = await readSighted(reading, input)
    return read.why === undefined ? read : { ...read, unread: { why: read.why, ...file } }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const why = whyUnread(error)
    return { ...NOTHING, problems: why === 'moved' ? [] : error.problems, unread: { why, ...file } }
  }
}

/** Why one file cannot be read; what concerns all is thrown on. */
function whyUnread(error: ProblemError): string {
  const [problem] = error.problems
  if (problem === undefined || !error.problems.every(({ code }) => OF_ONE_FILE.includes(code))) throw error
  // It was rotated away between the look into its folder and this one: the next run meets it under its new name.
  return problem.code === 'LOG_NOT_FOUND' ? 'moved' : problem.code
}

const OF_ONE_FILE: readonly Problem['code'][] = [
  'LOG_NOT_FOUND',
  'LOG_UNREADABLE',
  'LOG_DAMAGED',
  'LOG_COMPRESSION_UNKNOWN',
  'LOG_IS_DIRECTORY',
  'UNPACKER_MISSING',
]

type SightedRead = FileRead & { readonly why?: string }

async function readSighted(reading: Reading, input: Input): Promise<SightedRead> {
  const { logs, marksKey } = reading.state
  const log = logNameOf(input.log.path)
  let candidates: readonly Stream[] = []
  const sight = await sightLog(
    { path: input.log.path, decompress: input.entry?.decompress ?? 'internal' },
    marksKey,
    (marks) => {
      candidates = candidatesOf(log, marks, logs.streamsWith(marks.firstLine))
      return candidates.map(({ consumed }) => consumed)
    },
  )
  try {
    const { marks } = sight
    if (marks === undefined) return NOTHING
    const match = matchStream(sight, candidates)
    if (match.kind === 'waiting') return { ...NOTHING, why: 'copy' }
    const stream = match.kind === 'known' ? match.stream : newStream(log, marks)
    return await readStretches(reading, input, sight, { ...stream, logName: log })
  } finally {
    await sight.close()
  }
}

export function newStream(log: string, marks: NonNullable<Sight['marks']>): Stream {
  const { firstLine } = marks
  return { id: 0, log, firstLine, prefixes: [], consumed: 0, tail: '', lines: 0, largest: 0, format: '', standing: [] }
}

/** A stream that is read, and the log that its file is a piece of now. */
type Open = Stream & { readonly logName: string }

async function readStretches(reading: Reading, input: Input, sight: Sight, begun: Open): Promise<SightedRead> {
  let stream = begun
  let [lines, bytes] = [0, 0]
  const problems: Problem[] = []
  while (stream.consumed < sight.wholeBytes) {
    const stretch = { from: stream.consumed, to: await sight.cut(stream.consumed, reading.tools.stretchBytes) }
    const log = reading.state.logs.logs().find(({ name }) => name === stream.logName)
    const read = await readStretch(reading, input, sight, stretch, { stream, log })
    if (read.alarm !== undefined)
      return { lines, bytes, problems: [...problems, ...alarms(read.alarm)], why: read.alarm.code }
    const next = await advance(stream, sight, read, stretch.to)
    // Truncated, replaced or still being written: what was read is nobody's.
    if (!(await sight.isUnchanged())) return { lines, bytes, problems, why: 'changed' }
    reading.tools.checkpoint('before commit')
    stream = {
      ...next,
      id: keep(reading, next, read, log, stretch.to === sight.wholeBytes ? sight.archiveKey : undefined),
    }
    reading.tools.checkpoint('after commit')
    lines += read.lines
    bytes += stretch.to - stretch.from
    problems.push(...read.remarks)
  }
  if (bytes === 0) keepDone(reading, stream.id, sight.archiveKey)
  return { lines, bytes, problems }
}

/** A stream that was read up to here. */
async function advance(stream: Open, sight: Sight, read: StretchRead, to: number): Promise<Open> {
  return {
    ...stream,
    prefixes: sight.marks === undefined ? [] : consumedPrefixes(sight.marks, to),
    consumed: to,
    tail: await sight.tailAt(to),
    lines: stream.lines + read.lines,
    largest: Math.max(stream.largest, sight.sizeBytes),
    format: read.format,
    standing: read.standing,
  }
}

// Too few lines to tell the format by: more will come.
function alarms(alarm: Problem): readonly Problem[] {
  return alarm.code === 'FORMAT_NOT_DETECTED' && alarm.line === 0 ? [] : [alarm]
}

/** One commit: the lines, and where they end. @returns the number of the stream */
export function keep(
  reading: Reading,
  stream: Open,
  read: StretchRead,
  log: LogRecord | undefined,
  doneKey?: string,
): number {
  const { state, run, tools } = reading
  const { logs, counts, facts } = state
  return state.commit(() => {
    counts.addCells(read.stage.cells())
    counts.addFates(read.stage.fates())
    tools.checkpoint('counts kept')
    const id = logs.keepStream(stream, run)
    // A clock that is wrong by years must not make a log look alive.
    const days = read.stage.days().filter((day) => day <= reading.lastCredible)
    logs.keepLog(nextLog(stream, read, log, days), days)
    if (doneKey !== undefined) logs.keepDone(doneKey, id, run)
    if (read.format !== '') facts.keepFormat(read.format, read.lacks)
    keepNewestHour(state, read.stage.newestHour())
    for (const remark of read.remarks)
      if (remark.code === 'MEASURE_LEFT_OUT') facts.leaveOut(remark.table, remark.measure)
    tools.checkpoint('position kept')
    return id
  })
}

function nextLog(stream: Open, read: StretchRead, log: LogRecord | undefined, days: readonly number[]): LogRecord {
  return {
    name: stream.logName,
    lines: (log?.lines ?? 0) + read.lines,
    lastDay: Math.max(log?.lastDay ?? -1, ...days),
    format: read.format === '' ? (log?.format ?? '') : read.format,
  }
}

/** An archive of which all was read before, under another name or compressed in another way. */
function keepDone({ state, run }: Reading, stream: number, key: string | undefined): void {
  if (stream !== 0 && key !== undefined) state.commit(() => state.logs.keepDone(key, stream, run))
}
