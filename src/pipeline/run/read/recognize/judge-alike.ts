import { basename } from 'node:path'
import type { Stream } from '../../../../state/index.ts'
import { likenessTo, type Likeness } from './likeness-to.ts'
import { logNameOf } from '../../../reading/log-name.ts'
import type { LookedAt } from './looked-at.ts'
import { holdsAllOf, matchStream, TELLING_BYTES } from './match-stream.ts'
import type { Met } from './met-files.ts'

/** `part`: all of it was read in a file that is there. `copy`: it may be a copy of what cannot be looked into. */
export type Judgement =
  | { readonly kind: 'known'; readonly stream: Stream }
  | { readonly kind: 'new' }
  | { readonly kind: 'waiting'; readonly why: 'part' | 'copy' }

/** Streams that a file begins like: of its own log or long ones, and short ones of other logs. */
export type Begun = { readonly near: readonly Stream[]; readonly others: readonly Stream[] }

/**
 * Which stream a file is. Where marks leave it open, the files that hold what was read are there as a rule, and are looked
 * into: their bytes tell two logs that begin alike from a log and its copy. Inode, path and time identify nothing.
 *
 * @param met what the run has met; without it, the answer is undefined where marks leave it open
 */
export async function judgeAlike(
  file: LookedAt,
  { near, others }: Begun,
  met: Met | undefined,
  key: Uint8Array,
): Promise<Judgement | undefined> {
  const { sight } = file
  const match = matchStream(sight, near)
  if (match.kind === 'known') return await judgeFuller(file, match, others, met, key)
  const longer = match.kind === 'waiting' ? near.filter(({ consumed }) => consumed > sight.sizeBytes) : []
  const short = others.filter((stream) => stream.consumed > sight.sizeBytes || holdsAllOf(sight, stream))
  const open = [...longer, ...short].sort((a, b) => b.consumed - a.consumed)
  if (open.length === 0) return { kind: 'new' }
  return met && judgeBy(file, open, met, key)
}

/** A file that holds all of a stream of its own log, and perhaps all that was read of another log, and that is more. */
async function judgeFuller(
  file: LookedAt,
  match: Extract<Judgement, { readonly kind: 'known' }>,
  others: Begun['others'],
  met: Met | undefined,
  key: Uint8Array,
): Promise<Judgement | undefined> {
  const fuller = others
    .filter((stream) => stream.consumed > match.stream.consumed && holdsAllOf(file.sight, stream))
    .sort((a, b) => b.consumed - a.consumed)
  if (fuller.length === 0) return match
  const judged = met && (await judgeBy(file, fuller, met, key))
  return judged?.kind === 'new' ? match : judged
}

async function judgeBy(file: LookedAt, streams: readonly Stream[], met: Met, key: Uint8Array): Promise<Judgement> {
  let waiting: Judgement | undefined
  for (const stream of streams) {
    const likeness = await likenessTo(file, stream, met.holdersOf(stream.id), key)
    const judged = likeness === undefined ? judgeAlone(file, stream, met) : judgeBeside(file, stream, met, likeness)
    if (judged.kind === 'known') return judged
    if (judged.kind === 'waiting') waiting ??= judged
  }
  return waiting ?? { kind: 'new' }
}

/** A file beside one that holds the stream. */
function judgeBeside(file: LookedAt, stream: Stream, met: Met, likeness: Likeness): Judgement {
  const { sight } = file
  // 1. they differ within what both have, or all of the other stands in this one: two logs
  if (likeness !== 'part') return { kind: 'new' }
  // 2. so little is alike that it tells nothing, and it is a piece of another log by its name: two logs, unless it is being copied
  if (isPieceOfOther(file, stream, met)) return judgeShort(file, stream)
  // 3. it is the same once more
  if (holdsAllOf(sight, stream) && sight.wholeBytes === stream.consumed) return { kind: 'known', stream }
  // 4. a copy in the making, or a log that has only begun: all of it was read, or will be where the other stands
  return { kind: 'waiting', why: sight.wholeBytes <= stream.consumed ? 'part' : 'copy' }
}

/** A copy holds less, until it is whole; then it waits for as long as it goes on as the other does. */
function judgeShort({ sight, copying }: LookedAt, stream: Stream): Judgement {
  if (copying === 'seen') return { kind: 'waiting', why: 'part' }
  const isLess = sight.sizeBytes < stream.consumed
  return copying === 'perhaps' && isLess ? { kind: 'waiting', why: 'copy' } : { kind: 'new' }
}

/** A file that begins like a stream that no file holds any more. */
function judgeAlone(file: LookedAt, stream: Stream, met: Met): Judgement {
  const { sight } = file
  // 1. all that was read stands in it: it was moved, or compressed
  if (holdsAllOf(sight, stream) && !met.mayHide(stream)) return { kind: 'known', stream }
  // 2. it holds less, so little that it tells nothing, and is a piece of another log by its name, unless it is being copied
  if (stream.consumed > sight.sizeBytes && isPieceOfOther(file, stream, met)) return judgeShort(file, stream)
  // 3. a copy in the making, or its other half went
  return { kind: 'waiting', why: 'copy' }
}

/**
 * Whether a short file is of another log, by its name: none that was made of the stream's. That goes by the name that the log had
 * when it was begun, and by those of the files that hold it now, since it may have been moved.
 */
function isPieceOfOther({ sight, log }: LookedAt, stream: Stream, met: Met): boolean {
  if (sight.sizeBytes >= TELLING_BYTES) return false
  const names = [stream.log, ...met.holdersOf(stream.id).map((holder) => logNameOf(holder.log.path))]
  return names.every((name) => isOfOther(log, name, met))
}

/** Whether a log is another than the one of this name: not made of it, here or in another folder. */
function isOfOther(log: string, name: string, met: Met): boolean {
  if (name === log) return false
  const [own, other] = [basename(log), basename(name)]
  // Of hosts that have a folder each, the log itself is there in both; of a folder for rotated logs it is not.
  return own === other ? met.hasLive(log) && met.hasLive(name) : !own.startsWith(other)
}
