import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../cli/run-comptage.ts'
import { codesIn, headingsOf, page, PAGES, rowsOf } from './pages.ts'

const decisions = PAGES.filter(({ path }) => path.startsWith('docs/adr/'))
const PARTS = ['Status', 'Context', 'Decision', 'Consequences', 'What we tried and dropped']

describe('decisions', () => {
  it('are numbered without a gap, by file and by title', () => {
    const numbers = decisions.map(({ path }) => Number(/adr\/(\d{4})-/.exec(path)?.[1]))
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
    const titles = decisions.map((one) => Number(/^\d+/.exec(headingsOf(one)[0]?.text ?? '')?.[0]))
    expect(titles).toEqual(numbers)
  })

  it.each(decisions)('$path has the five parts, and fits a screen', ({ text }) => {
    const parts = [...text.matchAll(/^\*\*(.+?)\.\*\*/gm)]
      .map(([, part = '']) => part)
      .filter((part) => PARTS.includes(part))
    expect(parts).toEqual(PARTS)
    expect(text.split('\n').length).toBeLessThan(45)
  })

  it('have every package that is needed at run time, with its licence', () => {
    const { dependencies } = json('package.json')
    const rows = rowsOf(page('docs/adr/0005-node-20-and-run-time-dependencies.md')).filter(([name = '']) =>
      name.startsWith('`'),
    )
    const said = Object.fromEntries(rows.map(([name = '', licence]) => [codesIn(name)[0] ?? '', licence] as const))
    const names = Object.keys(dependencies ?? {})
    expect(said).toEqual(
      Object.fromEntries(names.map((name) => [name, json(`node_modules/${name}/package.json`).license])),
    )
  })
})

type PackageJson = { readonly license?: string; readonly dependencies?: Readonly<Record<string, string>> }

function json(path: string): PackageJson {
  const read: unknown = JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
  return read as PackageJson
}
