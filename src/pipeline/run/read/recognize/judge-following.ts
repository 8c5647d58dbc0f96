import type { Part, Sight } from '../../../../source/index.ts'
import type { Stream } from '../../../../state/index.ts'
import type { Input } from '../../../reading/input.ts'
import { goesOnIn, likenessTo } from './likeness-to.ts'
import { hasSamePrefix, matchStream, TELLING_BYTES } from './match-stream.ts'
import type { Met } from './met-files.ts'

/** What stands behind the place that was reached in a file. */
export type Following = {
  /** The streams that stand there one after the other: all of it was read, up to here. */
  readonly known: readonly Stream[]
  readonly to: number
  /** What follows them. `part`: all of it was read in a file that is there. `copy`: it may be read there. */
  readonly rest: 'nothing' | 'new' | 'part' | 'copy'
}

type LookedAt = { readonly input: Input; readonly sight: Sight; readonly log: string }
/** A place in it, and the streams that may begin there. */
type Place = { readonly part: Part & { readonly start: number }; readonly begun: readonly Stream[] }

/**
 * Who appends each log to a file of the month, or makes one archive of many, puts text behind a stream that was read under a
 * name of its own. It is passed, as often as a known stream follows.
 *
 * @param met what the run has met; without it, the answer is undefined where other files must be read first
 */
export async function judgeFollowing(
  file: LookedAt,
  stream: Stream,
  streamsWith: (firstLine: string) => readonly Stream[],
  met: Met | undefined,
  key: Uint8Array,
): Promise<Following | undefined> {
  const { sight, log } = file
  const known: Stream[] = []
  let to = stream.consumed
  while (to < sight.wholeBytes) {
    const place = await lookAt(sight, to, (firstLine) =>
      streamsWith(firstLine).filter((other) => mayFollow(other, { stream, log, known })),
    )
    const match = matchStream(place.part, place.begun)
    if (match.kind !== 'known') {
      // What a file of this log says of itself is new, as in most runs.
      if (match.kind === 'new' && known.length === 0) return { known, to, rest: 'new' }
      return met && { known, to, rest: await judgeRest(file, place, known, met, key) }
    }
    known.push(match.stream)
    to = place.part.start + match.stream.consumed
  }
  return { known, to, rest: 'nothing' }
}

async function lookAt(sight: Sight, at: number, streamsWith: (firstLine: string) => readonly Stream[]): Promise<Place> {
  let begun: readonly Stream[] = []
  const part = await sight.from(at, (marks) => {
    // One line alone, too short for a prefix to be marked, follows by chance.
    begun = marks.prefixes.length === 0 ? [] : streamsWith(marks.firstLine).filter((stream) => begins(stream, marks))
    return begun.map(({ consumed }) => consumed)
  })
  return { part, begun }
}

function begins({ prefixes }: Stream, marks: NonNullable<Part['marks']>): boolean {
  return prefixes.length > 0 && hasSamePrefix({ prefixes }, marks.prefixes)
}

type Before = { readonly stream: Stream; readonly log: string; readonly known: readonly Stream[] }

/** Logs of two hosts may have the same lines, of whoever watches both; and a log its own lines again. */
function mayFollow(other: Stream, { stream, log, known }: Before): boolean {
  return [log, stream.log].includes(other.log) && ![stream, ...known].some(({ id }) => id === other.id)
}

async function judgeRest(
  { input }: LookedAt,
  { part, begun }: Place,
  known: readonly Stream[],
  met: Met,
  key: Uint8Array,
): Promise<'new' | 'part' | 'copy'> {
  // 1. a known stream begins there, and ends in the middle: it is being joined, unless the file that holds it differs
  for (const stream of begun.filter(({ consumed }) => consumed > part.sizeBytes)) {
    const likeness = await likenessTo({ input, sight: part }, stream, met.holdersOf(stream.id), key)
    if (likeness === 'part') return 'part'
    if (likeness === undefined && part.sizeBytes >= TELLING_BYTES) return 'copy'
  }
  // 2. the file of the last one is there, and goes on: what follows is read in it
  const last = known.at(-1)
  if (last === undefined || part.marks === undefined) return 'new'
  return (await goesOnIn({ input }, last, met.holdersOf(last.id), key)) ? 'copy' : 'new'
}
