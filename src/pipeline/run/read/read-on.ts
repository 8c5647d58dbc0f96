import { whatFollows, type Following, type MetFiles } from '../../../recognition/index.ts'
import { prefixesUpTo, type Sight } from '../../../source/index.ts'
import type { Stream } from '../../../state/index.ts'
import type { Input } from '../../reading/input.ts'
import { NOTHING, type Reading, type SightedRead } from './file-read.ts'
import { keepUnchanged } from './keep-unchanged.ts'
import { readAgain } from './read-again.ts'
import { readStretches } from './read-stretches.ts'
import { thinkThrough, type LookedAt } from './think-through.ts'

/**
 * A file that holds all that was read of a stream: what is new behind that, and behind other pieces of its log that follow it
 * there.
 *
 * @param near the streams that it begins like
 */
export async function readOn(
  reading: Reading,
  looked: LookedAt,
  { stream, near }: { readonly stream: Stream; readonly near: readonly Stream[] },
  met: MetFiles<Input> | undefined,
): Promise<SightedRead> {
  const { input, file } = looked
  const isRotated = input.log.path !== file.log
  const thought = whatFollows(file, { stream, near }, isRotated, met)
  return await readBehind(reading, looked, stream, await thinkThrough(reading.state, looked, met, thought))
}

async function readBehind(
  reading: Reading,
  { input, sight, file: { log } }: LookedAt,
  stream: Stream,
  following: Following<Stream>,
): Promise<SightedRead> {
  const { known, rest } = following
  if (rest === 'later') return { ...NOTHING, alikeBytes: sight.sizeBytes, holds: stream.id }
  if (rest === 'part' || rest === 'copy')
    return { ...NOTHING, why: rest, met: [stream, ...known].map(({ id }) => id), holds: stream.id }
  if (known.length === 0) {
    const again = await readAgain(reading, input, sight, { ...stream, logName: log })
    return again === undefined ? { ...NOTHING, why: 'changed' } : await readStretches(reading, input, sight, again)
  }
  const joined = await joinedStream(stream, sight, following)
  const { state, run } = reading
  // Where nothing follows no line is kept, but how far it goes.
  const id =
    rest === 'nothing'
      ? await keepUnchanged(reading, sight, () => state.commit(() => state.logs.keepStream(joined, run)))
      : joined.id
  if (id === undefined) return { ...NOTHING, why: 'changed' }
  return await readStretches(reading, input, sight, { ...joined, id, logName: log })
}

/**
 * The text of known streams, one after the other: a stream of its own without a line, since each piece may stand in a file of
 * its own, too, and is known by its own stream. What comes then is in the format of the last.
 */
async function joinedStream(stream: Stream, sight: Sight, { known, to }: Following<Stream>): Promise<Stream> {
  const { format, standing } = known.findLast((piece) => piece.format !== '') ?? stream
  return {
    ...stream,
    id: 0,
    prefixes: prefixesUpTo(sight.marks, to),
    consumed: to,
    // Of an archive, only at its end; else it is made with the position that is read up to.
    tail: await sight.tailAt(to),
    lines: 0,
    largest: sight.sizeBytes,
    format,
    standing,
    misfits: 0,
    fit: '',
    oldestHour: -1,
    newestHour: -1,
  }
}
