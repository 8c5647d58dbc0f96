import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '../../src/cli/language/language.ts'
import { isSealed } from '../../src/protect/index.ts'
import { renderFolders } from '../../src/publish/index.ts'
import { manPage } from '../cli/man-page.ts'
import { sourcesBelow, textOfFile, textsOfSources } from '../cli/texts-of-sources.ts'
import { spaceFaults } from '../french-spaces.ts'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from '../publish/example-publication.ts'
import { FRENCH_PAGES, page, proseOf } from './pages.ts'

afterEach(() => speak('en'))

/** Prose in Markdown or HTML: no fenced block, no code span, no markup. */
function wordsOf(text: string): string {
  const [first = '', ...tagged] = outsideOf(proseOf(text), '`').join('□').split('<')
  const untagged = tagged.map((piece) => (/^(?:style|script)\b/.test(piece) ? '' : piece.slice(piece.indexOf('>') + 1)))
  return [first, ...untagged]
    .join('')
    .replaceAll('*', '')
    .replaceAll(/&#?\w{2,6};/g, '□')
}

/** What does not stand between two signs. */
function outsideOf(text: string, sign: string): readonly string[] {
  return text.split(sign).filter((_, position) => position % 2 === 0)
}

/** The texts of a description for programs in every language but English. */
function textsIn(json: unknown): readonly string[] {
  if (typeof json === 'string') return [json]
  if (typeof json !== 'object' || json === null) return []
  if ('@language' in json && json['@language'] === 'en') return []
  return Object.entries(json).flatMap(([key, value]) => (key === 'en' ? [] : textsIn(value)))
}

const SOURCES = sourcesBelow('src')
const FOLDERS = renderFolders(examplePublication({}, [DAY_FEATURE, MONTH_DEVICE]), isSealed)
const FILES = FOLDERS.flatMap(({ name, files }) => files.map(({ path, text }) => ({ path: `${name}/${path}`, text })))

describe('French has its spaces', () => {
  const pairs = textsOfSources(SOURCES).pairs
  it('in every text of the sources that stands beside its English', () => {
    expect(pairs.length).toBeGreaterThan(900)
    expect(pairs.flatMap(({ at, fr }) => spaceFaults(wordsOf(fr.text)).map((fault) => `${at} ${fault}`))).toEqual([])
  })

  // Neither English nor a program has a space there.
  it('in every other text of the sources, the right one where there is one', () => {
    const wrong = /[ \u00A0][;!](?=\s|$)|[ \u202F]:(?=\s|$)|«(?!\u00A0)|(?<!\u00A0)»/gu
    const found = Object.keys(SOURCES).flatMap((path) =>
      (textOfFile(path).match(wrong) ?? []).map((sign) => `${path} ${sign}`),
    )
    expect(found).toEqual([])
  })

  it.each(FRENCH_PAGES)('in %s', (path) => expect(spaceFaults(wordsOf(page(path).text))).toEqual([]))

  it('in the manual page', () => expect(spaceFaults(manPage('fr'))).toEqual([]))

  it.each(FILES.filter(({ path }) => /LISEZMOI|CONFIDENTIALITE|index\.html/.test(path)))('in $path', ({ text }) => {
    expect(spaceFaults(wordsOf(text))).toEqual([])
  })
  it.each(FILES.filter(({ path }) => path.endsWith('CHANGELOG.md')))('in $path, between the English', ({ text }) => {
    expect(spaceFaults(outsideOf(text, '*').join(''))).toEqual([])
  })

  // A badge has three words, and a schema is in English.
  it.each(FILES.filter(({ path }) => /(?<!\/badge\/.*|schema)\.json(?:ld)?$/.test(path)))('in $path', ({ text }) => {
    const words = textsIn(JSON.parse(text))
    expect(words.length).toBeGreaterThan(10)
    expect(words.flatMap((one) => spaceFaults(wordsOf(one)))).toEqual([])
  })
})
