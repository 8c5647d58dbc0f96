import type { Readable } from 'node:stream'
import type { Problem } from '../../../domain/problem.ts'
import { LINE_LIMIT, openPipe, type Chunk, type Pipe } from '../../../source/index.ts'
import type { Stream } from '../../../state/index.ts'
import type { Input } from '../../reading/input.ts'
import { latestDayOf } from '../../reading/days/latest-day-of.ts'
import { countLines } from '../../reading/ledger.ts'
import { openLines } from '../../reading/open-lines.ts'
import { FATE, isMisfit } from '../../../domain/fate.ts'
import { formatsTried } from '../../reading/format/choose-format.ts'
import { openFitBook } from '../../reading/days/day-fits.ts'
import { soundAlarm } from '../../reading/alarm/sound-alarm.ts'
import { nextFit } from '../due/half-lost.ts'
import { hoursOf, keepStretch, type ReadStream } from './keep-stretch.ts'
import { formerPipes, keepLastLine, type FormerPipes } from './recognize/former-pipes.ts'
import { consumedPrefixes } from './recognize/match-stream.ts'
import { remarkKinds } from '../../reading/remark-kinds.ts'
import { openStage } from './open-stage.ts'
import { NOTHING, type FileRead, type Reading } from './file-read.ts'
import { newStream } from './read-new.ts'
import { formatOf, misfitIn, withBefore, type StretchRead } from './read-stretch.ts'
import { watchOrder } from './watch-order.ts'
import { watchOverlap } from './watch-overlap.ts'

const NOT_A_REQUEST = FATE['not-a-request']

/** All that comes through stdin is one log. */
export const STDIN = '-'
const INPUT: Input = { log: { path: STDIN, pattern: STDIN, id: STDIN, sizeBytes: 0, fileKey: '' }, entry: undefined }

/**
 * Reads what is new of a log that comes through a pipe: it is known again by its content, so that the same one twice counts
 * once. It cannot be read twice, so all of it is read, and what was counted before is forgotten where it is known to end. A
 * window of a journal begins in another place each time: it is known by what stands before the place that was reached.
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
  const former = formerPipes(reading.state, STDIN, marks)
  const { known, disorder, overlap, ...read } = await readOnce(reading, pipe, former)
  const { sizeBytes, wholeBytes } = pipe.end()
  const alarm = disorder ?? read.alarm
  if (alarm !== undefined) return { ...NOTHING, problems: [alarm] }
  // It holds less than was read of a log that begins alike, or no more.
  const isOld = known === undefined ? former.holdMore(sizeBytes) : wholeBytes === known.end
  if (isOld || wholeBytes === 0) return NOTHING
  const begun = known ?? { stream: newStream(STDIN, marks), end: 0 }
  const log = reading.state.logs.logs().find(({ name }) => name === STDIN)
  reading.tools.checkpoint('before commit')
  reading.state.commit(() => {
    keepLastLine(reading.state, keepStretch(reading, advance(begun, pipe, marks, read), read, log), pipe.end().line)
  })
  reading.tools.checkpoint('after commit')
  return { lines: read.lines, bytes: wholeBytes - begun.end, problems: [...read.remarks, ...overlap] }
}

/** A stream that was read to the end of a pipe. */
function advance({ stream, end }: Known, pipe: Pipe, marks: NonNullable<Pipe['marks']>, read: StretchRead): ReadStream {
  const { sizeBytes, wholeBytes, tail } = pipe.end()
  return {
    ...stream,
    logName: STDIN,
    firstLine: marks.firstLine,
    prefixes: consumedPrefixes(marks, wholeBytes),
    consumed: wholeBytes,
    tail,
    lines: stream.lines + read.lines,
    // In another window, positions count from another place.
    largest: end === stream.consumed ? Math.max(stream.largest, sizeBytes) : sizeBytes,
    format: read.format,
    standing: read.standing,
    ...nextFit(stream, read.fit, wholeBytes),
    ...hoursOf(stream, { oldestHour: read.stage.oldestHour(), newestHour: read.stage.newestHour() }),
  }
}

/** A stream that goes on, and where in the pipe it was left. */
type Known = { readonly stream: Stream; readonly end: number }

type PipeRead = StretchRead & {
  readonly known: Known | undefined
  readonly disorder: Problem | undefined
  readonly overlap: readonly Problem[]
}

async function readOnce(reading: Reading, pipe: Pipe, former: FormerPipes): Promise<PipeRead> {
  const { plan, latenessOf, lastCredible } = reading
  let stage = openStage(plan, latenessOf)
  let [known, before]: [Known | undefined, number] = [undefined, 0]
  const order = watchOrder()
  let overlap = watchOverlap(former.besides(), lastCredible)
  const counter = countLines()
  const fits = openFitBook()
  let misfits = 0
  const noteTooLong = (): void => {
    counter.noteTooLong()
    stage.noteTooLong(1)
  }
  const noteHour = (hour: number): void => {
    order.note(hour)
    overlap.note(hour)
  }
  const input = withBefore(INPUT, reading.state.logs.streamsOf(STDIN))
  const lastDay = await latestDayOf(STDIN)
  const lines = openLines({
    ...{ plan, input, counter: { ...counter, noteTooLong }, lastDay },
    onHit: (hit) => {
      if (hit.day >= 0) noteHour(hit.day * 24 + hit.hour)
      const isOne = isMisfit(hit)
      if (isOne) misfits += 1
      if (hit.fate !== NOT_A_REQUEST) fits.note(hit.day, isOne)
      stage.note(hit)
    },
  })
  let bytes = 0
  const readChunk = (chunk: Chunk): void => {
    lines.read(chunk)
    bytes += chunk.end - chunk.start
    reading.asked.onProgress?.({ bytes, total: 0, lines: counter.lines() })
  }
  for await (const chunk of pipe.lines(former.ends, (end, tail) => {
    const stream = former.endingAt(end, tail)
    known = stream && { stream, end }
    overlap = watchOverlap(former.besides(stream), lastCredible)
    before = counter.lines()
    stage = openStage(plan, latenessOf)
    fits.clear()
    misfits = 0
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
    remarks: [
      ...remarks.filter(({ code }) => code !== 'FORMAT_DETECTED'),
      ...lines.lacking(),
      ...remarkKinds(STDIN, scanner, counter.entry(), counter.misfits()),
    ],
    alarm,
    fit: {
      ...{ fits: fits.fits(), misfits, misfit: misfitIn(STDIN, scanner, counter.misfits().first) },
      ...{ through: lastDay - 1, formats: formatsTried(plan, INPUT, scanner) },
    },
    overlap: remarkOverlap(overlap.lines()),
    disorder: order.isDisordered() ? { code: 'STDIN_DISORDERED' } : undefined,
    ...formatOf(lines),
  }
}

function remarkOverlap(lines: number): readonly Problem[] {
  return lines === 0 ? [] : [{ code: 'STDIN_OVERLAPS', lines }]
}
