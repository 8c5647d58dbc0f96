import { readFileSync, writeFileSync } from 'node:fs'

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

/** The second cell of the row of a table of docs/privacy.md that begins so. */
export function pageRow(label: string): string | undefined {
  const row = readFileSync(PAGE, 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`| ${label} |`))
  return row?.split(' | ')[1]
}
