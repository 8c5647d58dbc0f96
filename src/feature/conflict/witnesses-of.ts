import { hashSegment, type RequestView } from '../../domain/contracts.ts'
import { isAsset } from '../pattern/segment-kinds.ts'
import type { Condition, Kind, Reach, Route } from '../pattern/route.ts'

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
    const methods = reach.methods ?? ['~']
    const request = requestBeside(reach, words)
    for (const path of pathsOf(reach, words, lengths)) {
      const ofPath = pathView(path)
      for (const method of methods) yield { ...request, ...ofPath, ...methodView(method) }
    }
  }
}

/** Segments that stand in no pattern. */
type UnusedWords = Readonly<Record<Kind | 'any' | 'asset', string>>

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

function pathView(path: readonly string[]) {
  const parts = path.map(bytesOf)
  const ends: number[] = []
  for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.length)
  return {
    pathBytes: bytesOf(path.join('')),
    starts: Int32Array.from([0, ...ends.slice(0, -1)]),
    ends: Int32Array.from(ends),
    hashes: Int32Array.from(parts, (part) => hashSegment(part, 0, part.length)),
    segments: path.length,
    asset: isAsset(path.at(-1) ?? ''),
  }
}

function methodView(method: string) {
  const methodBytes = bytesOf(method)
  return { methodBytes, methodStart: 0, methodEnd: methodBytes.length }
}

function requestBeside(reach: Reach, words: UnusedWords) {
  const host = bytesOf(reach.host ?? '')
  const query = bytesOf(reach.conditions.map((condition) => queryPart(condition, words)).join('&'))
  return {
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
