import type { KnownStream, LookedAt } from './match-stream.ts'

/** `other`: they differ within what both have. `part`: all of the text stands in the other file. `longer`: the reverse. */
export type Likeness = 'other' | 'part' | 'longer'

/** Something that has to be looked up on the disk to go on. */
export type Question<K extends KnownStream> =
  /** What the text from a place of the file on is to files that hold all that was read of a stream, by their bytes. */
  | { readonly ask: 'likeness'; readonly at: number; readonly to: K }
  /** Whether a file that holds all that was read of a stream has whole lines behind it. */
  | { readonly ask: 'goes on'; readonly stream: K }
  /** What stands behind a position of the file. `mayBegin` says which of the streams with its first line it may be. */
  | {
      readonly ask: 'place'
      readonly at: number
      readonly mayBegin: (prefixes: readonly string[], sameFirstLine: readonly K[]) => readonly K[]
    }

/** A place in a file, and the streams that may begin there. `start` is behind leading NULs. */
export type Place<K extends KnownStream> = {
  readonly text: LookedAt
  readonly start: number
  readonly hasLine: boolean
  readonly begun: readonly K[]
}

/** What was found, of which the one that was asked for is read. */
export type Answer<K extends KnownStream> = {
  /** Undefined: there is no such file. */
  readonly likeness: Likeness | undefined
  readonly goesOn: boolean
  readonly place: Place<K>
}

/** Thought that stops at each question, and goes on with its answer. */
export type Thought<K extends KnownStream, Result> = Generator<Question<K>, Result, Answer<K>>

export const NO_ANSWER = {
  likeness: undefined,
  goesOn: false,
  place: { text: { sizeBytes: 0, tails: new Map<number, string>() }, start: 0, hasLine: false, begun: [] },
} as const
