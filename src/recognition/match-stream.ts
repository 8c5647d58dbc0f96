/** What is kept of a stream, one generation of the content of a log. `mark`s are keyed hashes, positions count bytes of its text. */
export type KnownStream = {
  readonly id: number
  /** Folder and live name of the log. */
  readonly log: string
  /** Marks of its first 64, 128 … bytes, as far as they were read. */
  readonly prefixes: readonly string[]
  /** Up to where it was read. */
  readonly consumed: number
  /** Mark of the bytes just before that. */
  readonly tail: string
}

/** A text by its marks, from one of its lines on. */
export type MarkedText = {
  readonly sizeBytes: number
  /** The marks of the bytes before positions that were asked for. */
  readonly tails: ReadonlyMap<number, string>
}

/** So much tells a log by itself, whatever it is called: a folder that was moved, an unknown suffix. */
export const TELLING_BYTES = 1024

/** Streams that a file begins like: of its own log or long ones, and short ones of other logs. */
export type Begun<K extends KnownStream> = { readonly near: readonly K[]; readonly others: readonly K[] }

/**
 * Which of the streams with the same first line a file begins like. A short one of another log may be its own, moved or named in
 * a way that is not known; or two hosts have logs that begin with the same lines.
 */
export function begunLike<K extends KnownStream>(
  log: string,
  prefixes: readonly string[],
  sameFirstLine: readonly K[],
): Begun<K> {
  const alike = sameFirstLine.filter((stream) => hasSamePrefix(stream, prefixes))
  const isShortOther = (stream: K): boolean => stream.log !== log && stream.consumed < TELLING_BYTES
  return { near: alike.filter((stream) => !isShortOther(stream)), others: alike.filter(isShortOther) }
}

/** The longest prefix that both have tells all that the shorter ones do. */
export function hasSamePrefix(stream: Pick<KnownStream, 'prefixes'>, prefixes: readonly string[]): boolean {
  const both = Math.min(stream.prefixes.length, prefixes.length)
  return both === 0 || stream.prefixes[both - 1] === prefixes[both - 1]
}

/** Whether a text holds all that was read of a stream, by the marks that both have. */
export function holdsAllOf(text: Pick<MarkedText, 'tails'>, { consumed, tail }: KnownStream): boolean {
  return text.tails.get(consumed) === tail
}

/** `waiting`: it may be a copy in the making of what was read already. */
export type Match<K> =
  | { readonly kind: 'known'; readonly stream: K }
  | { readonly kind: 'new' }
  | { readonly kind: 'waiting' }

/** Which stream a text is, by its content alone. */
export function matchStream<K extends KnownStream>(text: MarkedText, candidates: readonly K[]): Match<K> {
  // 1. it holds all that was read of a stream: the longest such
  const [known] = candidates.filter((stream) => holdsAllOf(text, stream)).sort(longestFirst)
  if (known !== undefined) return { kind: 'known', stream: known }
  // 2. it holds less: a copy that is being made, under whatever name, unless a look into the longer one tells otherwise
  if (candidates.some(({ consumed }) => consumed > text.sizeBytes)) return { kind: 'waiting' }
  // 3. it begins like a stream, and goes on in another way
  return { kind: 'new' }
}

export function longestFirst(a: KnownStream, b: KnownStream): number {
  return b.consumed - a.consumed
}
