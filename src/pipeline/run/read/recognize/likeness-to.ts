import { ProblemError } from '../../../../domain/problem.ts'
import { beginsAlike, sightLog, type Sight } from '../../../../source/index.ts'
import type { Stream } from '../../../../state/index.ts'
import type { Input } from '../../../reading/input.ts'
import { hasSamePrefix, holdsAllOf } from './match-stream.ts'

/** `other`: they differ within what both have. `part`: all of the file stands in the other one. `longer`: the reverse. */
export type Likeness = 'other' | 'part' | 'longer'

/**
 * What a file is to those that hold all that was read of a stream, by their bytes; undefined: there is none.
 *
 * @param holders files that held it when they were read; each is looked at again
 */
export async function likenessTo(
  file: { readonly input: Input; readonly sight: Sight },
  stream: Stream,
  holders: readonly Input[],
  key: Uint8Array,
): Promise<Likeness | undefined> {
  for (const holder of holders) {
    if (holder.log.path === file.input.log.path) continue
    const likeness = await likenessToFile(file.sight, holder, stream, key)
    if (likeness !== undefined) return likeness
  }
  return undefined
}

async function likenessToFile(
  sight: Sight,
  { log, entry }: Input,
  stream: Stream,
  key: Uint8Array,
): Promise<Likeness | undefined> {
  const holder = await sightAgain({ path: log.path, decompress: entry?.decompress ?? 'internal' }, stream, key)
  if (holder === undefined) return undefined
  try {
    if (!isOf(holder, stream)) return undefined
    const isAlike = await beginsAlike(sight, holder)
    if (isAlike !== true) return isAlike === false ? 'other' : undefined
    return sight.sizeBytes <= holder.sizeBytes ? 'part' : 'longer'
  } finally {
    await holder.close()
  }
}

function isOf(sight: Sight, stream: Stream): boolean {
  const { marks } = sight
  if (marks?.firstLine !== stream.firstLine) return false
  return hasSamePrefix(stream, marks.prefixes) && holdsAllOf(sight, stream)
}

/** @returns undefined where it was rotated away meanwhile, or cannot be read any more */
async function sightAgain(
  log: Parameters<typeof sightLog>[0],
  { consumed }: Stream,
  key: Uint8Array,
): Promise<Sight | undefined> {
  try {
    return await sightLog(log, key, () => [consumed])
  } catch (error) {
    if (error instanceof ProblemError) return undefined
    throw error
  }
}
