import type { PatternWords } from '../domain/contracts.ts'
import { ASSET_EXTENSIONS, PATTERN_KINDS } from '../domain/feature.ts'
import { WORD_PLACE_BYTES, WORDS_HEAD, WORDS_HEAD_BYTES } from './layout.ts'

/** By what the kernel tells the segments of paths apart, from `start` on in its memory. */
export type WordTables = {
  readonly end: number
  readonly write: (bytes: Uint8Array, kernel: KernelExports) => void
}

export function wordTables({ literals, kinds }: PatternWords, start: number): WordTables {
  const ofLiterals = wordTable(literals, start)
  const ofExtensions = wordTable(ASSET_EXTENSIONS, ofLiterals.end)
  return {
    end: ofExtensions.end,
    write: (bytes, kernel) => {
      ofLiterals.write(bytes, kernel)
      ofExtensions.write(bytes, kernel)
      kernel.setLiterals(start)
      kernel.setKinds(
        kinds.reduce((bits, kind) => bits | (1 << PATTERN_KINDS.indexOf(kind)), 0),
        ofLiterals.end,
      )
    },
  }
}

/** A table of words, numbered from 1 on, half of its places free; then the words. */
function wordTable(texts: readonly string[], start: number): WordTables {
  const words = [...new Set(texts)].map((text) => new TextEncoder().encode(text))
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
