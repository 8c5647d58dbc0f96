import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

const PAGE = new URL('../../docs/privacy.md', import.meta.url)

const isUpdate = process.env['UPDATE_FIGURES'] === '1'

/** What a script writes into docs/privacy.md, between two marks: `<!-- name: … -->` and `<!-- /name -->`. */
export function pageBlock(name: string): { readonly read: () => string; readonly write: (text: string) => void } {
  const places = (page: string) => {
    const begin = page.indexOf('-->', page.indexOf(`<!-- ${name}:`)) + 3
    const end = page.indexOf(`<!-- /${name} -->`)
    if (begin < 3 || end < begin) throw new Error(`docs/privacy.md has no block ${name}`)
    return { begin, end }
  }
  return {
    read: () => {
      const page = readFileSync(PAGE, 'utf8')
      const { begin, end } = places(page)
      return page.slice(begin, end).trim()
    },
    write: (text) => {
      const page = readFileSync(PAGE, 'utf8')
      const { begin, end } = places(page)
      writeFileSync(PAGE, `${page.slice(0, begin)}\n\n${text}\n\n${page.slice(end)}`)
    },
  }
}

/** Holds a block to what was found; UPDATE_FIGURES=1 writes it. */
export function expectBlock(name: string, found: string): void {
  if (isUpdate) pageBlock(name).write(found)
  else expect(pageBlock(name).read()).toBe(found)
}

/**
 * Holds the figures of a piece of docs/privacy.md to what was found: expectFigures`goes through ${n} small services`.
 * UPDATE_FIGURES=1 writes them (npm run figures).
 */
export function expectFigures(words: TemplateStringsArray, ...found: readonly (number | string)[]): void {
  const page = readFileSync(PAGE, 'utf8')
  const name = words.join('…')
  const [match, ...others] = page.matchAll(piece(words))
  if (match === undefined || others.length > 0) throw new Error(`docs/privacy.md does not say once: ${name}`)
  // Words and figures by turns.
  const [whole, ...parts] = match
  const right = parts.map((part, place) => (place % 2 === 0 ? part : written(found[(place - 1) / 2]!, part)))
  if (isUpdate)
    writeFileSync(
      PAGE,
      page.replace(whole, () => right.join('')),
    )
  else expect(whole).toBe(right.join(''))
}

/** Finds words and the figures between them, whatever these are: 43, 4,096, 0.1 or four. Lines may break elsewhere. */
export function piece(words: readonly string[]): RegExp {
  const literal = words.map((text) =>
    text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`),
  )
  return new RegExp(`(${literal.join(String.raw`)(\w(?:[\w.,]*\w)?)(`)})`, 'g')
}

const IN_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** What is a figure, and no part of a name. A one or a two is not told from an article or a pronoun. */
export const FIGURE = new RegExp(String.raw`\b(?:\d(?:[\d.,]*\d)?|${IN_WORDS.slice(3).join('|')})\b`, 'gi')

/** In words where the page has it in words. */
function written(figure: number | string, before: string): string {
  if (typeof figure === 'string') return figure
  if (/^\d/.test(before)) return figure.toLocaleString('en')
  const word = IN_WORDS[figure] ?? `${figure}`
  return /^[A-Z]/.test(before) ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
