import { basename } from 'node:path'
import { DAY_MS } from '../domain/calendar.ts'
import type { WhyUnread } from '../domain/why-unread.ts'
import {
  holdsAllOf,
  longestFirst,
  matchStream,
  TELLING_BYTES,
  type Begun,
  type KnownStream,
  type MarkedText,
} from './match-stream.ts'
import type { FoundStreams } from './found-files.ts'
import type { Likeness, LookUps } from './look-ups.ts'

/** A file by its marks, and the log that it is a piece of by its name. */
export type File = MarkedText & {
  readonly log: string
  /** Up to and with its last LF. */
  readonly wholeBytes: number
  readonly copying: Copying
}

/**
 * Where all of a file stands in another log, whether it is being copied: `seen`, it waited at the last look and has grown since;
 * `perhaps`, it was written to within the day.
 */
type Copying = 'seen' | 'perhaps' | 'no'

/**
 * `waiting`: all of it was read in a file that is there (`part`), or may be a copy of what cannot be looked into (`copy`). `later`:
 * it is judged once all other files were looked at.
 */
type Verdict<K> =
  | { readonly kind: 'known'; readonly stream: K }
  | { readonly kind: 'new' }
  | { readonly kind: 'waiting'; readonly why: 'part' | 'copy' }
  | { readonly kind: 'later' }

const NEW = { kind: 'new' } as const
/** A clock may be so far behind. What is dated later tells nothing, and does not hold a log back. */
const AHEAD_MS = 7 * DAY_MS

/**
 * @param waited why the file of its name was not read at the last look, and whether it has changed since
 * @param ageMs of its last change; below 0 where the clock is behind, which makes it no older
 */
export function copyingOf(
  waited: { readonly why: WhyUnread; readonly hasChanged: boolean } | undefined,
  ageMs: number,
): Copying {
  if (waited?.hasChanged === true && (waited.why === 'copy' || waited.why === 'part')) return 'seen'
  return ageMs < DAY_MS && ageMs > -AHEAD_MS ? 'perhaps' : 'no'
}

/**
 * Which stream a file is. Where marks leave it open, the files that hold what was read are there as a rule, and are looked
 * into: their bytes tell two logs that begin alike from a log and its copy. Inode, path and time identify nothing.
 *
 * @param found undefined: not all other files were looked at
 */
export async function whichStream<K extends KnownStream>(
  file: File,
  { near, others }: Begun<K>,
  found: FoundStreams | undefined,
  lookUps: LookUps<K>,
): Promise<Verdict<K>> {
  const match = matchStream(file, near)
  // 1. it holds all of a stream of its own log, and perhaps all that was read of another log, and that is more
  if (match.kind === 'known') {
    const fuller = others.filter((other) => other.consumed > match.stream.consumed && holdsAllOf(file, other))
    const verdict = await judgeBy(file, fuller, found, lookUps)
    return verdict.kind === 'new' ? match : verdict
  }
  // 2. it is a part of a stream, or all of a short one of another log
  const longer = match.kind === 'waiting' ? near.filter(({ consumed }) => consumed > file.sizeBytes) : []
  const short = others.filter((other) => other.consumed > file.sizeBytes || holdsAllOf(file, other))
  return await judgeBy(file, [...longer, ...short], found, lookUps)
}

async function judgeBy<K extends KnownStream>(
  file: File,
  streams: readonly K[],
  found: FoundStreams | undefined,
  lookUps: LookUps<K>,
): Promise<Verdict<K>> {
  if (streams.length === 0) return NEW
  if (found === undefined) return { kind: 'later' }
  let waiting: Verdict<K> | undefined
  for (const stream of [...streams].sort(longestFirst)) {
    const verdict = judgeOne(file, stream, found, await lookUps.likenessTo(stream, 0))
    if (verdict.kind === 'known') return verdict
    if (verdict.kind === 'waiting') waiting ??= verdict
  }
  return waiting ?? NEW
}

function judgeOne<K extends KnownStream>(
  file: File,
  stream: K,
  found: FoundStreams,
  likeness: Likeness | undefined,
): Verdict<K> {
  return likeness === undefined ? judgeAlone(file, stream, found) : judgeBeside(file, stream, found, likeness)
}

/** A file beside one that holds the stream. */
function judgeBeside<K extends KnownStream>(
  file: File,
  stream: K,
  found: FoundStreams,
  likeness: Likeness,
): Verdict<K> {
  // 1. they differ within what both have, or all of the other stands in this one: two logs
  if (likeness !== 'part') return NEW
  // 2. so little is alike that it tells nothing, and it is a piece of another log by its name: two logs, unless it is being copied
  if (isPieceOfOther(file, stream, found)) return judgeShort(file, stream)
  // 3. it is the same once more
  if (holdsAllOf(file, stream) && file.wholeBytes === stream.consumed) return { kind: 'known', stream }
  // 4. a copy in the making, or a log that has only begun: all of it was read, or will be where the other stands
  return { kind: 'waiting', why: file.wholeBytes <= stream.consumed ? 'part' : 'copy' }
}

/** A copy holds less, until it is whole; then it waits for as long as it goes on as the other does. */
function judgeShort<K extends KnownStream>({ sizeBytes, copying }: File, { consumed }: K): Verdict<K> {
  if (copying === 'seen') return { kind: 'waiting', why: 'part' }
  return copying === 'perhaps' && sizeBytes < consumed ? { kind: 'waiting', why: 'copy' } : NEW
}

/** A file that begins like a stream that no file holds any more. */
function judgeAlone<K extends KnownStream>(file: File, stream: K, found: FoundStreams): Verdict<K> {
  // 1. all that was read stands in it: it was moved, or compressed
  if (holdsAllOf(file, stream) && !found.mayHide(stream)) return { kind: 'known', stream }
  // 2. it holds less, so little that it tells nothing, and is a piece of another log by its name, unless it is being copied
  if (stream.consumed > file.sizeBytes && isPieceOfOther(file, stream, found)) return judgeShort(file, stream)
  // 3. a copy in the making, or its other half went
  return { kind: 'waiting', why: 'copy' }
}

/**
 * Whether a short file is of another log, by its name: none that was made of the stream's. That goes by the name that the log had
 * when it was begun, and by those of the files that hold it now, since it may have been moved.
 */
function isPieceOfOther({ sizeBytes, log }: File, stream: KnownStream, found: FoundStreams): boolean {
  if (sizeBytes >= TELLING_BYTES) return false
  return [stream.log, ...found.logsHolding(stream.id)].every((name) => isOfOther(log, name, found))
}

/** Whether a log is another than the one of this name: not made of it, here or in another folder. */
function isOfOther(log: string, name: string, found: FoundStreams): boolean {
  if (name === log) return false
  const [own, other] = [basename(log), basename(name)]
  // Of hosts that have a folder each, the log itself is there in both; of a folder for rotated logs it is not.
  return own === other ? found.hasLive(log) && found.hasLive(name) : !own.startsWith(other)
}
