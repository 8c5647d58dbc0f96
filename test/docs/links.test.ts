import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../cli/run-comptage.ts'
import { codesIn, exists, FRENCH_PAGES, headingsOf, linksIn, page, PAGES, proseOf } from './pages.ts'

describe.each(PAGES)('$path', ({ path, text }) => {
  const links = linksIn(proseOf(text)).filter(isLocal)

  it('has links that lead somewhere', () => {
    for (const target of links) {
      const [file = '', anchor] = target.split('#')
      const there = file === '' ? path : normalize(join(dirname(path), file))
      expect(exists(there), target).toBe(true)
      if (anchor !== undefined)
        expect(headingsOf(page(there)).map(({ text: heading }) => anchorOf(heading))).toContain(anchor)
    }
  })

  it('names files that are there', () => {
    const named = codesIn(proseOf(text)).filter((code) =>
      /^(?:src|test|docs|fixtures|bench|licences|\.ci|bin)\/[\w./-]*$/.test(code),
    )
    expect(named.filter((file) => !exists(file))).toEqual([])
  })

  it('names nobody’s folder', () => {
    expect(text).not.toMatch(/\/(?:home|root|work|tmp)\//)
  })
})

describe.each(FRENCH_PAGES)('the French %s', (path) => {
  const { text } = page(path)

  it('says of what it names for more that it is in English', () => {
    // The page of which it is the French one is named on top, once for all.
    const [, own = ''] = /anglais|English/.test(text.slice(0, 200)) ? (/\]\(([\w.]+)\)/.exec(text) ?? []) : []
    const prose = proseOf(text)
    const unsaid = [...prose.matchAll(/\]\(([^)#]+\.md)[^)]*\)/g)].filter(({ 0: link, 1: target = '', index }) => {
      const there = normalize(join(dirname(path), target))
      if (!isLocal(target) || FRENCH_PAGES.includes(there) || target === own) return false
      // To the end of the sentence.
      const [rest = ''] = prose.slice(index + link.length).split(/\.\s/)
      return !rest.includes('anglais')
    })
    expect(unsaid.map(([link]) => link)).toEqual([])
  })
})

// `closings.ts` · `findAllDue` → `findDue`
const BESIDE_FILE = /`([\w./-]+\.ts)` ·\s(`\w+`(?:(?:, | → )`\w+`)*)/g

it('names functions that stand in the file beside which it names them', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => `/src/${file}`)
  const named = [...page('docs/architecture.md').text.matchAll(BESIDE_FILE)].flatMap(([, file = '', names = '']) =>
    codesIn(names).map((name) => ({ file, name })),
  )
  expect(named.length).toBeGreaterThan(20)
  const isThere = ({ file, name }: (typeof named)[number]): boolean =>
    files
      .filter((path) => path.endsWith(`/${file}`))
      .some((path) =>
        new RegExp(`(?:function\\*?|const|readonly) ${name}\\b`).test(readFileSync(join(ROOT, path), 'utf8')),
      )
  expect(named.filter((one) => !isThere(one))).toEqual([])
})

it('names nothing that the house does not know', () => {
  const sources = ['src', 'assembly', 'test', 'build', 'bin', '.ci'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.c?[jt]s$/.test(file))
      .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
  )
  const words = new Set(sources.flatMap((text) => text.match(/\w+/g) ?? []))
  // `keepPeriods`, `WhyOpen`
  const named = codesIn(page('docs/architecture.md').text).filter((code) =>
    /^(?:[a-z]+[A-Z]\w*|[A-Z][a-z]\w*)$/.test(code),
  )
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((name) => !words.has(name))).toEqual([])
})

it('leads through eight files at most to why a period is open', () => {
  const { text } = page('docs/architecture.md')
  const told = text.slice(text.indexOf('Why did March not close'), text.indexOf('| is closed and has nothing'))
  const named = codesIn(told).filter((code) => code.endsWith('.ts') && !code.startsWith('test/'))
  const files = new Set(named.map((path) => basename(path)))
  expect([...files]).toContain('why-open.ts')
  expect(files.size, [...files].join(', ')).toBeLessThanOrEqual(8)
})

it('leads to every page from README.md', () => {
  const reached = new Set(['README.md'])
  for (const path of reached) {
    const known = PAGES.find((one) => one.path === path)
    for (const target of linksIn(known?.text ?? '').filter(isLocal))
      reached.add(normalize(join(dirname(path), target.split('#')[0] ?? '')))
  }
  // Decisions are read as a folder.
  expect(PAGES.map(({ path }) => path).filter((path) => !path.startsWith('docs/adr/') && !reached.has(path))).toEqual(
    [],
  )
})

function isLocal(target: string): boolean {
  return !/^https?:/.test(target)
}

/** As GitHub makes them. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
}
