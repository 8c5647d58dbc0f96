import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ROOT } from './cli/run-comptage.ts'

type Violation = { readonly rule: { readonly name: string; readonly severity: string }; readonly from: string }
type Summary = { readonly totalCruised: number; readonly violations: readonly Violation[] }

/** What dependency-cruiser says of `src/` below a folder, by the rules of this repository. */
function cruise(folder: string): Summary {
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [program, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 })
  if (stdout === '') throw new Error(stderr)
  return (JSON.parse(stdout) as { summary: Summary }).summary
}

const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
  .filter((it) => it.isFile())
  .map(({ parentPath, name }) => join(parentPath, name))

const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: readonly { readonly name: string; readonly to: { readonly pathNot?: string } }[]
}

/** The rooms of `run` that are listed, the lowest first. */
const ROOMS_OF_RUN =
  forbidden
    .find(({ name }) => name === 'rooms-of-run-are-listed')
    ?.to.pathNot?.split(/[()]/)[1]
    ?.split('|') ?? []

function neighbours(rooms: readonly string[]): readonly (readonly [string, string])[] {
  return rooms.slice(1).map((higher, i) => [rooms[i] ?? '', higher])
}

/** For each rule, a file that breaks it and what the file imports. */
const PLANTED: readonly { readonly rule: string; readonly file: string; readonly imports: string }[] = [
  { rule: 'no-circle', file: 'src/config/a.ts', imports: './b.ts' },
  { rule: 'domain-is-words-only', file: 'src/domain/words.ts', imports: '../config/index.ts' },
  { rule: 'rooms-do-not-know-each-other', file: 'src/tally/neighbour.ts', imports: '../publish/index.ts' },
  { rule: 'rooms-have-one-door', file: 'src/pipeline/window.ts', imports: '../config/b.ts' },
  { rule: 'pipeline-never-knows-cli', file: 'src/pipeline/upstairs.ts', imports: '../cli/main.ts' },
  { rule: 'reading-is-below-the-verbs', file: 'src/pipeline/reading/verb.ts', imports: '../run/done.ts' },
  ...neighbours(ROOMS_OF_RUN).map(([lower, higher]) => ({
    rule: 'rooms-of-run-go-down',
    file: `src/pipeline/run/${lower}/looks-up.ts`,
    imports: `../${higher}/door.ts`,
  })),
  { rule: 'rooms-of-run-are-listed', file: 'src/pipeline/run/asks.ts', imports: './annex/unlisted.ts' },
  { rule: 'cli-goes-through-pipeline', file: 'src/cli/shortcut.ts', imports: '../gate/index.ts' },
  { rule: 'pure-rooms-touch-nothing', file: 'src/gate/reads.ts', imports: 'node:fs' },
  { rule: 'gate-never-hashes', file: 'src/gate/hashes.ts', imports: 'node:crypto' },
  { rule: 'words-of-paths-only-for-init', file: 'src/pipeline/curious.ts', imports: '../learn/index.ts' },
  { rule: 'learners-only-for-init', file: 'src/tally/learns.ts', imports: '../domain/contracts/path-learner.ts' },
  { rule: 'kept-rows-come-back-once', file: 'src/pipeline/seals.ts', imports: '../protect/restore.ts' },
  { rule: 'agents-only-in-agent', file: 'src/publish/agents.ts', imports: 'isbot' },
  { rule: 'sqlite-only-in-state', file: 'src/publish/database.ts', imports: 'better-sqlite3' },
  { rule: 'no-dev-in-src', file: 'src/publish/tests.ts', imports: 'csv-parse' },
]

/** Two folders that know each other, though no file is in a circle. */
const CIRCLE = {
  'src/publish/left/asks.ts': `import '../right/answers.ts'\n`,
  'src/publish/right/asks.ts': `import '../left/answers.ts'\n`,
}

const OTHERS: Readonly<Record<string, string>> = {
  'src/config/b.ts': `import './a.ts'\n`,
  ...CIRCLE,
  'src/publish/left/answers.ts': 'export {}\n',
  'src/publish/right/answers.ts': 'export {}\n',
  ...Object.fromEntries(
    [
      'config/index',
      'publish/index',
      'gate/index',
      'cli/main',
      'pipeline/run/done',
      ...ROOMS_OF_RUN.map((room) => `pipeline/run/${room}/door`),
      'pipeline/run/annex/unlisted',
      'protect/restore',
      'learn/index',
      'domain/contracts/path-learner',
    ].map((path) => [`src/${path}.ts`, 'export {}\n']),
  ),
  // Not installed yet; the rule stands ready for it.
  'node_modules/better-sqlite3/package.json': '{ "name": "better-sqlite3", "version": "1.0.0" }',
  'node_modules/better-sqlite3/index.js': '',
}

