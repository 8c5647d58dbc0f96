import type { Language } from '../../src/domain/service.ts'
import { spaceFaults } from '../french-spaces.ts'
import type { Pair } from './texts-of-sources.ts'

/** Words that stand in most sentences of the one language, and in none of the other. */
const STRANGERS: Readonly<Record<Language, RegExp>> = {
  en: /(?<![\p{L}’'-])(?:le|la|les|des|du|une|est|et|pas|ce|que|qui|dans|avec|pour|sur|ne|il|elle|sont|ou|au|aux|sans|cette|vous|[ldnscj]’\p{L}+|qu’\p{L}+)(?![\p{L}’'-])/giu,
  fr: /(?<![\p{L}’'-])(?:the|of|is|and|or|not|with|this|that|it|are|be|by|to|which|has|have|from|at|no|none|was|were|its|you|your|but|so|line|lines|file|column|did)(?![\p{L}’'-])/giu,
}

/** Options, keys, paths and the like belong to neither language. */
function isNeutral(word: string): boolean {
  return word.startsWith('-') || /[/@_:$%{}=[\]]/.test(word)
}

/** Words of the other language in a text. */
export function strangersIn(text: string, language: Language): readonly string[] {
  const unquoted = text.split(/["«»]/).filter((_, i) => i % 2 === 0)
  const words = unquoted
    .join(' ')
    .split(/\s+/)
    .filter((word) => !isNeutral(word))
  return words.join(' ').match(STRANGERS[language]) ?? []
}

/** What is amiss with a text in two languages. */
export function faultsOfPair({ en, fr }: Pair): readonly string[] {
  return [
    ...(en.text === fr.text && /\p{Ll} \p{Ll}/u.test(en.text) ? ['it is the same in both'] : []),
    ...((en.text === '') !== (fr.text === '') && en.names.length === 0 ? ['it is empty'] : []),
    ...strangersIn(en.text, 'en').map((word) => `French in English: ${word}`),
    ...strangersIn(fr.text, 'fr').map((word) => `English in French: ${word}`),
    ...differing('options', optionsIn(en.text), optionsIn(fr.text)),
    ...differing('numbers', numbersIn(en.text), numbersIn(fr.text)),
    ...differing('facts', en.names, fr.names),
    ...typeFaults(fr.text),
  ]
}

function differing(what: string, en: readonly string[], fr: readonly string[]): readonly string[] {
  return en.join() === fr.join() ? [] : [`other ${what}: ${en.join()} | ${fr.join()}`]
}

function optionsIn(text: string): readonly string[] {
  return [...new Set(text.match(/(?<![\w-])--[a-z][a-z-]*/g))].sort()
}

/** Gaps between thousands and the decimal sign are the language's own. */
function numbersIn(text: string): readonly string[] {
  return [...new Set(text.replace(/(?<=\d)[,\u202f](?=\d{3})/g, '').match(/\d+/g))].sort()
}

function typeFaults(text: string): readonly string[] {
  return [
    ...spaceFaults(text),
    ...(/(?<=\p{L})'(?=\p{L})/u.test(text) ? ['a straight apostrophe'] : []),
    ...(/(?<!comptage [a-z]+ )"□/.test(text) ? ['straight quotes'] : []),
  ]
}
