import { ProblemError } from '../../../../domain/problem.ts'
import { beginsAlike, sightLog, type Part, type Sight } from '../../../../source/index.ts'
import type { Stream } from '../../../../state/index.ts'
import { fileOf, type Input } from '../../../reading/input.ts'
import { hasSamePrefix, holdsAllOf } from './match-stream.ts'

/** `other`: they differ within what both have. `part`: all of the file stands in the other one. `longer`: the reverse. */
export type Likeness = 'other' | 'part' | 'longer'

/**
 * What a file is to those that hold all that was read of a stream, by their bytes; undefined: there is none.
 *
 * @param holders files that held it when they were read; each is looked at again
 */
export function likenessTo(
  { input, sight }: { readonly input: Input; readonly sight: Part },
  stream: Stream,
  holders: readonly Input[],
  key: Uint8Array,
): Promise<Likeness | undefined> {
  return lookIntoOthers(input, stream, holders, key, (held) => likenessOf(sight, held))
}

async function likenessOf(sight: Part, held: Sight): Promise<Likeness | undefined> {
  const isAlike = await beginsAlike(sight, held)
  if (isAlike !== true) return isAlike === false ? 'other' : undefined
  return sight.sizeBytes <= held.sizeBytes ? 'part' : 'longer'
}

/** Whether another file that holds all that was read of a stream has whole lines behind it. */
export async function goesOnIn(
  { input }: { readonly input: Input },
  stream: Stream,
  holders: readonly Input[],
  key: Uint8Array,
): Promise<boolean> {
  const goesOn = await lookIntoOthers(input, stream, holders, key, ({ wholeBytes }) =>
    Promise.resolve(wholeBytes > stream.consumed ? true : undefined),
  )
  return goesOn === true
}

/** @returns what the first other file tells that tells something */
async function lookIntoOthers<Told>(
  { log: { path } }: Input,
  stream: Stream,
  holders: readonly Input[],
  key: Uint8Array,
  look: (holder: Sight) => Promise<Told | undefined>,
): Promise<Told | undefined> {
  for (const holder of holders) {
    if (holder.log.path === path) continue
    const told = await lookInto(holder, stream, key, look)
    if (told !== undefined) return told
  }
  return undefined
}

/** @returns undefined where it does not hold the stream any more */
async function lookInto<Told>(
  input: Input,
  stream: Stream,
  key: Uint8Array,
  look: (holder: Sight) => Promise<Told | undefined>,
): Promise<Told | undefined> {
  const holder = await sightAgain(fileOf(input), stream, key)
  if (holder === undefined) return undefined
  try {
    return isOf(holder, stream) ? await look(holder) : undefined
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
