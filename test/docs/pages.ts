import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../cli/run-comptage.ts'

/** A page of the documentation; `path` from the root of the repository. */
export type Page = { readonly path: string; readonly text: string }

/** A fenced block of a page. */
export type Block = {
  readonly path: string
  readonly language: string
  readonly text: string
  /** Of the line after its fence, from 1. */
  readonly line: number
}

const FOLDERS = ['docs', 'docs/adr']

export const PAGES: readonly Page[] = [
  ...['README.md', 'LISEZMOI.md', 'CHANGELOG.md', 'CONTRIBUTING.md'],
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
].map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

export const FRENCH_PAGES: readonly string[] = [
  'LISEZMOI.md',
  ...['exploitation', 'installer', 'sauvegarde', 'tutoriel'].map((name) => `docs/${name}.md`),
]

export function page(path: string): Page {
  const found = PAGES.find((one) => one.path === path)
  if (found === undefined) throw new Error(`no page ${path}`)
  return found
}

export function blocksOf({ path, text }: Page): readonly Block[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map((match) => ({
    path,
    language: match[1] ?? '',
    text: match[2] ?? '',
    line: text.slice(0, match.index).split('\n').length + 1,
  }))
}

export function blocksIn(language: string): readonly Block[] {
  return PAGES.flatMap(blocksOf).filter((block) => block.language === language)
}

/** Headings without their marks, in order; none of fenced blocks. */
export function headingsOf({ text }: Page): readonly { readonly level: number; readonly text: string }[] {
  return [...proseOf(text).matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', heading = '']) => ({
    level: marks.length,
    text: heading,
  }))
}

/** Rows of tables as their cells; the bar of a code span may be escaped. Header rows come too. */
export function rowsOf({ text }: Page): readonly (readonly string[])[] {
  return [...proseOf(text).matchAll(/^\|(.*)\|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()))
}

/** The code spans of a text. */
export function codesIn(text: string): readonly string[] {
  return text.split('`').filter((_, position) => position % 2 === 1)
}

/** Where the links of a text lead to. */
export function linksIn(text: string): readonly string[] {
  return text
    .split('](')
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf(')')))
}

/** A page without its fenced blocks. */
export function proseOf(text: string): string {
  return text
    .split(/^```/m)
    .filter((_, position) => position % 2 === 0)
    .join('')
}

export function exists(path: string): boolean {
  return existsSync(join(ROOT, path))
}

/** The words of a union of texts in a file of `src/`, which exist for the compiler alone. */
export function unionIn(file: string, name: string): readonly string[] {
  const source = readFileSync(join(ROOT, file), 'utf8')
  const [, after = ''] = source.split(`export type ${name} =`)
  const [body = ''] = after.split('\n\n')
  const words = body.split("'").filter((_, position) => position % 2 === 1)
  if (words.length === 0) throw new Error(`no union ${name} in ${file}`)
  return words
}
