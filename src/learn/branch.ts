import type { Word } from './word-reader.ts'

/** A place in the tree of paths: what follows after the same segments. */
export type Branch = {
  /** Undefined at the root, and for all that is no word: `:`. */
  readonly word: Word | undefined
  /** People's uses from here on, and those that end here. */
  uses: number
  ends: number
  /** By the hash of their text. */
  readonly words: Map<number, Branch>
  /** All segments that are no word, and words that were folded. */
  variable: Branch | undefined
  /** Different segments, words or not, by their hash: whether something follows them. Up to MOST_COUNTED. */
  readonly siblings: Map<number, boolean>
  /** Of these, the program files (`.php`), up to MOST_SIBLINGS. */
  readonly programs: Set<number>
  /** Hashes of different queries, up to MOST_QUERIES. */
  readonly queries: Set<number>
}

/** From so many siblings on none can be told from a list of people. */
export const MOST_SIBLINGS = 50
export const MOST_QUERIES = 10
/** Of so many siblings one is a program, at most, where it may answer for all: names with all kinds of endings have more. */
const SIBLINGS_A_PROGRAM = 10
const MOST_COUNTED = MOST_SIBLINGS * SIBLINGS_A_PROGRAM

export function newBranch(word?: Word): Branch {
  return {
    word,
    uses: 0,
    ends: 0,
    words: new Map(),
    variable: undefined,
    siblings: new Map(),
    programs: new Set(),
    queries: new Set(),
  }
}

/** Takes note of a segment. */
export function noteSibling(
  { siblings, programs }: Branch,
  hash: number,
  hasChildren: boolean,
  isProgram: boolean,
): void {
  if (isProgram && programs.size < MOST_SIBLINGS) programs.add(hash)
  const isKnown = siblings.has(hash)
  if ((isKnown && hasChildren) || (!isKnown && siblings.size < MOST_COUNTED)) siblings.set(hash, hasChildren)
}

/** Whether a place has too many segments for a page, or for a program, to be told among them. */
export function isFull({ siblings, programs }: Branch, isProgram: boolean): boolean {
  return (isProgram ? programs : siblings).size >= MOST_SIBLINGS
}

/** Whether a program may be told among many pages: it is asked ever-new things, and few of its siblings are programs. */
export function answersForAll({ siblings, programs }: Branch, { queries }: Branch): boolean {
  return queries.size >= MOST_QUERIES / 2 && programs.size * SIBLINGS_A_PROGRAM <= siblings.size
}
