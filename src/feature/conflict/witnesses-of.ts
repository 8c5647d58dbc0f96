import { hashSegment, type RequestView } from '../../domain/contracts.ts'
import { isAsset } from '../pattern/is-asset.ts'
import type { Condition, Kind, Reach, Route } from '../pattern/route.ts'

/** Segments that stand in no pattern, and the length of the longest. */
export type UnusedWords = Readonly<Record<Kind | 'any' | 'asset', string>> & { readonly depth: number }

/**
 * Requests of `reach` that fit as few patterns as possible: whatever is free is a word of no pattern, of no narrower
 * kind, an asset where allowed, without host and without further keys. One for each method, and for each length that
 * `**` makes a difference by. If each of them goes to another pattern, so does every request of `reach`.
 */
export function witnessesOf(reach: Reach, words: UnusedWords): readonly RequestView[] {
  // No log has a method `~`: only a pattern that takes every method fits it.
  const methods = reach.methods ?? ['~']
  return pathsOf(reach, words).flatMap((path) => methods.map((method) => requestOf(reach, words, path, method)))
}

export function unusedWords(routes: readonly Route[]): UnusedWords {
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
    depth: Math.max(0, ...routes.map(({ segments }) => segments.length)),
  }
}

function pathsOf(reach: Reach, words: UnusedWords): readonly (readonly string[])[] {
  const path = reach.segments.map((segment) => {
    if (segment.kind === 'literal') return segment.text
    return segment.kind === 'rest' ? words.any : words[segment.kind]
  })
  const last = reach.segments.at(-1)?.kind
  if (last !== 'any' && last !== 'rest') return [path]
  const file = reach.assets ? words.asset : words.any
  const folders = path.slice(0, -1)
  const extra = last === 'rest' ? Math.max(0, words.depth + 1 - path.length) : 0
  return Array.from({ length: extra + 1 }, (_, more) => [...folders, ...Array<string>(more).fill(words.any), file])
}

function requestOf(reach: Reach, words: UnusedWords, path: readonly string[], method: string): RequestView {
  const ends: number[] = []
  for (const part of path) ends.push((ends.at(-1) ?? 0) + bytesOf(part).length)
  const host = bytesOf(reach.host ?? '')
  const query = bytesOf(reach.conditions.map((condition) => queryPart(condition, words)).join('&'))
  const methodBytes = bytesOf(method)
  return {
    pathBytes: bytesOf(path.join('')),
    starts: Int32Array.from([0, ...ends.slice(0, -1)]),
    ends: Int32Array.from(ends),
    hashes: Int32Array.from(path, (part) => hashSegment(bytesOf(part), 0, bytesOf(part).length)),
    segments: path.length,
    asset: isAsset(path.at(-1) ?? ''),
    methodBytes,
    methodStart: 0,
    methodEnd: methodBytes.length,
    hostBytes: host,
    hostStart: reach.host === undefined ? -1 : 0,
    hostEnd: host.length,
    queryBytes: query,
    queryStart: reach.conditions.length === 0 ? -1 : 0,
    queryEnd: query.length,
  }
}

function queryPart({ key, value }: Condition, words: UnusedWords): string {
  return `${escaped(key)}=${escaped(value ?? words.any)}`
}

// encodeURIComponent throws on half a surrogate pair, which a YAML escape can write.
function escaped(text: string): string {
  return Array.from(bytesOf(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
