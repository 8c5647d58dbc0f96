import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

const PAGE = new URL('../../../docs/privacy.md', import.meta.url)

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

/** Holds a piece of a sentence of docs/privacy.md, with the figures that were found in it. */
export function expectWords(words: string): void {
  // The whole page beside it would be no help.
  expect(readFileSync(PAGE, 'utf8').replaceAll(/\s+/g, ' ').includes(words), words).toBe(true)
}

/**
 * Holds the second cell of a row of docs/privacy.md to what was found; UPDATE_FIGURES=1 writes it (npm run figures).
 *
 * @param label the first cell
 */
export function expectRow(label: string, found: string): void {
  const lines = readFileSync(PAGE, 'utf8').split('\n')
  const position = lines.findIndex((line) => line.startsWith(`| ${label} |`))
  const cells = (lines[position] ?? '').split(' | ')
  if (process.env['UPDATE_FIGURES'] !== '1') {
    expect(cells[1], label).toBe(found)
    return
  }
  lines[position] = cells.with(1, found).join(' | ')
  writeFileSync(PAGE, lines.join('\n'))
}
