import type { SegmentVocabulary } from '../domain/contracts/path-learner.ts'

/** A segment that may be a word of the service. */
export type Word = {
  readonly text: string
  readonly isProgram: boolean
  /** It stands in the closed vocabulary, and says nothing about anybody. */
  readonly isGeneric: boolean
}

/** A segment as the tree sees it: a word, or no word, of a program or not. */
export type Seen = { readonly word: Word | undefined; readonly isProgram: boolean }

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
): (bytes: Uint8Array, start: number, end: number) => Seen {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

  function isWord(stem: string): boolean {
    if (isClosed || stem.length > LONGEST_CHARACTERS) return false
    if (/^v\d{1,2}$/.test(stem)) return true
    return /\p{L}/u.test(stem) && !/[^\p{L}\p{M}_-]/u.test(stem) && !/[\da-f]{8}/.test(stem) && isPlain(stem)
  }

  return (bytes, start, end) => {
    if (end - start > LONGEST_BYTES) return NO_WORD
    const text = decoder.decode(bytes.subarray(start, end))
    const lower = text.toLowerCase()
    const dot = lower.lastIndexOf('.')
    const ending = dot <= 0 ? '' : lower.slice(dot + 1)
    const isProgram = PROGRAMS.has(ending)
    const stem = isProgram || PAGES.has(ending) ? lower.slice(0, dot) : lower
    const generic = isGeneric(stem)
    const word = generic || isWord(stem) ? { text, isProgram, isGeneric: generic } : undefined
    return { word, isProgram }
  }
}

const NO_WORD: Seen = { word: undefined, isProgram: false }
