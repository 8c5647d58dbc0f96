import type { PatternSegment } from '../domain/contracts.ts'
import { ASSET_EXTENSIONS, PATTERN_KINDS } from '../domain/feature.ts'
import { WORD_PLACE_BYTES, WORDS_HEAD, WORDS_HEAD_BYTES } from './memory-layout.ts'

/** Tables in the memory of the kernel, up to `end`. */
type Tables = {
  readonly end: number
  readonly write: (bytes: Uint8Array, kernel: KernelExports) => void
}

/** The last bit stands for all places from here on. */
const LAST_PLACE = 31

/** By what the kernel tells the segments of paths apart, from `start` on in its memory. */
export function patternTables(patterns: readonly (readonly PatternSegment[])[], start: number): Tables {
  const { literals, kindsAt } = askedByPlace(patterns)
  const ofLiterals = wordTable([...literals.keys()], start)
  const ofExtensions = wordTable(ASSET_EXTENSIONS, ofLiterals.end)
  // The first is of no literal.
  const places = Uint32Array.from([0, ...literals.values()])
  const kindsStart = ofExtensions.end + places.byteLength
  return {
    end: Math.ceil((kindsStart + 4 * kindsAt.length) / 16) * 16,
    write: (bytes, kernel) => {
      ofLiterals.write(bytes, kernel)
      ofExtensions.write(bytes, kernel)
      new Uint32Array(bytes.buffer, ofExtensions.end).set(places)
      new Uint32Array(bytes.buffer, kindsStart).set(kindsAt)
      kernel.setPatterns(start, ofExtensions.end, kindsStart, kindsAt.length)
      kernel.setExtensions(ofLiterals.end)
    },
  }
}

/**
 * What patterns ask of each place of a path, up to the last place of the longest. A literal is one in the places where a pattern has it, of
 * each of which it has a bit; elsewhere it is a word like others.
 */
function askedByPlace(patterns: readonly (readonly PatternSegment[])[]) {
  const literals = new Map<string, number>()
  const kindsAt: number[] = []
  for (const segments of patterns) {
    for (const [place, segment] of segments.entries()) {
      kindsAt[place] ??= 0
      if (segment.kind === 'literal')
        literals.set(segment.text, (literals.get(segment.text) ?? 0) | (1 << Math.min(place, LAST_PLACE)))
      else if (segment.kind !== 'any' && segment.kind !== 'rest')
        kindsAt[place] |= 1 << PATTERN_KINDS.indexOf(segment.kind)
    }
  }
  return { literals, kindsAt }
}

/** A table of words, numbered from 1 on, half of its places free; then the words. */
function wordTable(texts: readonly string[], start: number): Tables {
  const words = texts.map((text) => new TextEncoder().encode(text))
  const placesBits = Math.ceil(Math.log2(2 * words.length + 2))
  const letters = start + WORDS_HEAD_BYTES + 2 ** placesBits * WORD_PLACE_BYTES
  const end = words.reduce((at, { length }) => at + length, letters)
  return {
    // Aligned; and a word may be looked at 15 bytes too far.
    end: Math.ceil((end + 16) / 16) * 16,
    write: (bytes, { keepWord }) => {
      const head = new Uint32Array(bytes.buffer, start, WORDS_HEAD_BYTES / 4)
      head[WORDS_HEAD.mask] = 2 ** placesBits - 1
      head[WORDS_HEAD.shift] = 64 - placesBits
      let at = letters
      for (const [position, word] of words.entries()) {
        bytes.set(word, at)
        keepWord(start, at, word.length, position + 1)
        at += word.length
      }
    },
  }
}
