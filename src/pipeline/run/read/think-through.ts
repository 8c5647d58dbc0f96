import { ProblemError } from '../../../domain/problem.ts'
import {
  hasSamePrefix,
  holdsAllOf,
  NO_ANSWER,
  type Answer,
  type File,
  type Likeness,
  type MetFiles,
  type Question,
  type Thought,
} from '../../../recognition/index.ts'
import { beginsAlike, sightLog, type Part, type Sight } from '../../../source/index.ts'
import type { State, Stream } from '../../../state/index.ts'
import { fileOf, type Input } from '../../reading/input.ts'

/** A file that was looked at: on the disk, and as it is known again. */
export type LookedAt = { readonly input: Input; readonly sight: Sight; readonly file: File }

/** Thinks a question of recognition through: what it asks on its way is looked up on the disk. */
export async function thinkThrough<Result>(
  state: State,
  { input, sight }: LookedAt,
  met: MetFiles<Input> | undefined,
  thought: Thought<Stream, Result>,
): Promise<Result> {
  const parts = new Map<number, Part>([[0, sight]])

  async function answer(question: Question<Stream>): Promise<Answer<Stream>> {
    if (question.ask === 'place') return { ...NO_ANSWER, place: await placeAt(question) }
    const stream = question.ask === 'likeness' ? question.to : question.stream
    const others = (met?.holdersOf(stream.id) ?? []).filter(({ log }) => log.path !== input.log.path)
    if (question.ask === 'goes on')
      return { ...NO_ANSWER, goesOn: (await lookInto(others, stream, state.marksKey, goesOnBehind)) === true }
    const part = parts.get(question.at) ?? sight
    const likeness = await lookInto(others, stream, state.marksKey, (holder) => likenessOf(part, holder))
    return { ...NO_ANSWER, likeness }
  }

  async function placeAt({
    at,
    mayBegin,
  }: Extract<Question<Stream>, { ask: 'place' }>): Promise<Answer<Stream>['place']> {
    let begun: readonly Stream[] = []
    const part = await sight.from(at, ({ prefixes, firstLine }) => {
      begun = mayBegin(prefixes, state.logs.streamsWith(firstLine))
      return begun.map(({ consumed }) => consumed)
    })
    parts.set(part.start, part)
    return { text: part, start: part.start, hasLine: part.marks !== undefined, begun }
  }

  let step = thought.next(NO_ANSWER)
  while (step.done !== true) step = thought.next(await answer(step.value))
  return step.value
}

async function likenessOf(part: Part, holder: Sight): Promise<Likeness | undefined> {
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