describe('the floors and rooms', () => {
  const folder = mkdtempSync(join(tmpdir(), 'comptage-architecture-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('hold, and were looked at', () => {
    const { totalCruised, violations } = cruise(ROOT)
    expect(violations).toEqual([])
    // A tool that sees nothing finds nothing.
    expect(totalCruised).toBeGreaterThan(50)
  })

  it('are watched by rules that catch what breaks them', () => {
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      cpSync(join(ROOT, file), join(folder, file))
    const planted = Object.fromEntries(PLANTED.map(({ file, imports }) => [file, `import '${imports}'\n`]))
    for (const [path, text] of Object.entries({ ...OTHERS, ...planted })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    for (const name of ['isbot', 'csv-parse', 'typescript'])
      symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name))
    const caught = cruise(folder).violations.map(({ rule, from }) => `${rule.name}: ${from}`)
    const circle = Object.keys(CIRCLE).map((file) => `folders-in-no-circle: ${file}`)
    expect(caught).toEqual(expect.arrayContaining([...PLANTED.map(({ rule, file }) => `${rule}: ${file}`), ...circle]))
  })

  it('hold modules alone, of which the linter and the compiler read each', () => {
    expect(FILES.length).toBeGreaterThan(50)
    expect(FILES.filter((path) => !path.endsWith('.ts'))).toEqual([])
  })

  it('leave to run what it alone can do: the room of a command that grew holds a decision of another', () => {
    const ofRun = FILES.filter((file) => file.startsWith(join(ROOT, 'src/pipeline/run/')))
    expect(ofRun.length).toBeGreaterThan(10)
    const lines = ofRun.map((file) => readFileSync(file, 'utf8').split('\n').length - 1)
    expect(lines.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(3500)
  })

  it('name in their comments files that are there', () => {
    const there = ['.', 'src', 'test', 'docs', 'assembly'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: folder !== '.', encoding: 'utf8' }).map((path) => basename(path)),
    )
    const named = FILES.flatMap((path) => {
      const comments = readFileSync(path, 'utf8').match(/^ *(?:\/\/|\/?\*).*$/gm) ?? []
      return comments.flatMap((comment) => comment.match(/(?<![\w.*-])[\w-]+\.ts\b/g) ?? [])
    })
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !there.includes(name))).toEqual([])
  })

  it('give no two files one name, but the doors of rooms', () => {
    const modules = FILES.filter((file) => basename(file) !== 'index.ts')
    const names = modules.map((file) => basename(file))
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([])
  })

  // The words of a layout are a small language of their own, read in its templates alone: `${METHOD} ${STATUS}`.
  it('give no two things that files hand out one name, but the words of a layout', () => {
    const exported = FILES.filter((file) => !file.endsWith('format/named/layout.ts')).flatMap((file) => [
      ...new Set(
        [...readFileSync(file, 'utf8').matchAll(/^export (?:async )?(?:function\*?|const|type|class) (\w+)/gm)].map(
          ([, name]) => name,
        ),
      ),
    ])
    expect(exported.length).toBeGreaterThan(1500)
    expect(exported.filter((name, i) => exported.indexOf(name) < i)).toEqual([])
  })

  it('have a planted file for each rule', () => {
    // Each room of run that has another above it has a rule of its own, all of one name.
    // Those against circles of folders are made of the circles that are found.
    expect(PLANTED.map(({ rule }) => rule).sort()).toEqual(forbidden.map(({ name }) => name).sort())
  })
})

type Locked = {
  readonly version?: string
  readonly resolved?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly gypfile?: boolean
} & {
  readonly engines?: { readonly node?: string }
}

describe('the lock file', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Locked>>
  }
  const production = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true)

  it('holds no download address', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([])
  })

  it('has no production package that refuses Node 20.19, but the SQLite of later ones, which npm leaves out there', () => {
    expect(production.length).toBeGreaterThan(8)
    const refusing = production.filter(([, { engines }]) => !accepts(engines?.node ?? '*', [20, 19, 0]))
    expect(refusing.map(([path, { optional }]) => [path, optional])).toEqual([['node_modules/better-sqlite3-13', true]])
  })

  // npm writes it of no package, and takes it from here alone: without it `npm ci` asks for a compiler, which nothing is compiled by, and
  // where there is none it leaves the package out without a word. Each line that npm writes anew has to be given it again.
  it('has an SQLite for later Nodes for which no compiler is needed', () => {
    expect(packages['node_modules/better-sqlite3-13']).toMatchObject({ version: '13.2.0', gypfile: false })
  })

  it('has ua-parser-js 1.0.41, the last that is MIT and what we need', () => {
    expect(packages['node_modules/ua-parser-js']?.version).toBe('1.0.41')
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>
    }
    expect(dependencies['ua-parser-js']).toBe('1.0.41')
  })

  it.each([
    { range: '>=18', is: true },
    { range: '>= 20.19.0', is: true },
    { range: '>=20.20', is: false },
    { range: '^18 || >=20', is: true },
    { range: '^18.0.0 || ^22.0.0', is: false },
    { range: '^20.9.0 || >=21.1.0', is: true },
    { range: '^20.20.0', is: false },
    { range: '20.x', is: true },
    { range: '>=16 <20', is: false },
    { range: '*', is: true },
  ])('reads the range $range', ({ range, is }) => {
    expect(accepts(range, [20, 19, 0])).toBe(is)
  })
})

const OPERATORS = ['>=', '<=', '>', '<', '^']

type Version = readonly [major: number, minor: number, patch: number]

/** The few forms of a range that packages use for Node; any other throws. */
function accepts(range: string, version: Version): boolean {
  return range.split('||').some((all) => {
    const comparators = all
      .trim()
      .replaceAll(/([<>=^~]) +/g, '$1')
      .split(/\s+/)
    return comparators.every((comparator) => satisfies(comparator, version))
  })
}

function satisfies(comparator: string, version: Version): boolean {
  const operator = OPERATORS.find((sign) => comparator.startsWith(sign)) ?? ''
  const parts = comparator.slice(operator.length).split('.')
  const [major = 0, minor = 0, patch = 0] = parts.map((part) => (['x', '*'].includes(part) ? 0 : Number(part)))
  if (Number.isNaN(major + minor + patch)) throw new Error(`a range of a new form: ${comparator}`)
  const than = compare(version, [major, minor, patch])
  switch (operator) {
    case '>=':
      return than >= 0
    case '>':
      return than > 0
    case '<=':
      return than <= 0
    case '<':
      return than < 0
    default:
      return comparator === '*' || (version[0] === major && than >= 0)
  }
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
