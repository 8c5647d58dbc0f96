import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, runComptage, testFolder } from '../cli/run-comptage.ts'
import { blocksOf, headingsOf, linksIn, page, PAGES } from './pages.ts'

const { fresh } = testFolder('docs-demo')

describe.each(['README.md', 'LISEZMOI.md'])('%s', (path) => {
  const { text } = page(path)
  const blocks = blocksOf(page(path))

  it('has the two commands, alone in its first block', () => {
    expect(blocks[0]?.text).toBe('npm ci && npm run demo\nnpm ci && npm test\n')
    expect(text.slice(0, text.indexOf('npm ci && npm test')).split('\n').length).toBeLessThan(35)
  })

  it('has a configuration of fifteen lines', () => {
    const [configuration] = blocks.filter(({ language }) => language === 'yaml')
    expect(configuration?.text.trimEnd().split('\n')).toHaveLength(15)
  })

  it('quotes what the demonstration prints', () => {
    const [quoted] = blocks.filter(({ language }) => language === 'text')
    expectQuoted(quoted?.text, demo().printed[path === 'README.md' ? 'en' : 'fr'])
  })

  it('quotes what the demonstration publishes', () => {
    const [quoted] = blocks.filter(({ language }) => language === 'csv')
    expectQuoted(quoted?.text, demo().table)
  })

  it('says which figures are still to be measured, or gives them', () => {
    const [, speed = ''] = text.split(/^## (?:Speed|Vitesse)$/m)
    expect(speed).toMatch(/figures: npm run bench|\| \d/)
  })
})

describe.each(frenchPages())('$french', ({ french, english }) => {
  it(`is the same page as ${english}`, () => {
    const levels = (path: string) => headingsOf(page(path)).map(({ level }) => level)
    const languages = (path: string) => blocksOf(page(path)).map(({ language }) => language)
    expect(levels(french)).toEqual(levels(english))
    expect(languages(french)).toEqual(languages(english))
    expect(linksIn(page(french).text).map(inEnglish).toSorted()).toEqual(
      linksIn(page(english).text).map(inEnglish).toSorted(),
    )
  })
})

type Pair = { readonly french: string; readonly english: string }

/** A French page names the English one that it translates, and the English one it. */
function frenchPages(): readonly Pair[] {
  return pagesThatName(/^\*In English: \[([^\]]+)\]/m)
}

function pagesThatName(pattern: RegExp): readonly Pair[] {
  return PAGES.flatMap(({ path, text }) => {
    const english = pattern.exec(text)?.[1]
    return english === undefined ? [] : [{ french: path, english: join(dirname(path), english) }]
  })
}

function inEnglish(target: string): string {
  // Of some an operator has the essence in French.
  const pairs = [...frenchPages(), ...pagesThatName(/^\*L’essentiel\. [^[\n]+\[([^\]\n]+)\]/m)]
  const pair = pairs.find(({ french }) => basename(french) === basename(target))
  return pair === undefined ? target : join(dirname(target), basename(pair.english))
}

/** `…` alone on a line stands for lines that were left out. */
function expectQuoted(quoted: string | undefined, whole: string): void {
  const parts = (quoted ?? '').split('…\n')
  expect(parts.length).toBeGreaterThan(1)
  let from = 0
  for (const part of parts) {
    const at = `\n${whole}`.indexOf(`\n${part}`, from)
    expect(at, part).toBeGreaterThanOrEqual(0)
    from = at + part.length
  }
}

it('two clones of one user share nothing that a run of the demonstration keeps, and git leaves it alone', async () => {
  const home = fresh()
  for (const clone of [fresh(), fresh()]) {
    cpSync(join(ROOT, 'fixtures/demo'), join(clone, 'fixtures/demo'), { recursive: true })
    const { code, stdout } = await runComptage(['run', '--json', '-c', 'fixtures/demo/comptage.yaml'], {
      cwd: clone,
      env: { HOME: home, XDG_STATE_HOME: join(home, 'state') },
    })
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { lines: 30746 }])
    expect(existsSync(join(clone, 'fixtures/demo/comptage-state/state.db'))).toBe(true)
    expect(existsSync(join(clone, 'open-data/mes-demarches'))).toBe(true)
  }
  expect(readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')).toContain('comptage-state/')
})

type Demo = { readonly printed: Readonly<Record<'en' | 'fr', string>>; readonly table: string }
let ran: Demo | undefined

/** What `npm run demo` prints, to readers of both languages, and publishes, from a copy of its folder. */
function demo(): Demo {
  ran ??= runDemo()
  return ran
}

function runDemo(): Demo {
  const folder = fresh()
  mkdirSync(join(folder, 'fixtures'))
  cpSync(join(ROOT, 'fixtures/demo'), join(folder, 'fixtures/demo'), { recursive: true })
  // The program itself is this one: Node follows the link before it looks for what lies beside it.
  symlinkSync(join(ROOT, 'bin'), join(folder, 'bin'))
  const printedIn = (language: string): string => {
    const { stdout, status } = spawnSync('sh', ['-c', 'node fixtures/demo/run-demo.js 2>&1'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1', NODE_OPTIONS: '', LANG: language },
    })
    if (status !== 0) throw new Error(stdout)
    return stdout
  }
  return {
    printed: { en: printedIn('C'), fr: printedIn('fr_FR.UTF-8') },
    table: readFileSync(join(folder, 'open-data/mes-demarches/data/day-feature.csv'), 'utf8'),
  }
}
