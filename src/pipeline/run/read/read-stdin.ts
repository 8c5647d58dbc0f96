import { readOf, type StretchRead, tooLongIn, withToldBefore } from './read-stretch.ts'
import type { Readable } from 'node:stream'
import { hourOf } from '../../../domain/hit.ts'
import type { Problem } from '../../../domain/problem.ts'
import { begunLike, formerPipes, type FormerPipes, watchOrder, watchOverlap } from '../../../recognition/index.ts'
import { openPipe, type Pipe, prefixesUpTo, TAIL_BYTES } from '../../../source/index.ts'
import type { State, Stream } from '../../../state/index.ts'
import { keepFact, readFact } from '../../kept/fact-codecs.ts'
import { latestDayOf } from '../../reading/days/latest-day-of.ts'
import type { Input } from '../../reading/input.ts'
import { openAccumulator } from '../../reading/open-accumulator.ts'
import { openCounting } from '../../reading/open-counting.ts'
import { newStream } from './read-new.ts'
import { keepStretch } from './keep-stretch.ts'
import { type FileRead, NOTHING, type Reading, readTo } from './read-stretches.ts'

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
  const former = formerOf(reading.state, marks)
  const { known, wrong, overlap, ...read } = await readOnce(reading, pipe, former)
  const { sizeBytes, wholeBytes, tail, line } = pipe.end()
  if (wrong !== undefined) return { ...NOTHING, problems: [wrong] }
  // It holds less than was read of a log that begins alike, or no more.
  const isOld = known === undefined ? former.holdMore(sizeBytes) : wholeBytes === known.end
  if (isOld || wholeBytes === 0) return NOTHING
  const { stream, end } = known ?? { stream: newStream(STDIN, marks.firstLine), end: 0 }
  const next = readTo({ ...stream, logName: STDIN, firstLine: marks.firstLine }, read, {
    ...{ prefixes: prefixesUpTo(marks, wholeBytes), consumed: wholeBytes, tail },
    // In another window, positions count from another place.
    largest: end === stream.consumed ? Math.max(stream.largest, sizeBytes) : sizeBytes,
  })
  reading.tools.checkpoint('before commit')
  reading.state.commit(() => {
    const id = keepStretch(reading, next, read)
    // Beside the mark of the bytes before its end, that of the last line.
    keepFact(reading.state, 'last-piped-line', { stream: id, mark: line })
  })
  reading.tools.checkpoint('after commit')
  return { lines: read.lines, bytes: wholeBytes - end, problems: [...read.remarks, ...overlap] }
}

function formerOf(state: State, { prefixes, firstLine }: NonNullable<Pipe['marks']>): FormerPipes<Stream> {
  const { near } = begunLike(STDIN, prefixes, state.logs.streamsWith(firstLine))
  return formerPipes(near, state.logs.streamsOf(STDIN), readFact(state, 'last-piped-line'), TAIL_BYTES)
}

/** A stream that goes on, and where in the pipe it was left. */
type Known = { readonly stream: Stream; readonly end: number }

type PipeRead = StretchRead & {
  readonly known: Known | undefined
  /** Why nothing of it may be kept. */
  readonly wrong: Problem | undefined
  readonly overlap: readonly Problem[]
}

async function readOnce(reading: Reading, pipe: Pipe, former: FormerPipes<Stream>): Promise<PipeRead> {
  const { plan, placementOf, lastCredible } = reading
  let accumulator = openAccumulator(plan, placementOf)
  let known: Known | undefined
  const order = watchOrder()
  let overlap = watchOverlap(former.besides(), lastCredible)
  const around = {
    plan,
    input: withToldBefore(INPUT, reading.state.logs.streamsOf(STDIN)),
    lastDay: await latestDayOf(STDIN),
  }
  const counting = openCounting({
    ...around,
    onHit: (hit) => {
      if (hit.day >= 0) {
        const hour = hourOf(hit)
        order.note(hour)
        overlap.note(hour)
      }
      accumulator.note(hit)
    },
  })
  let bytes = 0
  for await (const chunk of pipe.lines(former.ends, (end, tail) => {
    const stream = former.endingAt(end, tail)
    known = stream && { stream, end }
    overlap = watchOverlap(former.besides(stream), lastCredible)
    accumulator = openAccumulator(plan, placementOf)
    counting.beginAnew()
  })) {
    counting.read(chunk)
    bytes += chunk.end - chunk.start
    reading.asked.onProgress?.({ bytes, total: 0, lines: counting.sums.lines() })
  }
  const counted = counting.end()
  accumulator.noteTooLong(tooLongIn(counted))
  const { misfit, ...read } = readOf(around, counted)
  return {
    ...read,
    sums: accumulator,
    known,
    fit: { ...read.fit, misfit },
    overlap: remarkOverlap(overlap.lines()),
    wrong: order.isDisordered() ? { code: 'STDIN_DISORDERED' } : counted.alarm(),
  }
}

function remarkOverlap(lines: number): readonly Problem[] {
  return lines === 0 ? [] : [{ code: 'STDIN_OVERLAPS', lines }]
}
