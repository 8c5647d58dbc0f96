import type { Readable } from 'node:stream'
import { ProblemError, type Problem } from '../../../domain/problem.ts'
import { fileState, sightLog, type FileState, type Sight } from '../../../source/index.ts'
import type { Stream } from '../../../state/index.ts'
import type { Input } from '../../reading/input.ts'
import type { Progress } from '../../reading/read-logs.ts'
import { isSkipped } from './is-skipped.ts'
import { isPassedBy } from './is-passed-by.ts'
import { hoursOf, keepStretch, type Keeping, type OpenStream } from './keep-stretch.ts'
import { logNameOf } from '../../reading/log-name.ts'
import { judgeAlike } from './recognize/judge-alike.ts'
import { candidatesOf, consumedPrefixes, shortOthersOf } from './recognize/match-stream.ts'
import type { Met } from './recognize/met-files.ts'
import { readStretch, type Around, type StretchRead } from './read-stretch.ts'

/** What came of one file. */
export type FileRead = {
  readonly lines: number
  readonly bytes: number
  readonly problems: readonly Problem[]
  /** Lines of it may be missing: periods that it may touch do not close. */
  readonly unread?: { readonly why: string; readonly modifiedMs: number; readonly key: string }
  /** Streams whose file is still there, though nothing of it was new. */
  readonly met?: readonly number[]
  /** The stream of which it holds all that was read. */
  readonly holds?: number
  /** It begins like another, and is judged once all others were met: its size in bytes of text. */
  readonly alikeBytes?: number
}

export type Reading = Around &
  Keeping & {
    /** `stdin`: instead of logs. */
    readonly asked: { readonly stdin?: Readable; readonly onProgress?: (progress: Progress) => void }
  }

export const NOTHING: FileRead = { lines: 0, bytes: 0, problems: [] }

/**
 * Reads what is new of a file, and keeps each stretch with the position behind it, in one commit.
 *
 * @param met what the run has met: without it, a file that begins like another is left for later
 */
export async function readNew(reading: Reading, input: Input, met?: Met): Promise<FileRead> {
  const { fileKey } = input.log
  const { logs } = reading.state
  const done = logs.doneAs(fileKey)
  if (isPassedBy(reading.state, fileKey)) return { ...NOTHING, ...(done !== undefined && { met: [done], holds: done }) }
  // A copy that was compared to its end, and did not change: it is no longer by now.
  if (logs.whyWaiting(fileKey) === 'part') return { ...NOTHING, unread: { why: 'part', key: fileKey, modifiedMs: 0 } }
  const read = await tryToRead(reading, input, met)
  return read.unread !== undefined && (await isSkipped(reading.state, input)) ? NOTHING : read
}

async function tryToRead(reading: Reading, input: Input, met: Met | undefined): Promise<FileRead> {
  const { path } = input.log
  // Of the file that was opened: another may have its name by now.
  const opened: { file?: FileState } = {}
  const stateOf = async (): Promise<FileState> => opened.file ?? (await stateNow(path, reading.tools.now()))
  try {
    const read = await readSighted(reading, input, met, (file) => {
      opened.file = file
    })
    return read.why === undefined ? read : { ...read, unread: { why: read.why, ...(await stateOf()) } }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const why = whyUnread(error)
    return { ...NOTHING, problems: why === 'moved' ? [] : error.problems, unread: { why, ...(await stateOf()) } }
  }
}

/** Of a file that cannot be opened, and perhaps not be looked at. */
function stateNow(path: string, now: number): Promise<FileState> {
  return fileState(path).catch((error: unknown) => {
    if (error instanceof ProblemError) return { key: path, modifiedMs: now }
    throw error
  })
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

async function readSighted(
  reading: Reading,
  input: Input,
  met: Met | undefined,
  opened: (file: FileState) => void,
): Promise<SightedRead> {
  const { logs, marksKey } = reading.state
  const log = logNameOf(input.log.path)
  let near: readonly Stream[] = []
  let others: readonly Stream[] = []
  const sight = await sightLog(
    { path: input.log.path, decompress: input.entry?.decompress ?? 'internal' },
    marksKey,
    (marks) => {
      const streams = logs.streamsWith(marks.firstLine)
      near = candidatesOf(log, marks, streams)
      others = shortOthersOf(log, marks, streams)
      return [...near, ...others].map(({ consumed }) => consumed)
    },
    opened,
  )
  try {
    const { marks } = sight
    if (marks === undefined) return NOTHING
    const judged = await judgeAlike({ input, sight, log }, { near, others }, met, marksKey)
    if (judged === undefined) return { ...NOTHING, alikeBytes: sight.sizeBytes }
    if (judged.kind === 'waiting') return { ...NOTHING, why: judged.why, met: [...near, ...others].map(({ id }) => id) }
    const stream = judged.kind === 'known' ? judged.stream : newStream(log, marks)
    return await readStretches(reading, input, sight, { ...stream, logName: log })
  } finally {
    await sight.close()
  }
}

export function newStream(log: string, marks: NonNullable<Sight['marks']>): Stream {
  const { firstLine } = marks
  const read = { prefixes: [], consumed: 0, tail: '', lines: 0, largest: 0, format: '', standing: [] }
  return { id: 0, log, firstLine, ...read, oldestHour: -1, newestHour: -1 }
}

async function readStretches(reading: Reading, input: Input, sight: Sight, begun: OpenStream): Promise<SightedRead> {
  let stream = begun
  let [lines, bytes] = [0, 0]
  const problems: Problem[] = []
  while (stream.consumed < sight.wholeBytes) {
    const stretch = { from: stream.consumed, to: await sight.cut(stream.consumed, reading.tools.stretchBytes) }
    const log = reading.state.logs.logs().find(({ name }) => name === stream.logName)
    const read = await readStretch(reading, input, sight, stretch, { stream, log })
    if (read.alarm !== undefined)
      return { lines, bytes, problems: [...problems, ...alarms(read.alarm)], why: read.alarm.code, ...holding(stream) }
    const next = await advance(stream, sight, read, stretch.to)
    // Truncated, replaced or still being written: what was read is nobody's.
    if (!(await sight.isUnchanged())) return { lines, bytes, problems, why: 'changed' }
    reading.tools.checkpoint('before commit')
    stream = {
      ...next,
      id: keepStretch(reading, next, read, log, stretch.to === sight.wholeBytes ? sight.archiveKey : undefined),
    }
    reading.tools.checkpoint('after commit')
    lines += read.lines
    bytes += stretch.to - stretch.from
    problems.push(...read.remarks)
  }
  if (bytes > 0) return { lines, bytes, problems, holds: stream.id }
  // What was unpacked may be another file than the one that has this key.
  if (await sight.isUnchanged()) keepDone(reading, stream.id, sight.archiveKey)
  return { lines, bytes, problems, met: [stream.id], holds: stream.id }
}

function holding({ id }: Stream): Pick<FileRead, 'holds'> {
  return id === 0 ? {} : { holds: id }
}

/** A stream that was read up to here. */
async function advance(stream: OpenStream, sight: Sight, read: StretchRead, to: number): Promise<OpenStream> {
  return {
    ...stream,
    prefixes: sight.marks === undefined ? [] : consumedPrefixes(sight.marks, to),
    consumed: to,
    tail: await sight.tailAt(to),
    lines: stream.lines + read.lines,
    largest: Math.max(stream.largest, sight.sizeBytes),
    format: read.format,
    standing: read.standing,
    ...hoursOf(stream, read),
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
