import type { Readable } from 'node:stream'
import type { Problem } from '../../../domain/problem.ts'
import type { WhyUnread } from '../../../domain/why-unread.ts'
import { prefixesUpTo, type Sight } from '../../../source/index.ts'
import type { Stream } from '../../../state/index.ts'
import { nextFit } from '../../kept/half-lost.ts'
import type { Input } from '../../reading/input.ts'
import type { Progress } from '../../reading/read-logs.ts'
import { type Keeping, keepStretch, keepUnchanged, type OpenStream, type ReadStream } from './keep-stretch.ts'
import { type StretchReading, readStretch, type StretchRead, withToldBefore } from './read-stretch.ts'

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
    const asTold = withToldBefore(input, [...reading.state.logs.streamsOf(stream.logName), stream])
    const read = await readStretch(reading, asTold, sight, stretch, { stream, log })
    if (read.alarm !== undefined)
      return { lines, bytes, problems: [...problems, ...alarms(read.alarm)], why: read.alarm.code, ...holding(stream) }
    const next = readTo(stream, read, {
      ...{ prefixes: prefixesUpTo(sight.marks, stretch.to), consumed: stretch.to },
      ...{ tail: await sight.tailAt(stretch.to), largest: Math.max(stream.largest, sight.sizeBytes) },
    })
    const doneKey = stretch.to === sight.wholeBytes ? sight.archiveKey : undefined
    const id = await keepUnchanged(reading, sight, () => keepStretch(reading, next, read, doneKey))
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
  const { lines, format, told, sums } = read
  return {
    ...stream,
    ...place,
    ...{ lines: stream.lines + lines, format, told },
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

type Hours = Pick<Stream, 'oldestHour' | 'newestHour'>

/** From the oldest to the newest line of a stream, with those that were just read. */
export function hoursOf({ oldestHour, newestHour }: Hours, read: Hours): Hours {
  const oldest = [oldestHour, read.oldestHour].filter((hour) => hour >= 0)
  return {
    oldestHour: oldest.length === 0 ? -1 : Math.min(...oldest),
    newestHour: Math.max(newestHour, read.newestHour),
  }
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
  readonly undecidedBytes?: number
}

export type Reading = StretchReading &
  Keeping & {
    /** `stdin`: instead of logs. */
    readonly asked: { readonly stdin?: Readable; readonly onProgress?: (progress: Progress) => void }
  }

/** Of a file that could be looked at: `why` it was not read. */
export type SightedRead = FileRead & { readonly why?: WhyUnread }

export const NOTHING: FileRead = { lines: 0, bytes: 0, problems: [] }
