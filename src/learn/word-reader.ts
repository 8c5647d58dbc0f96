import type { SegmentVocabulary } from '../domain/contracts/path-learner.ts'

/** A segment that may be a word of the service. */
export type Word = {
  readonly text: string
  readonly isProgram: boolean
  /** It stands in the closed vocabulary, and says nothing about anybody. */
  readonly isGeneric: boolean
}

/** A segment as the tree sees it: a word, or no word, of a program or not. */
export type SeenSegment = { readonly word: Word | undefined; readonly isProgram: boolean }

const LONGEST_CHARACTERS = 32
const LONGEST_BYTES = 80

const PROGRAMS = new Set('action asp aspx cfm cgi do fcgi jsp jspx php php3 php4 php5 phtml pl py'.split(' '))
const PAGES = new Set(
  'atom csv doc docx geojson gpx htm html ics json kml md odp ods odt pdf ppt pptx rss rtf shtml txt xhtml xls xlsx xml zip'.split(
    ' ',
  ),
)

/** Reads segments. @param isClosed only words of the closed vocabulary are words */
export function wordReader(
  { isGeneric, isPlain }: SegmentVocabulary,
  isClosed: boolean,
): (bytes: Uint8Array, start: number, end: number) => SeenSegment {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

  function isWord(stem: string, written: string): boolean {
    if (isClosed || stem.length > LONGEST_CHARACTERS) return false
    if (/^v\d{1,2}$/.test(stem)) return true
    if (!/\p{L}/u.test(stem) || /[^\p{L}\p{M}_-]/u.test(stem) || /[\da-f]{8}/.test(stem)) return false
    return isPlain(stem) && !isCode(written)
  }

  return (bytes, start, end) => {
    if (end - start > LONGEST_BYTES) return NO_WORD
    const text = decoder.decode(bytes.subarray(start, end))
    const lower = text.toLowerCase()
    const dot = lower.lastIndexOf('.')
    const ending = dot <= 0 ? '' : lower.slice(dot + 1)
    const isProgram = PROGRAMS.has(ending)
    const hasEnding = isProgram || PAGES.has(ending)
    const stem = hasEnding ? lower.slice(0, dot) : lower
    const generic = isGeneric(stem)
    const word =
      generic || isWord(stem, hasEnding ? text.slice(0, text.lastIndexOf('.')) : text)
        ? { text, isProgram, isGeneric: generic }
        : undefined
    return { word, isProgram }
  }
}

const NO_WORD: SeenSegment = { word: undefined, isProgram: false }

/** Seven consonants on end: `DGCCRF` has six. */
const CONSONANTS = /[b-df-hj-np-tv-xz]{7}/i
/** What a capital begins, or several are: `Open` and `Data`, `PDF`. */
const PARTS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g
/** Of 10 codes of random letters in both cases 7 to 9 have less in parts that can be spoken; of words, `getById` too. */
const LEAST_SPOKEN = 0.6

/** Letters that were drawn, as in the links that people share: words have vowels, and few capitals inside. */
function isCode(written: string): boolean {
  const plain = written.normalize('NFD').replaceAll(/\p{M}/gu, '')
  return plain.split(/[_-]/).some((word) => {
    const parts = word.match(PARTS) ?? []
    const spoken = parts.filter((part) => part.length > 2 && /[aeiouy]/i.test(part)).join('').length
    return parts.some((part) => CONSONANTS.test(part)) || (parts.length > 2 && spoken < LEAST_SPOKEN * word.length)
  })
}
