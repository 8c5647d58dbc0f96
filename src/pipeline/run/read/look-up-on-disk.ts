import { ProblemError } from '../../../domain/problem.ts'
import { hasSamePrefix, holdsAllOf, type FoundFiles, type Likeness, type LookUps } from '../../../recognition/index.ts'
import { beginsAlike, sightLog, type SightedText, type Sight } from '../../../source/index.ts'
import type { State, Stream } from '../../../state/index.ts'
import { fileOf, type Input } from '../../reading/input.ts'

/** What recognition looks up, of a file that was opened and of the others that were found. */
export function lookUpOnDisk(
  { logs, marksKey }: State,
  input: Input,
  sight: Sight,
  found: FoundFiles<Input> | undefined,
): LookUps<Stream> {
  const parts = new Map<number, SightedText>([[0, sight]])
  const othersHolding = ({ id }: Stream): readonly Input[] =>
    (found?.holdersOf(id) ?? []).filter(({ log }) => log.path !== input.log.path)
  return {
    likenessTo: (stream, at) => {
      const part = parts.get(at) ?? sight
      return lookInto(othersHolding(stream), stream, marksKey, (holder) => likenessOf(part, holder))
    },
    goesOn: async (stream) => (await lookInto(othersHolding(stream), stream, marksKey, goesOnBehind)) === true,
    placeAt: async (at, mayBegin) => {
      let begun: readonly Stream[] = []
      const part = await sight.from(at, ({ prefixes, firstLine }) => {
        begun = mayBegin(prefixes, logs.streamsWith(firstLine))
        return begun.map(({ consumed }) => consumed)
      })
      parts.set(part.start, part)
      return { text: part, start: part.start, hasLine: part.marks !== undefined, begun }
    },
  }
}

async function likenessOf(part: SightedText, holder: Sight): Promise<Likeness | undefined> {
  const isAlike = await beginsAlike(part, holder)
  if (isAlike !== true) return isAlike === false ? 'other' : undefined
  return part.sizeBytes <= holder.sizeBytes ? 'part' : 'longer'
}

function goesOnBehind({ wholeBytes }: Sight, { consumed }: Stream): Promise<true | undefined> {
  return Promise.resolve(wholeBytes > consumed ? true : undefined)
}

/**
 * @param holders files that held all that was read of the stream when they were read; each is looked at again
 * @returns what the first tells that tells something
 */
async function lookInto<Told>(
  holders: readonly Input[],
  stream: Stream,
  key: Uint8Array,
  look: (holder: Sight, stream: Stream) => Promise<Told | undefined>,
): Promise<Told | undefined> {
  for (const input of holders) {
    const holder = await sightAgain(input, stream, key)
    if (holder === undefined) continue
    try {
      const told = isOf(holder, stream) ? await look(holder, stream) : undefined
      if (told !== undefined) return told
    } finally {
      await holder.close()
    }
  }
  return undefined
}

/** @returns undefined where it was rotated away meanwhile, or cannot be read any more */
async function sightAgain(input: Input, { consumed }: Stream, key: Uint8Array): Promise<Sight | undefined> {
  try {
    return await sightLog(fileOf(input), key, () => [consumed])
  } catch (error) {
    if (error instanceof ProblemError) return undefined
    throw error
  }
}

/** Whether it still holds the stream. */
function isOf(sight: Sight, stream: Stream): boolean {
  const { marks } = sight
  return marks?.firstLine === stream.firstLine && hasSamePrefix(stream, marks.prefixes) && holdsAllOf(sight, stream)
}
