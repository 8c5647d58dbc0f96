import { TAIL_BYTES, type HeadMarks, type KnownEnds } from '../../../../source/index.ts'
import type { State, Stream } from '../../../../state/index.ts'
import { keepFact, readFact } from '../../../facts.ts'
import { candidatesOf } from './match-stream.ts'

/** What was read through pipes before, for one that is read now. */
export type FormerPipes = {
  /** Where in it what was read before may end. */
  readonly ends: KnownEnds
  /** The stream that ends there. */
  readonly endingAt: (position: number, tail: string) => Stream | undefined
  /** Whether more was read of one that begins alike than it holds. */
  readonly holdMore: (sizeBytes: number) => boolean
  /** Those that have nothing in common with it, where `known` goes on in it. */
  readonly besides: (known?: Stream) => readonly Stream[]
}

/** Keeps the mark of the last line that was read through a pipe, beside that of the bytes before its end. */
export function keepLastLine(state: Pick<State, 'facts'>, stream: number, mark: string): void {
  keepFact(state, 'last-piped-line', { stream, mark })
}

/** @param log that all pipes are */
export function formerPipes(state: State, log: string, marks: HeadMarks): FormerPipes {
  const { logs } = state
  const alike = candidatesOf(log, marks, logs.streamsWith(marks.firstLine))
  const former = logs.streamsOf(log)
  // Marks of every line cost as much as reading it: only where it begins like none.
  const windows = alike.length > 0 ? [] : former.filter(({ consumed }) => consumed >= TAIL_BYTES)
  const piped = readFact(state, 'last-piped-line')
  const last = alike.length > 0 ? undefined : former.find(({ id }) => id === piped?.stream)
  return {
    ends: {
      at: new Map(alike.map(({ consumed, tail }) => [consumed, tail])),
      anywhere: new Set(windows.map(({ tail }) => tail)),
      line: last && piped?.mark,
    },
    endingAt: (position, tail) =>
      alike.find(({ consumed }) => consumed === position) ??
      (position < TAIL_BYTES ? last : windows.findLast((window) => window.tail === tail)),
    holdMore: (sizeBytes) => alike.some(({ consumed }) => consumed > sizeBytes),
    besides: (known) => {
      if (known === undefined) return former
      // Known by its start it is that log, whatever others were read in the same hours.
      return alike.length > 0 ? [] : former.filter(({ newestHour }) => newestHour > known.newestHour)
    },
  }
}
