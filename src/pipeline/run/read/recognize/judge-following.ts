import type { Part, Sight } from '../../../../source/index.ts'
import type { Stream } from '../../../../state/index.ts'
import { goesOnIn, likenessTo, type Likeness } from './likeness-to.ts'
import type { LookedAt } from './looked-at.ts'
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

/** A place in it, and the streams that may begin there. */
type Place = { readonly part: Part; readonly begun: readonly Stream[] }

/**
 * Who appends each log to a file of the month, or makes one archive of many, puts text behind a stream that was read under a
 * name of its own. Known pieces of the same log are passed, each once, where they stand whole and one after the other.
 *
 * @param near the streams that the file begins like
 * @param met what the run has met; without it, the answer is undefined where other files must be read first
 */
export async function judgeFollowing(
  file: LookedAt,
  { stream, near }: { readonly stream: Stream; readonly near: readonly Stream[] },
  streamsWith: (firstLine: string) => readonly Stream[],
  met: Met | undefined,
  key: Uint8Array,
): Promise<Following | undefined> {
  const { sight, log } = file
  const known: Stream[] = []
  const places: Place[] = [{ part: sight, begun: near }]
  let to = stream.consumed
  while (to < sight.wholeBytes) {
    const place = await lookAt(sight, to, (firstLine) =>
      streamsWith(firstLine).filter((other) => mayFollow(other, { stream, log, known })),
    )
    places.push(place)
    const match = matchStream(place.part, place.begun)
    if (match.kind !== 'known') {
      // What a file of this log says of itself is new, as in most runs.
      if (match.kind === 'new' && known.length === 0 && !places.some((at) => longerThan(at).length > 0))
        return { known, to, rest: 'new' }
      return met && { known, to, rest: await judgeRest(file, places, known, met, key) }
    }
    known.push(match.stream)
    to = place.part.start + match.stream.consumed
  }
  return { known, to, rest: 'nothing' }
}

async function lookAt(
  sight: Sight,
  at: number,
  streamsWith: (firstLine: string) => readonly Stream[],
): Promise<Place & { readonly part: { readonly start: number } }> {
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

/** @param places where a known stream began, in their order, and the one that was reached */
async function judgeRest(
  file: LookedAt,
  places: readonly Place[],
  known: readonly Stream[],
  met: Met,
  key: Uint8Array,
): Promise<'new' | 'part' | 'copy'> {
  // 1. a longer stream began at a place, and ends in the middle: it is being joined or copied
  for (const [i, place] of places.entries()) {
    const judged = await judgePlace(file, place, places[i + 1], met, key)
    if (judged !== undefined) return judged
  }
  // 2. the file of the last one is there, and goes on: what follows is read in it
  const last = known.at(-1)
  if (last === undefined || places.at(-1)?.part.marks === undefined) return 'new'
  return (await goesOnIn(file, last, met.holdersOf(last.id), key)) ? 'copy' : 'new'
}

/** @returns undefined where none of the longer streams tells of it */
async function judgePlace(
  { input }: LookedAt,
  place: Place,
  next: Place | undefined,
  met: Met,
  key: Uint8Array,
): Promise<'part' | 'copy' | undefined> {
  const longer = longerThan(place)
  const likenesses: (Likeness | undefined)[] = []
  for (const stream of longer) {
    const likeness = await likenessTo({ input, sight: place.part }, stream, met.holdersOf(stream.id), key)
    if (likeness === 'part') return 'part'
    likenesses.push(likeness)
  }
  const hasNoHolder = longer.length > 0 && likenesses.every((likeness) => likeness === undefined)
  return hasNoHolder && isTold(place, next) ? 'copy' : undefined
}

/**
 * Whether a place tells enough where no file holds the longer stream that it begins like: one that ends as a shorter stream does
 * may have gone on in two ways, and the header of a W3C log begins like those of the days before.
 */
function isTold({ part }: Place, next: Place | undefined): boolean {
  return next === undefined ? part.sizeBytes >= TELLING_BYTES : next.begun.length > 0
}

function longerThan({ part, begun }: Place): readonly Stream[] {
  return begun.filter(({ consumed }) => consumed > part.sizeBytes)
}
