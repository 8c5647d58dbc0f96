import { hashSegment, type RequestView } from '../../domain/contracts.ts'
import type { PatternKind } from '../../domain/feature.ts'
import { isAsset } from '../pattern/is-of-kind.ts'
import type { Condition, Reach, Route } from '../pattern/route.ts'

/**
 * For requests of a reach that fit as few patterns as possible: whatever is free is a word of no pattern, of no narrower
 * kind, an asset where allowed, without host and without further keys. One for each method, and for each length that
 * `**` makes a difference by. If each of them goes to another pattern, so does every request of the reach.
 */
export function openWitnesses(routes: readonly Route[]): (reach: Reach) => Iterable<RequestView> {
  const words = unusedWords(routes)
  // Between two lengths of patterns, and beyond the longest, the same ones fit as one segment behind the shorter.
  const lengths = [...new Set(routes.flatMap(({ segments: { length } }) => [length, length + 1]))].sort((a, b) => a - b)
  return function* (reach) {
    // No log has a method `~`: only a pattern that takes every method fits it.
    const methods = (reach.methods ?? ['~']).map(bytesOf)
    const host = reach.host === undefined ? undefined : bytesOf(reach.host)
    const query = bytesOf(reach.conditions.map((condition) => queryPart(condition, words)).join('&'))
    for (const path of pathsOf(reach, words, lengths)) {
      const parts = path.map(bytesOf)
      const ends = endsOf(parts)
      const [pathBytes, starts] = [bytesOf(path.join('')), new Int32Array([0, ...ends.slice(0, -1)])]
      const hashes = new Int32Array(parts.map((part) => hashSegment(part, 0, part.length)))
      const asset = isAsset(path.at(-1) ?? '')
      for (const method of methods)
        // Field by field: spread from three objects, 10,000 of them took half a second.
        yield {
          pathBytes,
          starts,
          ends,
          hashes,
          segments: path.length,
          asset,
          methodBytes: method,
          methodStart: 0,
          methodEnd: method.length,
          hostBytes: host ?? NOTHING,
          hostStart: host === undefined ? -1 : 0,
          hostEnd: host?.length ?? 0,
          queryBytes: query,
          queryStart: reach.conditions.length === 0 ? -1 : 0,
          queryEnd: query.length,
        }
    }
  }
}

/** Segments that stand in no pattern. */
type UnusedWords = Readonly<Record<PatternKind | 'any' | 'asset', string>>

function unusedWords(routes: readonly Route[]): UnusedWords {
  const used = new Set(
    routes.flatMap(({ segments, conditions }) => [
      ...segments.map((segment) => (segment.kind === 'literal' ? segment.text : undefined)),
      ...conditions.map(({ value }) => value),
    ]),
  )
  const unused = (wordOf: (n: number) => string): string => {
    let n = 0
    while (used.has(wordOf(n))) n++
    return wordOf(n)
  }
  return {
    int: unused(String),
    uuid: unused((n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
    date: unused((n) => `${String(n).padStart(4, '0')}-01-01`),
    slug: unused((n) => `a${n}`),
    any: unused((n) => `~${n}`),
    asset: unused((n) => `~${n}.css`),
  }
}

function* pathsOf(reach: Reach, words: UnusedWords, lengths: readonly number[]): Iterable<readonly string[]> {
  const path = reach.segments.map((segment) => {
    if (segment.kind === 'literal') return segment.text
    return segment.kind === 'rest' ? words.any : words[segment.kind]
  })
  const last = reach.segments.at(-1)?.kind
  if (last !== 'any' && last !== 'rest') {
    yield path
    return
  }
  const file = reach.assets ? words.asset : words.any
  const folders = path.slice(0, -1)
  yield [...folders, file]
  if (last === 'any') return
  for (const length of lengths)
    if (length > path.length) yield [...folders, ...Array<string>(length - path.length).fill(words.any), file]
}

/** Where each part ends, laid one behind the other. */
function endsOf(parts: readonly Uint8Array[]): Int32Array {
  let end = 0
  return new Int32Array(parts.map((part) => (end += part.length)))
}

function queryPart({ key, value }: Condition, words: UnusedWords): string {
  return `${escaped(key)}=${escaped(value ?? words.any)}`
}

// encodeURIComponent throws on half a surrogate pair, which a YAML escape can write.
function escaped(text: string): string {
  return Array.from(bytesOf(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

const NOTHING = new Uint8Array(0)
/** From the pool of Node: of a run over thirty features, a `TextEncoder`, which makes a buffer of the system for each word, took 4 %. */
function bytesOf(text: string): Uint8Array {
  return Buffer.from(text)
}
