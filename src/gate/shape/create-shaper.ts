import type { RequestView } from '../../domain/contracts.ts'
import { indexOf, type IndexOf } from '../../domain/dictionary.ts'
import { GENERIC_WORDS, SHOWN_EXTENSIONS } from './generic-words.ts'
import { byteText, lowerAscii, plainSegment } from './plain-segment.ts'
import { SEGMENT_KINDS } from './segment-kinds.ts'

/** A path without anybody in it: for each segment a position in the shaper's closed vocabulary, seven at most. None is `/`. */
export type PathShape = readonly IndexOf<'shape'>[]

export type Shaper = {
  readonly shapeOf: (request: RequestView) => PathShape
  /** How a shape is shown: `/demarches/{num}/{slug}.pdf/{more}`. */
  readonly textOf: (shape: PathShape) => string
}

const MOST_SEGMENTS = 6
const LONGEST_BYTES = 256

const KINDS = SEGMENT_KINDS.map(([kind]) => kind)
const LONG = '{long}'
const UNREADABLE = '{enc}'
const MORE = '{more}'
const ENDINGS = ['', ...SHOWN_EXTENSIONS.map((extension) => `.${extension}`)]

/**
 * Makes shapes of paths. A segment is shown only if it is a generic word or a literal of the operator's patterns; of any
 * other, only the kind is told, and its extension if that is well known. What can come out does not depend on the log.
 *
 * @param literals the literal segments of the patterns, decoded
 */
export function createShaper(literals: readonly string[]): Shaper {
  const words = [...new Set([...GENERIC_WORDS, ...literals].map(lowerAscii))]
  const stems = [...KINDS, LONG, UNREADABLE, MORE, ...words]
  const known = new Map(words.map((word) => [byteText(word), stems.indexOf(word)]))

  function positionOf(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > LONGEST_BYTES) return ENDINGS.length * stems.indexOf(LONG)
    const text = plainSegment(bytes, start, end)
    if (text === undefined) return ENDINGS.length * stems.indexOf(UNREADABLE)
    const word = known.get(text)
    if (word !== undefined) return ENDINGS.length * word
    const ending = endingOf(text)
    const stem = text.slice(0, text.length - ENDINGS[ending]!.length)
    return ENDINGS.length * (known.get(stem) ?? kindOf(stem)) + ending
  }

  return {
    shapeOf: ({ pathBytes, starts, ends, segments }) => {
      const shape: IndexOf<'shape'>[] = []
      for (let i = 0; i < Math.min(segments, MOST_SEGMENTS); i++)
        shape.push(indexOf<'shape'>(positionOf(pathBytes, starts[i]!, ends[i]!)))
      if (segments > MOST_SEGMENTS) shape.push(indexOf<'shape'>(ENDINGS.length * stems.indexOf(MORE)))
      return shape
    },
    textOf: (shape) =>
      `/${shape.map((index) => stems[Math.floor(index / ENDINGS.length)]! + ENDINGS[index % ENDINGS.length]!).join('/')}`,
  }
}

/** The position of the extension among the endings; 0 for none. That of an address is the end of a domain. */
function endingOf(text: string): number {
  const dot = text.lastIndexOf('.')
  return dot <= 0 || text.includes('@') ? 0 : Math.max(0, ENDINGS.indexOf(text.slice(dot)))
}

function kindOf(text: string): number {
  return SEGMENT_KINDS.findIndex(([, fits]) => fits(text))
}
