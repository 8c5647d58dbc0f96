import type { KnownStream } from './match-stream.ts'

/** Streams that were read through pipes, and the hours of their lines. */
export type PipedStream = KnownStream & { readonly newestHour: number }

/** What was read through pipes before, for one that is read now. */
export type FormerPipes<K extends PipedStream> = {
  /** Where in it what was read before may end. */
  readonly ends: {
    readonly at: ReadonlyMap<number, string>
    readonly anywhere: ReadonlySet<string>
    readonly line: string | undefined
  }
  /** The stream that ends there. */
  readonly endingAt: (position: number, tail: string) => K | undefined
  /** Whether more was read of one that begins alike than it holds. */
  readonly holdMore: (sizeBytes: number) => boolean
  /** Those that have nothing in common with it, where `known` goes on in it. */
  readonly besides: (known?: K) => readonly K[]
}

/**
 * @param alike streams that the pipe begins like
 * @param former all that were read through pipes
 * @param last the mark of the last line that was read, and its stream
 * @param tailBytes so many bytes before a place it is known by
 */
export function formerPipes<K extends PipedStream>(
  alike: readonly K[],
  former: readonly K[],
  last: { readonly stream: number; readonly mark: string } | undefined,
  tailBytes: number,
): FormerPipes<K> {
  // Marks of every line cost as much as reading it: only where it begins like none.
  const windows = alike.length > 0 ? [] : former.filter(({ consumed }) => consumed >= tailBytes)
  const lastRead = alike.length > 0 ? undefined : former.find(({ id }) => id === last?.stream)
  return {
    ends: {
      at: new Map(alike.map(({ consumed, tail }) => [consumed, tail])),
      anywhere: new Set(windows.map(({ tail }) => tail)),
      line: lastRead && last?.mark,
    },
    endingAt: (position, tail) =>
      alike.find(({ consumed }) => consumed === position) ??
      (position < tailBytes ? lastRead : windows.findLast((window) => window.tail === tail)),
    holdMore: (sizeBytes) => alike.some(({ consumed }) => consumed > sizeBytes),
    besides: (known) => {
      if (known === undefined) return former
      // Known by its start it is that log, whatever others were read in the same hours.
      return alike.length > 0 ? [] : former.filter(({ newestHour }) => newestHour > known.newestHour)
    },
  }
}
