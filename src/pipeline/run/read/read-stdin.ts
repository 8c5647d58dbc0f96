import type { Readable } from 'node:stream'
import type { Problem } from '../../../domain/problem.ts'
import { LINE_LIMIT, openPipe, type Chunk, type Pipe } from '../../../source/index.ts'
import type { Stream } from '../../../state/index.ts'
import type { Input } from '../../reading/input.ts'
import { latestDayOf } from '../../reading/days/latest-day-of.ts'
import { countLines } from '../../reading/ledger.ts'
import { openLines } from '../../reading/open-lines.ts'
import { NONE_JUDGED, soundAlarm } from '../../reading/alarm/sound-alarm.ts'
import { hoursOf, keepStretch } from './keep-stretch.ts'
import { candidatesOf, consumedPrefixes } from './recognize/match-stream.ts'
import { openStage } from './open-stage.ts'
import { newStream, NOTHING, type FileRead, type Reading } from './read-new.ts'
import { formatOf, type StretchRead } from './read-stretch.ts'
import { watchOrder } from './watch-order.ts'

/** All that comes through stdin is one log. */
export const STDIN = '-'
const INPUT: Input = { log: { path: STDIN, pattern: STDIN, id: STDIN, sizeBytes: 0, fileKey: '' }, entry: undefined }

/**
 * Reads what is new of a log that comes through a pipe: it is known again by its content, so that the same one twice counts
 * once. It cannot be read twice, so all of it is read, and what was counted before is forgotten where it is known to end.
 */
export async function readStdin(reading: Reading, stdin: Readable): Promise<FileRead> {
  const pipe = await openPipe(stdin, reading.state.marksKey)
  try {
    const { marks } = pipe
    if (marks === undefined) return { ...NOTHING, problems: pipe.isEmpty ? [{ code: 'STDIN_EMPTY' }] : [] }
    return await readPipe(reading, pipe, marks)
  } finally {
    await pipe.close()
  }
}

async function readPipe(reading: Reading, pipe: Pipe, marks: NonNullable<Pipe['marks']>): Promise<FileRead> {
  const candidates = candidatesOf(STDIN, marks, reading.state.logs.streamsWith(marks.firstLine))
  const { known, disorder, ...read } = await readOnce(reading, pipe, candidates)
  const { sizeBytes, wholeBytes, tail } = pipe.end()
  const alarm = disorder ?? read.alarm
  if (alarm !== undefined) return { ...NOTHING, problems: [alarm] }
  // It holds less than was read of a log that begins alike, or no more.
  const isOld =
    known === undefined ? candidates.some(({ consumed }) => consumed > sizeBytes) : wholeBytes === known.consumed
  if (isOld || wholeBytes === 0) return NOTHING
  const stream = known ?? newStream(STDIN, marks)
  const next = {
    ...stream,
    logName: STDIN,
    prefixes: consumedPrefixes(marks, wholeBytes),
    consumed: wholeBytes,
    tail,
    lines: stream.lines + read.lines,
    largest: Math.max(stream.largest, sizeBytes),
    format: read.format,
    standing: read.standing,
    ...hoursOf(stream, read),
  }
  const log = reading.state.logs.logs().find(({ name }) => name === STDIN)
  reading.tools.checkpoint('before commit')
  keepStretch(reading, next, read, log)
  reading.tools.checkpoint('after commit')
  return { lines: read.lines, bytes: wholeBytes - stream.consumed, problems: read.remarks }
}

type PipeRead = StretchRead & { readonly known: Stream | undefined; readonly disorder: Problem | undefined }

async function readOnce(reading: Reading, pipe: Pipe, candidates: readonly Stream[]): Promise<PipeRead> {
  const { plan, latenessOf } = reading
  let stage = openStage(plan, latenessOf)
  let [known, before]: [Stream | undefined, number] = [undefined, 0]
  const order = watchOrder()
  const counter = countLines()
  const noteTooLong = (): void => {
    counter.noteTooLong()
    stage.noteTooLong(1)
  }
  const lines = openLines({
    ...{ plan, input: INPUT, counter: { ...counter, noteTooLong }, lastDay: await latestDayOf(STDIN) },
    onHit: (hit) => {
      if (hit.day >= 0) order.note(hit.day * 24 + hit.hour)
      stage.note(hit)
    },
  })
  let bytes = 0
  const readChunk = (chunk: Chunk): void => {
    lines.read(chunk)
    bytes += chunk.end - chunk.start
    reading.asked.onProgress?.({ bytes, total: 0, lines: counter.lines() })
  }
  const tails = new Map(candidates.map(({ consumed, tail }) => [consumed, tail]))
  for await (const chunk of pipe.lines(tails, (position) => {
    known = candidates.find(({ consumed }) => consumed === position)
    before = counter.lines()
    stage = openStage(plan, latenessOf)
  }))
    readChunk(chunk)
  lines.end()
  const { sizeBytes, wholeBytes } = pipe.end()
  // Its end is not there yet: it was taken for a line that is too long.
  const torn = sizeBytes - wholeBytes > LINE_LIMIT ? 1 : 0
  stage.noteTooLong(-torn)
  const { scanner, refusal, remarks = [] } = lines.chosen() ?? {}
  const alarm = refusal ?? (scanner && soundAlarm(STDIN, scanner.name, counter, plan.malformedLimit))
  return {
    stage,
    known,
    lines: counter.lines() - before - torn,
    // Of all lines: some were told of before.
    foreign: counter.foreign(),
    remarks: [...remarks.filter(({ code }) => code !== 'FORMAT_DETECTED'), ...lines.lacking()],
    alarm,
    // All of it is read each time.
    judged: NONE_JUDGED,
    disorder: order.isDisordered() ? { code: 'STDIN_DISORDERED' } : undefined,
    ...formatOf(lines, scanner),
  }
}
