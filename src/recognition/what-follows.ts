import { hasSamePrefix, matchStream, TELLING_BYTES, type KnownStream } from './match-stream.ts'
import type { FoundStreams } from './found-files.ts'
import type { Likeness, LookUps, MayBegin, PlaceInText } from './look-ups.ts'
import type { File } from './which-stream.ts'

/** What stands behind the place that was reached in a file. */
export type Following<K> = {
  /** The streams that stand there one after the other: all of it was read, up to here. */
  readonly known: readonly K[]
  readonly to: number
  /**
   * What follows them. `part`: all of it was read in a file that is there. `copy`: it may be read there. `later`: it is judged
   * once all other files were looked at.
   */
  readonly rest: 'nothing' | 'new' | 'part' | 'copy' | 'later'
}

/** A file that holds all that was read of a stream, and the streams that it begins like. */
type Reached<K> = { readonly stream: K; readonly near: readonly K[] }

/**
 * Who appends each log to a file of the month, or makes one archive of many, puts text behind a stream that was read under a
 * name of its own. Known pieces of the same log are passed, each once, where they stand whole and one after the other.
 *
 * @param isRotated few write into a rotated file but those who join logs: these may be there still, and are read first
 * @param found undefined: not all other files were looked at
 */
export async function whatFollows<K extends KnownStream>(
  file: File,
  { stream, near }: Reached<K>,
  isRotated: boolean,
  found: FoundStreams | undefined,
  lookUps: LookUps<K>,
): Promise<Following<K>> {
  const known: K[] = []
  const places: PlaceInText<K>[] = [{ text: file, start: 0, hasLine: true, begun: near }]
  let to = stream.consumed
  if (isRotated && found === undefined && to < file.wholeBytes) return { known, to, rest: 'later' }
  while (to < file.wholeBytes) {
    const place = await lookUps.placeAt(to, mayFollow([stream, ...known], [file.log, stream.log]))
    places.push(place)
    const match = matchStream(place.text, place.begun)
    if (match.kind !== 'known') {
      if (isOwn(match.kind, places, known)) return { known, to, rest: 'new' }
      return { known, to, rest: found === undefined ? 'later' : await judgeRest(places, known, lookUps) }
    }
    known.push(match.stream)
    to = place.start + match.stream.consumed
  }
  return { known, to, rest: 'nothing' }
}

/** What a file of this log says of itself is new, as in most runs. */
function isOwn<K extends KnownStream>(
  kind: 'new' | 'waiting',
  places: readonly PlaceInText<K>[],
  known: readonly K[],
): boolean {
  return kind === 'new' && known.length === 0 && places.every((place) => longerThan(place).length === 0)
}

/** Logs of two hosts may have the same lines, of whoever watches both; and a log its own lines again. */
function mayFollow<K extends KnownStream>(passed: readonly K[], logs: readonly string[]): MayBegin<K> {
  return (prefixes, sameFirstLine) =>
    // One line alone, too short for a prefix to be marked, follows by chance.
    sameFirstLine.filter(
      (other) =>
        logs.includes(other.log) &&
        !passed.some(({ id }) => id === other.id) &&
        Math.min(prefixes.length, other.prefixes.length) > 0 &&
        hasSamePrefix(other, prefixes),
    )
}

/** @param places where a known stream began, in their order, and the one that was reached */
async function judgeRest<K extends KnownStream>(
  places: readonly PlaceInText<K>[],
  known: readonly K[],
  lookUps: LookUps<K>,
): Promise<'new' | 'part' | 'copy'> {
  // 1. a longer stream began at a place, and ends in the middle: it is being joined or copied
  for (const [i, place] of places.entries()) {
    const judged = await judgePlace(place, places[i + 1], lookUps)
    if (judged !== undefined) return judged
  }
  // 2. the file of the last one is there, and goes on: what follows is read in it
  const last = known.at(-1)
  if (last === undefined || places.at(-1)?.hasLine !== true) return 'new'
  return (await lookUps.goesOn(last)) ? 'copy' : 'new'
}

/** @returns undefined where none of the longer streams tells of it */
async function judgePlace<K extends KnownStream>(
  place: PlaceInText<K>,
  next: PlaceInText<K> | undefined,
  lookUps: LookUps<K>,
): Promise<'part' | 'copy' | undefined> {
  const likenesses: (Likeness | undefined)[] = []
  for (const stream of longerThan(place)) {
    const likeness = await lookUps.likenessTo(stream, place.start)
    if (likeness === 'part') return 'part'
    likenesses.push(likeness)
  }
  const hasNoHolder = likenesses.length > 0 && likenesses.every((likeness) => likeness === undefined)
  return hasNoHolder && isTold(place, next) ? 'copy' : undefined
}

/**
 * Whether a place tells enough where no file holds the longer stream that it begins like: one that ends as a shorter stream does
 * may have gone on in two ways, and the header of a W3C log begins like those of the days before.
 */
function isTold<K extends KnownStream>({ text }: PlaceInText<K>, next: PlaceInText<K> | undefined): boolean {
  return next === undefined ? text.sizeBytes >= TELLING_BYTES : next.begun.length > 0
}

function longerThan<K extends KnownStream>({ text, begun }: PlaceInText<K>): readonly K[] {
  return begun.filter(({ consumed }) => consumed > text.sizeBytes)
}
