import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../run/lines-of.ts'
import { follow } from './main-in-process.ts'
import { filesBelow, testFolder } from './run-comptage.ts'

const { fresh } = testFolder('folder-of-another')
const START = Date.UTC(2026, 2, 1)
const DAY = 86_400_000
const LINES = [0, 1, 2, 9].map((day) => linesOf(60, START + day * DAY)).join('')

function settle(files: Readonly<Record<string, string>>, output = 'www'): string {
  const folder = fresh({ 'access.log': LINES })
  configure(folder, output)
  put(folder, files)
  return folder
}

function configure(folder: string, output: string, datasets = ''): void {
  writeFileSync(
    join(folder, 'comptage.yaml'),
    `service: { id: essai, name: Essai }
timezone: UTC
logs: [ { path: access.log, format: combined } ]
features: [ { id: aide, match: /aide } ]
output: ${output}
state: state
${datasets}`,
  )
}

/** A path that ends with `/` is a folder. */
function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const at = join(folder, path)
    mkdirSync(path.endsWith('/') ? at : dirname(at), { recursive: true })
    if (!path.endsWith('/')) writeFileSync(at, text)
  }
}

const RUN = 'run -c ./comptage.yaml'
const WRITERS = [
  RUN,
  'count -c ./comptage.yaml --write',
  'count -c ./comptage.yaml -o ./www ./access.log',
  'count -c ./comptage.yaml -o ./www --cut-anew ./access.log',
  'merge -c ./comptage.yaml -o ./www ./a.tally',
]
const TALLY = 'tally -c ./comptage.yaml --tally ./a.tally ./access.log'

/** `told`: the file by which each is known. */
const OTHERS: readonly { readonly files: Readonly<Record<string, string>>; readonly told: string }[] = [
  {
    files: { 'essai/README.md': 'R', 'essai/index.html': '<h1>APP</h1>', 'essai/data/contrat.pdf': 'c' },
    told: 'essai/README.md',
  },
  { files: { 'essai/index.html': '<h1>APP</h1>' }, told: 'essai/index.html' },
  { files: { 'essai/a/': '', 'essai/b/.git/x': '', 'essai/b/c/notes.txt': 'n' }, told: 'essai/b/c/notes.txt' },
  { files: { 'essai-detail/index.html': '<h1>APP</h1>' }, told: 'essai-detail/index.html' },
  { files: { 'essai/datapackage.json': '{"name":"theirs","resources":[]}' }, told: 'essai/datapackage.json' },
  { files: { 'essai/datapackage.json': '[' }, told: 'essai/datapackage.json' },
  { files: { 'essai/SHA256SUMS': `${'0'.repeat(64)}  index.html\n` }, told: 'essai/SHA256SUMS' },
]

const NOBODYS: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'www/essai/': '' },
  { 'www/essai/data/': '', 'www/essai-detail/': '' },
  { 'www/essai/.gitkeep': '', 'www/essai/.htaccess': 'Options -Indexes\n', 'www/essai/.git/config': '' },
  { 'www/index.html': '<h1>APP</h1>', 'www/other/index.html': '<h1>APP</h1>' },
]

describe('a folder of somebody else', () => {
  it.each(OTHERS)('is left as it is, and told, by every command: $told', async ({ files, told }) => {
    const below = Object.fromEntries(Object.entries(files).map(([path, text]) => [`www/${path}`, text]))
    for (const line of [...WRITERS, `${RUN} --dry-run`, 'check -c ./comptage.yaml']) {
      const folder = settle(below)
      await follow(folder, TALLY)
      const before = filesBelow(join(folder, 'www'))
      const { code, stderr } = await follow(folder, line)
      const named = [stderr.includes('folder_of_another'), stderr.includes(join(folder, 'www', told))]
      expect.soft({ line, code, named }).toEqual({ line, code: 78, named: [true, true] })
      expect.soft(filesBelow(join(folder, 'www'))).toEqual(before)
    }
  })

  it.each(NOBODYS)('is none without a file of theirs: %j', async (files) => {
    for (const line of WRITERS) {
      const folder = settle(files)
      await follow(folder, TALLY)
      expect.soft(await follow(folder, 'check -c ./comptage.yaml')).toMatchObject({ code: 0 })
      expect.soft({ line, ...(await follow(folder, line)) }).toMatchObject({ line, code: 0 })
      expect.soft(filesBelow(join(folder, 'www/essai'))['datapackage.json']).toBeDefined()
      for (const [path, text] of Object.entries(files))
        if (!path.endsWith('/')) expect.soft(readFileSync(join(folder, path), 'utf8')).toBe(text)
    }
  })

  it.each([['datapackage.json'], ['SHA256SUMS']])('is not ours, which is mended without its %s', async (lost) => {
    // Without --cut-anew a count is compared with the edition that stands there, and so refuses one that is damaged.
    for (const line of [RUN, 'count -c ./comptage.yaml --write --cut-anew']) {
      const folder = settle({})
      await follow(folder, line)
      const before = filesBelow(join(folder, 'www'))
      rmSync(join(folder, 'www/essai', lost))
      expect.soft({ line, ...(await follow(folder, line)) }).toMatchObject({ line, code: 0 })
      expect.soft(filesBelow(join(folder, 'www'))).toEqual(before)
    }
  })

  it('is what status tells until a run finds it gone', async () => {
    const folder = settle({ 'www/essai/index.html': '<h1>APP</h1>' })
    await follow(folder, RUN)
    expect((await follow(folder, 'status -c ./comptage.yaml')).stdout).toContain('FOLDER_OF_ANOTHER')
    renameSync(join(folder, 'www/essai'), join(folder, 'www/app'))
    expect(await follow(folder, RUN)).toMatchObject({ code: 0 })
    expect((await follow(folder, 'status -c ./comptage.yaml')).stdout).not.toContain('FOLDER_OF_ANOTHER')
  })

  it('is refused to a state that has published elsewhere', async () => {
    const folder = settle({ 'www/essai/index.html': '<h1>APP</h1>' }, 'out')
    await follow(folder, RUN)
    configure(folder, 'www')
    expect(await follow(folder, RUN)).toMatchObject({ code: 78 })
    expect(await follow(folder, RUN)).toMatchObject({ code: 78 })
    expect(filesBelow(join(folder, 'www'))).toEqual({ 'essai/index.html': '<h1>APP</h1>' })
  })

  it('is refused to a first table in detail, and not to what was published', async () => {
    const folder = settle({})
    configure(folder, 'www', SUMMARY)
    await follow(folder, RUN)
    for (const name of Object.keys(filesBelow(join(folder, 'www/essai'))))
      if (name !== 'README.md') rmSync(join(folder, 'www/essai', name))
    const left = filesBelow(join(folder, 'www/essai'))
    put(folder, { 'www/essai-detail/index.html': '<h1>APP</h1>' })
    configure(folder, 'www', `${SUMMARY}  - { by: [ month, feature, device ] }\n`)
    const { code, stderr } = await follow(folder, RUN)
    expect([code, stderr.includes('essai-detail/index.html')]).toEqual([78, true])
    expect(filesBelow(join(folder, 'www/essai'))).toEqual(left)
    rmSync(join(folder, 'www/essai-detail'), { recursive: true })
    configure(folder, 'www', SUMMARY)
    expect(await follow(folder, RUN)).toMatchObject({ code: 0 })
    expect(Object.keys(filesBelow(join(folder, 'www/essai')))).toContain('datapackage.json')
  })
})

const SUMMARY = 'datasets:\n  - { by: [ day, feature ] }\n'
