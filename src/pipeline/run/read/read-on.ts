import type { Sight } from '../../../source/index.ts'
import type { Stream } from '../../../state/index.ts'
import type { Input } from '../../reading/input.ts'
import { NOTHING, type Reading, type SightedRead } from './file-read.ts'
import { hoursOf } from './keep-stretch.ts'
import { readStretches } from './read-stretches.ts'
import { judgeFollowing, type Following } from './recognize/judge-following.ts'
import { consumedPrefixes } from './recognize/match-stream.ts'
import type { Met } from './recognize/met-files.ts'

type LookedAt = { readonly input: Input; readonly sight: Sight; readonly log: string }

/** A file that holds all that was read of a stream: what is new behind that, and behind other streams that follow it there. */
export async function readOn(
  reading: Reading,
  file: LookedAt,
  stream: Stream,
  met: Met | undefined,
): Promise<SightedRead> {
  const { logs, marksKey } = reading.state
  const following =
    met === undefined && mayBeJoined(file, stream)
      ? undefined
      : await judgeFollowing(file, stream, logs.streamsWith, met, marksKey)
  return following === undefined
    ? { ...NOTHING, alikeBytes: file.sight.sizeBytes, holds: stream.id }
    : await readBehind(reading, file, stream, following)
}

async function readBehind(
  reading: Reading,
  { input, sight, log }: LookedAt,
  stream: Stream,
  following: Following,
): Promise<SightedRead> {
  const { known, rest } = following
  if (rest === 'part' || rest === 'copy')
    return { ...NOTHING, why: rest, met: [stream, ...known].map(({ id }) => id), holds: stream.id }
  const passed = known.length === 0 ? stream : await passOver(stream, sight, following)
  if (rest === 'nothing' && !(await keepPassed(reading, sight, stream, passed))) return { ...NOTHING, why: 'changed' }
  return await readStretches(reading, input, sight, { ...passed, logName: log })
}

/** Into a file that was rotated, few write but those who join logs: these may be there still, and are read first. */
function mayBeJoined({ input, sight, log }: LookedAt, { consumed }: Stream): boolean {
  return input.log.path !== log && consumed < sight.wholeBytes
}

/** A file of which all was read: no line is kept, but how far it goes. @returns whether it is what was looked at */
async function keepPassed(
  { state, run, tools }: Reading,
  sight: Sight,
  before: Stream,
  passed: Stream,
): Promise<boolean> {
  if (passed.consumed === before.consumed) return true
  if (!(await sight.isUnchanged())) return false
  tools.checkpoint('before commit')
  state.commit(() => state.logs.keepStream(passed, run))
  tools.checkpoint('after commit')
  return true
}

/** A stream that goes on with the text of others: nothing of that is counted. What comes then is in the format of the last. */
async function passOver(stream: Stream, sight: Sight, { known, to }: Following): Promise<Stream> {
  return known.reduce(
    (before, { format, standing, oldestHour, newestHour }) => ({
      ...before,
      ...(format !== '' && { format, standing }),
      ...hoursOf(before, { oldestHour, newestHour }),
    }),
    {
      ...stream,
      prefixes: sight.marks === undefined ? [] : consumedPrefixes(sight.marks, to),
      consumed: to,
      // Of an archive, only at its end; else it is made with the position that is read up to.
      tail: await sight.tailAt(to),
      largest: Math.max(stream.largest, sight.sizeBytes),
    },
  )
}
