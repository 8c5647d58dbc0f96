import { prefixLengths, type Part } from '../../../../source/index.ts'
import type { Stream } from '../../../../state/index.ts'

/** So much tells a log by itself, whatever it is called: a folder that was moved, an unknown suffix. */
export const TELLING_BYTES = 1024

/** `waiting`: it may be a copy in the making of what was read already. */
export type Match =
  { readonly kind: 'known'; readonly stream: Stream } | { readonly kind: 'new' } | { readonly kind: 'waiting' }

/** The streams that a file may be one of, by its first bytes. */
export function candidatesOf(
  log: string,
  marks: NonNullable<Part['marks']>,
  sameFirstLine: readonly Stream[],
): readonly Stream[] {
  return sameFirstLine.filter((stream) => !isShortOther(stream, log) && hasSamePrefix(stream, marks.prefixes))
}

/** Short streams of other logs that it begins like: one of them, moved or named in a way that is not known; or another host's. */
export function shortOthersOf(
  log: string,
  marks: NonNullable<Part['marks']>,
  sameFirstLine: readonly Stream[],
): readonly Stream[] {
  return sameFirstLine.filter((stream) => isShortOther(stream, log) && hasSamePrefix(stream, marks.prefixes))
}

/** Whether a stream is of another log, and so short that two hosts may well have begun with it. */
function isShortOther(stream: Stream, log: string): boolean {
  return stream.log !== log && stream.consumed < TELLING_BYTES
}

/** The longest prefix that both have tells all that the shorter ones do. */
export function hasSamePrefix(stream: Pick<Stream, 'prefixes'>, prefixes: readonly string[]): boolean {
  const both = Math.min(stream.prefixes.length, prefixes.length)
  return both === 0 || stream.prefixes[both - 1] === prefixes[both - 1]
}

/** Whether a file holds all that was read of a stream, by the marks that both have. */
export function holdsAllOf(sight: Pick<Part, 'tails'>, { consumed, tail }: Stream): boolean {
  return sight.tails.get(consumed) === tail
}

/** Which stream a file is, by its content alone. */
export function matchStream(sight: Pick<Part, 'sizeBytes' | 'tails'>, candidates: readonly Stream[]): Match {
  // 1. it holds all that was read of a stream: the longest such
  const [known] = candidates.filter((stream) => holdsAllOf(sight, stream)).sort((a, b) => b.consumed - a.consumed)
  if (known !== undefined) return { kind: 'known', stream: known }
  // 2. it holds less: a copy that is being made, under whatever name, unless a look into the longer one tells otherwise
  if (candidates.some(({ consumed }) => consumed > sight.sizeBytes)) return { kind: 'waiting' }
  // 3. it begins like a stream, and goes on in another way
  return { kind: 'new' }
}

/** The prefixes of a stream that was read up to here: bytes behind that may still change. */
export function consumedPrefixes(marks: NonNullable<Part['marks']>, consumed: number): readonly string[] {
  return marks.prefixes.slice(0, prefixLengths(consumed).length)
}
