import type { Problem } from '../../../domain/problem.ts'
import { prefixesUpTo, type Sight } from '../../../source/index.ts'
import type { Stream } from '../../../state/index.ts'
import type { Input } from '../../reading/input.ts'
import type { FileRead, Reading, SightedRead } from './file-read.ts'
import { nextFit } from '../../kept/half-lost.ts'
import { hoursOf, keepStretch, type OpenStream, type ReadStream } from './keep-stretch.ts'
import { keepUnchanged } from './keep-unchanged.ts'
import { readStretch, withBefore, type StretchRead } from './read-stretch.ts'

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
  while (stream.consumed < sight.wholeBytes) {
    const stretch = { from: stream.consumed, to: await sight.cut(stream.consumed, reading.tools.stretchBytes) }
    const log = reading.state.logs.logs().find(({ name }) => name === stream.logName)
    const asTold = withBefore(input, [...reading.state.logs.streamsOf(stream.logName), stream])
    const read = await readStretch(reading, asTold, sight, stretch, { stream, log })
    if (read.alarm !== undefined)
      return { lines, bytes, problems: [...problems, ...alarms(read.alarm)], why: read.alarm.code, ...holding(stream) }
    const next = await advance(stream, sight, read, stretch.to)
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
  return { lines, bytes, problems, met: [stream.id], holds: stream.id }
}

function holding({ id }: Stream): Pick<FileRead, 'holds'> {
  return id === 0 ? {} : { holds: id }
}

/** A stream that was read up to here. */
async function advance(stream: OpenStream, sight: Sight, read: StretchRead, to: number): Promise<ReadStream> {
  return {
    ...stream,
    prefixes: prefixesUpTo(sight.marks, to),
    consumed: to,
    tail: await sight.tailAt(to),
    lines: stream.lines + read.lines,
    largest: Math.max(stream.largest, sight.sizeBytes),
    format: read.format,
    standing: read.standing,
    ...nextFit(stream, read.fit, to),
    ...hoursOf(stream, { oldestHour: read.sums.oldestHour(), newestHour: read.sums.newestHour() }),
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
