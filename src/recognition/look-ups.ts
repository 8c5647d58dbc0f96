import type { KnownStream, MarkedText } from './match-stream.ts'

/** `other`: they differ within what both have. `part`: all of the text stands in the other file. `longer`: the reverse. */
export type Likeness = 'other' | 'part' | 'longer'

/** What is looked up of the files on the disk, where marks alone do not tell which stream a file is, or what follows in it. */
export type LookUps<K extends KnownStream> = {
  /**
   * What the text from a place of the file on is to files that hold all that was read of a stream, by their bytes. Undefined:
   * there is no such file.
   */
  readonly likenessTo: (stream: K, at: number) => Promise<Likeness | undefined>
  /** Whether a file that holds all that was read of a stream has whole lines behind it. */
  readonly goesOn: (stream: K) => Promise<boolean>
  /** What stands behind a position of the file. */
  readonly placeAt: (at: number, mayBegin: MayBegin<K>) => Promise<PlaceInText<K>>
}

/** Which of the streams with its first line a text may be. */
export type MayBegin<K> = (prefixes: readonly string[], sameFirstLine: readonly K[]) => readonly K[]

/** A place in a file, and the streams that may begin there. `start` is behind leading NULs. */
export type PlaceInText<K> = {
  readonly text: MarkedText
  readonly start: number
  readonly hasLine: boolean
  readonly begun: readonly K[]
}
