import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { FATES, REASONS } from '../../src/domain/fate.ts'
import { onTerminal as typedOn } from './on-terminal.ts'
import {
  combinedLine,
  COMPTAGE,
  filesBelow,
  ROOT,
  runComptage,
  runProgram,
  runShell,
  testFolder,
  type Run,
} from './run-comptage.ts'
import { has } from '../machine.js'
import { feedThenSignal } from './feed-then-signal.ts'

const CONFIG = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
features:
  - id: simulateur
    title: Simulateur
    match: [ /simulateur, /simulateur/** ]
  - id: aide
    title: Aide
    match: [ /aide ]
datasets:
  - by: [ day, feature ]
  - by: [ month, feature ]
output: published
`
const HEADER = 'jour,fonctionnalite,requetes,entrees,erreurs\n'
const onDay = (day: number): string => `${String(day).padStart(2, '0')}/Mar/2026:12:00:00 +0100`

/** Twelve uses of the simulator on each of six days, three of them entries, and a query string nobody may see. */
const LOG = [1, 2, 3, 4, 5, 6]
  .flatMap((day) =>
    Array.from({ length: 12 }, (_, use) =>
      combinedLine({ time: onDay(day), referrer: use < 3 ? '-' : 'https://www.example.fr/LEAK' }),
    ),
  )
  .join('')

/** One line on each of 28 days. */
const WHOLE_MONTH = Array.from({ length: 28 }, (_, n) => combinedLine({ time: onDay(n + 1) })).join('')

const { fresh } = testFolder('cli')
const caseOf = (files: Readonly<Record<string, string | Uint8Array>> = {}): string =>
  fresh({ 'comptage.yaml': CONFIG, 'access.log': LOG, ...files })

/** Runs it where there are a configuration and a log; nothing of the log may ever be seen. */
async function count(args: readonly string[], files = {}, options = {}): Promise<Run & { folder: string }> {
  const folder = caseOf(files)
  const run = await runComptage(['count', ...args], { cwd: folder, ...options })
  expectDiscreet(run)
  return { ...run, folder }
}

function expectDiscreet({ stdout, stderr }: Run): void {
  expect(stdout + stderr).not.toMatch(/LEAK|203\.0\.113/)
  expect(stderr).not.toMatch(/^ {4}at /m)
  for (const word of ['node:internal', 'Error:', 'undefined', '[object']) expect(stderr).not.toContain(word)
  for (const block of errorBlocks(stderr))
    expect(block.replace(ROOT, '')).toMatch(
      /^error: .+\n {2}where: .+\n {2}fix: {3}.+\n {2}more: {2}docs\/errors\.md#[a-z_]+$/,
    )
}

function errorBlocks(stderr: string): readonly string[] {
  return stderr.split(/^(?=\S)/m).flatMap((block) => (block.startsWith('error:') ? [block.trimEnd()] : []))
}

describe.concurrent('comptage count', () => {
  it('writes one table to stdout and nothing else there', async () => {
    const { code, stdout, stderr } = await count(['access.log'])
    expect(code).toBe(0)
    const rows = [1, 2, 3, 4, 5, 6].map((day) => `2026-03-0${day},aide,,,\n2026-03-0${day},simulateur,12,,\n`)
    expect(stdout).toBe(HEADER + rows.join(''))
    expect(stderr).toContain('72  lines read\n72  counted        uses of a feature\n')
  })

  it('writes the same bytes whatever the time zone of the machine', async () => {
    const runs = await Promise.all(
      ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'].map(async (TZ) => {
        const { folder } = await count(['-o', 'out', '--ledger', 'l.json', 'access.log'], {}, { env: { TZ } })
        const { stdout, stderr } = await runComptage(['count', 'access.log'], { cwd: folder, env: { TZ } })
        return { stdout, stderr, files: filesBelow(folder) }
      }),
    )
    expect(Object.keys(runs[0]!.files)).toContain('out/essai/data/day-feature.csv')
    expect(runs[1]).toEqual(runs[0])
    expect(runs[2]).toEqual(runs[0])
  })

  it.each([
    { why: 'empty', log: '' },
    { why: 'a header of W3C alone', log: '#Version: 1.0\n#Fields: date time cs-method cs-uri-stem sc-status\n' },
    { why: 'blank lines', log: '\n\n' },
  ])('writes no folder of zeros where no log holds a request: $why', async ({ log }) => {
    const { code, stderr, folder } = await count(['-o', 'out', 'none.log'], { 'none.log': log })
    expect(code, stderr).toBe(0)
    expect(stderr).toContain('nothing was written in out: the logs hold no request\n')
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  it.each([
    { why: 'of these days', args: ['--since', '2030-01-01', 'access.log'], says: 'no request of these days' },
    { why: 'of HTTP', args: ['odd.log'], says: 'no request' },
  ])('leaves a folder as it is where no request is there: $why', async ({ args, says }) => {
    const odd = '192.0.2.1 - - [01/Mar/2026:12:00:00 +0000] "-" 408 0 "-" "-"\n'
    const { folder } = await count(['-o', 'out', 'access.log'], { 'odd.log': odd })
    const before = filesBelow(folder)
    const { stderr } = await runComptage(['count', '-o', 'out', ...args], { cwd: folder })
    expect(stderr).toContain(`nothing was written in out: the logs hold ${says}\n`)
    expect(filesBelow(folder)).toEqual(before)
  })

  it('writes the folders with -o, and nothing to stdout', async () => {
    const { code, stdout, stderr, folder } = await count(['-o', 'out', 'access.log'])
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain('44 files written in out\n')
    const tables = ['breaks', 'day-feature', 'features', 'gaps', 'month-feature', 'quality']
    const beside = ['', '-metadata.json', '.license']
    const texts = ['CHANGELOG', 'CONFIDENTIALITE', 'LISEZMOI', 'PRIVACY', 'README'].map((name) => `${name}.md`)
    const files = [
      ...texts,
      ...['LICENSES/etalab-2.0.txt', 'REUSE.toml', 'SHA256SUMS', 'datapackage.json', 'index.html', 'index.en.html'],
      ...['a-propos.html', 'about.html', 'latest.json', 'latest.schema.json', 'tableur-mois.csv'],
      ...['aide', 'simulateur'].flatMap((id) =>
        ['badge/ID.json', 'badge/ID.svg', 'embed/ID.html', 'embed/ID.svg'].map((path) => path.replace('ID', id)),
      ),
      ...tables.flatMap((name) => beside.map((ending) => `data/${name}.csv${ending}`)),
    ]
    const all = ['.comptage.lock', 'index.html', 'index.en.html', ...files.map((path) => `essai/${path}`)]
    expect(Object.keys(filesBelow(join(folder, 'out'))).sort()).toEqual(all.sort())
    const again = await runComptage(['count', '-o', 'out', 'access.log'], { cwd: folder })
    expect(again.stderr).toContain('nothing changed in out\n')
  })

  it('writes to output: of the configuration with --write', async () => {
    const { code, folder } = await count(['--write', 'access.log'])
    expect(code).toBe(0)
    expect(readdirSync(join(folder, 'published'))).toEqual([
      '.comptage.lock',
      '.comptage.logs.essai',
      'essai',
      'index.en.html',
      'index.html',
    ])
  })

  it('prints the table that --dataset names, and speaks of that one alone', async () => {
    const { code, stdout, stderr } = await count(['--dataset', 'month-feature', 'access.log'])
    expect([code, stdout]).toEqual([
      0,
      'mois,fonctionnalite,requetes,entrees,erreurs\n2026-03,aide,,,\n2026-03,simulateur,,,\n',
    ])
    expect(stderr).toContain('warning: month-feature: not closed yet, since more lines may come: 2026-03\n')
    expect(stderr).not.toContain('day-feature')
  })

  it('counts the days from --since to --until, both included', async () => {
    const { stdout } = await count(['--since', '2026-03-02', '--until', '2026-03-04', 'access.log'])
    expect(stdout.match(/^2026-03-\d\d,simulateur/gm)).toEqual([2, 3, 4].map((day) => `2026-03-0${day},simulateur`))
  })

  it('publishes exact figures, zeros included, where their risk is accepted', async () => {
    const { code, stdout } = await count(['--protection', 'exact', '--accept-risk', 'access.log'])
    expect([code, stdout]).toEqual([
      0,
      HEADER + [1, 2, 3, 4, 5, 6].map((d) => `2026-03-0${d},aide,0,0,0\n2026-03-0${d},simulateur,12,3,0\n`).join(''),
    ])
  })

  it('says nothing with --quiet where all is well', async () => {
    expect(await count(['--quiet', 'access.log'])).toMatchObject({ code: 0, stderr: '' })
  })

  it('reads stdin as -, and where no log is named anywhere', async () => {
    const { stdout } = await count(['access.log'])
    expect(await count(['-'], {}, { stdin: LOG })).toMatchObject({ code: 0, stdout })
    expect(await count([], {}, { stdin: gzipSync(LOG) })).toMatchObject({ code: 0, stdout })
  })

  it('knows gzip by its content, whatever the file is called', async () => {
    const { stdout } = await count(['access.log'])
    const files = { 'zipped.txt': gzipSync(LOG), 'plain.gz': LOG }
    expect(await count(['zipped.txt'], files)).toMatchObject({ code: 0, stdout })
    expect(await count(['plain.gz'], files)).toMatchObject({ code: 0, stdout })
  })

  it('writes the ledger for the operator alone, every fate and every reason in it', async () => {
    const line = 'this is no line of a log\n'
    const { folder } = await count(['--ledger', 'l.json', 'access.log', 'b.log'], { 'b.log': LOG + line })
    expect(statSync(join(folder, 'l.json')).mode & 0o777).toBe(0o600)
    const fates = Object.fromEntries(FATES.map((fate) => [fate, 0]))
    const malformed = Object.fromEntries(REASONS.map((reason) => [reason, 0]))
    const ofB = {
      linesRead: 73,
      fates: { ...fates, counted: 72, malformed: 1 },
      malformed: { ...malformed, 'bad-line': 1 },
    }
    expect(JSON.parse(filesBelow(folder)['l.json']!)).toEqual({
      total: { ...ofB, linesRead: 145, fates: { ...ofB.fates, counted: 144 } },
      files: [
        { file: 'access.log', linesRead: 72, fates: { ...fates, counted: 72 }, malformed },
        { file: 'b.log', ...ofB },
      ],
    })
  })

  it('tells what it is, and how it is called', async () => {
    expect(await runComptage(['--version'])).toMatchObject({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' })
    const help = await runComptage(['count', '--help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toMatch(/^Usage: comptage count \[options\] \[LOG\.\.\.\]\n/)
    expect(help.stdout).toMatch(/^Examples:\n(?: {2}.*comptage count .+\n)+/m)
    const none = await runComptage([])
    expect(none).toMatchObject({ code: 64, stdout: '' })
    expect(none.stderr).toMatch(/^Usage: comptage /)
  })
})

describe.concurrent('comptage count, too many lines that do not fit', () => {
  const bad = 'LEAK of something that is no log line\n'.repeat(200)

  it('publishes no day that holds them, and exits with 65', async () => {
    const { code, stdout, stderr, folder } = await count(
      ['--format', 'combined', '--ledger', 'l.json', '-o', 'out', 'bad.log', 'access.log'],
      { 'bad.log': LOG + bad },
    )
    expect([code, stdout]).toEqual([65, ''])
    expect(stderr).toContain('error: 94.3 % of the lines of 6 March 2026 do not fit the format combined (limit 5.0 %)')
    expect(stderr).toContain('where: bad.log, first at line 73, column ')
    const files = filesBelow(folder)
    const lost = files['out/essai/data/day-feature.csv']!.split('\n').filter((row) => row.startsWith('2026-03-06'))
    expect(lost.join('').replaceAll('2026-03-06', '')).not.toMatch(/\d/)
    expect(files['l.json']).toMatch(/"linesRead": 344\b/)
  })

  it('publishes anyway with --malformed-limit', async () => {
    const args = ['--format', 'combined', 'bad.log']
    const files = { 'bad.log': LOG + bad }
    expect(await count(['--malformed-limit', '40%', ...args], files)).toMatchObject({ code: 65 })
    for (const limit of ['99%', '100%']) {
      const { code, stdout } = await count(['--malformed-limit', limit, ...args], files)
      expect(code).toBe(0)
      expect(stdout).toContain('2026-03-01,simulateur,12,,\n')
    }
  })

  it.each([
    { why: 'near', line: `${combinedLine({})}LEAK more\n`, says: 'nearest is combined (200 of 400)' },
    { why: 'nowhere near', line: bad, says: 'none comes near' },
  ])('names the format that comes nearest, if one does: $why', async ({ line, says }) => {
    const { code, stdout, stderr } = await count(['bad.log'], { 'bad.log': line.repeat(200) })
    expect([code, stdout]).toEqual([65, ''])
    expect(stderr).toContain(`error: no known format reads nine of ten lines`)
    expect(stderr).toContain(says)
    expect(stderr).not.toContain('LEAK')
  })
})

describe.concurrent('comptage count, what is wrong is said with its remedy', () => {
  it.each([
    { args: ['access.log', '--datset', 'x'], code: 64, says: 'did you mean "--dataset"?', why: 'an unknown option' },
    {
      args: ['access.log', '--dataset', 'day-featur'],
      code: 64,
      says: 'did you mean "day-feature"?',
      why: 'an unknown table',
    },
    {
      args: ['access.log', '--dataset', 'day-feature', '-o', 'x'],
      code: 64,
      says: 'cannot go with',
      why: 'a table and folders',
    },
    {
      args: ['access.log', '--since', '2026-02-30'],
      code: 64,
      says: 'expected a day',
      why: 'a day that does not exist',
    },
    { args: ['access.log', '--malformed-limit', '5'], code: 64, says: 'expected a share', why: 'a share above all' },
    { args: ['access.log', '--protection', 'exakt'], code: 64, says: 'did you mean "exact"?', why: 'an unknown level' },
    {
      args: ['access.log', '--since', '2026-03-04', '--until', '2026-03-03'],
      code: 64,
      says: '--since 2026-03-04 is after --until 2026-03-03',
      why: 'no day left',
    },
    {
      args: ['access.log', '--format', 'combind'],
      code: 64,
      says: 'did you mean "combined"?',
      why: 'an unknown format',
    },
    {
      args: ['access.log', '--format', '$remote_addr$request'],
      code: 64,
      says: 'two variables stand side by side',
      why: 'a format that cannot be read',
    },
    {
      args: ['access.log', '--protection', 'exact'],
      code: 78,
      says: '--accept-risk',
      why: 'exact without accepted risk',
    },
    {
      args: ['access.log', '--protection', 'cell-key', '--state', 'no-state'],
      code: 78,
      says: 'comptage state key',
      why: 'noise without its key',
    },
    { args: ['access.log', '-c', 'nowhere.yaml'], code: 78, says: 'where: nowhere.yaml', why: 'no such configuration' },
    { args: ['access.log', '-o', 'access.log'], code: 74, says: 'ENOTDIR', why: 'the output is a file' },
    { args: ['access.log', '--ledger', 'no/such/folder.json'], code: 74, says: 'ENOENT', why: 'a ledger nowhere' },
    {
      args: ['access.log', '--ledger', '.'],
      code: 74,
      says: 'there is a folder: name',
      why: 'a ledger that is a folder',
    },
    { args: ['access.log', '--as', 'parket'], code: 64, says: 'did you mean "parquet"?', why: 'an unknown shape' },
    { args: ['missing.log'], code: 66, says: 'where: missing.log', why: 'a missing log' },
    { args: ['*.txt'], code: 66, says: 'where: *.txt', why: 'a glob that finds nothing' },
    { args: ['.'], code: 66, says: 'this is a folder', why: 'a folder' },
    { args: ['-'], code: 66, says: 'nothing came through the pipe', why: 'an empty pipe' },
    {
      args: ['access.log', 'x.zip'],
      code: 77,
      says: 'unzip -p x.zip',
      why: 'a compression that is not read',
    },
  ])('$code: $why', async ({ args, code, says }) => {
    const run = await count([...args, '--quiet'], { 'x.zip': Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0) })
    expect(run.code).toBe(code)
    expect(errorBlocks(run.stderr).join('\n')).toContain(says)
    expect(run.stderr).toBe(`${errorBlocks(run.stderr).join('\n')}\n`)
  })

  it.each([
    { args: ['--dataset', 'day-featur'], code: 64, says: 'did you mean "day-feature"?', why: 'an unknown table' },
    { args: ['--as', 'parket'], code: 64, says: 'did you mean "parquet"?', why: 'an unknown shape' },
    {
      args: ['--as', 'schema-impact', '--dataset', 'errors-only'],
      code: 64,
      says: 'needs uses by feature',
      why: 'a shape that the table cannot have',
    },
    { args: ['-o', 'access.log/out'], code: 74, says: 'ENOTDIR', why: 'folders below a file' },
    { args: ['--ledger', 'no/such/folder.json'], code: 74, says: 'ENOENT', why: 'a ledger nowhere' },
    {
      args: ['-o', 'locked', '--ledger', 'locked/l.json'],
      code: 64,
      says: 'is published: they would be published with it',
      why: 'a ledger among open data',
    },
    { args: ['--ledger', '/dev/null'], code: 74, says: 'EINVAL', why: 'a ledger that is no file' },
    ...(has('nobody')
      ? [{ args: ['-o', 'locked'], code: 74, says: 'EACCES', why: 'a folder without the right to write', uid: 65534 }]
      : []),
  ])('$code before a byte is read: $why', async ({ args, code, says, ...as }) => {
    // The pipe stays open and nothing comes: who reads first never ends.
    const yaml = CONFIG.replace(
      '- by: [ month, feature ]',
      '- { name: errors-only, by: [ month, feature ], measures: [ errors ] }',
    )
    const cwd = caseOf({ 'comptage.yaml': yaml })
    for (const folder of [cwd, join(cwd, '..')]) chmodSync(folder, 0o755)
    mkdirSync(join(cwd, 'locked'), { mode: 0o755 })
    const run = await runComptage(['count', ...args, '-'], { cwd, holdStdin: true, ...as })
    expect([run.code, run.stdout]).toEqual([code, ''])
    expect(run.stderr).toContain(says)
  })

  it.each([
    {
      yaml: CONFIG.replace('day, feature', 'day, feature, hour'),
      says: 'hours are published as a profile of a month only',
      why: 'hours by day',
    },
    {
      yaml: CONFIG.replace('/aide', '/aide/[a-z]+'),
      says: 'comptage.yaml, line 8, column ',
      why: 'a pattern that is none',
    },
    { yaml: CONFIG.replace('features:', 'feature:'), says: 'did you mean "features"?', why: 'an unknown key' },
    {
      yaml: `${CONFIG}logs: [ { path: access.log, format: combind } ]\n`,
      says: 'did you mean "combined"?',
      why: 'an unknown format in it',
    },
    { yaml: 'service: [', says: 'this is not YAML', why: 'no YAML' },
  ])('78: a configuration with $why', async ({ yaml, says }) => {
    const run = await count([], { 'comptage.yaml': yaml })
    expect(run).toMatchObject({ code: 78, stdout: '' })
    expect(run.stderr).toContain(says)
  })

  it('78: no configuration in the usual places', async () => {
    const run = await runComptage(['count', '-'], { cwd: fresh(), stdin: LOG })
    expect(run).toMatchObject({ code: 78, stdout: '' })
    expect(run.stderr).toContain('/etc/comptage/comptage.yaml')
    expectDiscreet(run)
  })

  it.each(['--report-on-fatalerror', '--heap_prof', '--inspect=0'])('78: NODE_OPTIONS=%s', async (NODE_OPTIONS) => {
    const run = await runComptage(['count', '-'], { cwd: caseOf(), stdin: LOG, env: { NODE_OPTIONS } })
    expect(run).toMatchObject({ code: 78, stdout: '' })
    expect(errorBlocks(run.stderr)).toHaveLength(1)
  })

  it('78: --write without output: in the configuration', async () => {
    const run = await count(['--write', 'access.log'], { 'comptage.yaml': CONFIG.replace('output: published\n', '') })
    expect(run).toMatchObject({ code: 78, stdout: '' })
    expect(run.stderr).toContain('say output: in the configuration')
  })

  it('74: a damaged archive counts nothing', async () => {
    const zipped = gzipSync(LOG.repeat(20))
    const run = await count(['cut.gz', 'access.log'], { 'cut.gz': zipped.subarray(0, zipped.length - 9) })
    expect(run).toMatchObject({ code: 74, stdout: '' })
    expect(run.stderr).toContain('where: cut.gz')
  })
})

describe.concurrent('comptage count, the other logs are done', () => {
  it('66: with a log that is missing', async () => {
    const { stdout } = await count(['access.log'])
    expect(await count(['missing.log', 'access.log', '.'])).toMatchObject({ code: 66, stdout })
  })

  it('0: with an empty log, which is a quiet day', async () => {
    const { code, stdout, stderr } = await count(['empty.log'], { 'empty.log': '' })
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toMatch(/^warning: the log has no line\n {2}where: empty\.log\n {2}fix: {3}on a busy day, .*\n$/)
  })

  it('0: where no line was counted, and says what most of them were', async () => {
    const log = combinedLine({ request: 'GET /LEAK/elsewhere HTTP/1.1' }).repeat(20)
    const { code, stdout, stderr } = await count(['x.log'], { 'x.log': log })
    expect([code, stdout]).toEqual([0, `${HEADER}2026-03-10,aide,,,\n2026-03-10,simulateur,,,\n`])
    expect(stderr).toContain('warning: none of 20 lines was counted; most were unmatched\n')
  })

  const isRoot = process.getuid?.() === 0
  const nobody = has('nobody') ? 65534 : undefined

  // Whoever is no root may not read it either.
  it.skipIf(isRoot && nobody === undefined)('77: with a log that this user may not read', async () => {
    const folder = caseOf({ 'secret.log': LOG })
    chmodSync(join(folder, 'secret.log'), 0)
    chmodSync(folder, 0o755)
    chmodSync(join(folder, '..'), 0o755)
    const options = { cwd: folder, ...(nobody === undefined ? {} : { uid: nobody }) }
    const run = await runComptage(['count', 'secret.log', 'access.log'], options)
    expectDiscreet(run)
    expect(run.code).toBe(77)
    expect(run.stdout).toContain('2026-03-01,simulateur,12,,\n')
    expect(run.stderr).toContain('error: the log cannot be read (EACCES)\n  where: secret.log\n')
  })

  it.skipIf(nobody === undefined)('looks for no configuration where it may not enter', async () => {
    const folder = caseOf({})
    chmodSync(folder, 0o700)
    const { stderr } = await runComptage(['count', 'access.log'], { cwd: folder, uid: nobody ?? 0 })
    expect(stderr).not.toContain('EACCES')
    expect(stderr).toContain('/etc/comptage/comptage.yaml')
  })
})

describe.concurrent('comptage count, where it cannot write', () => {
  it('ends quietly when the pipe is closed: | head -1', async () => {
    const features = Array.from({ length: 300 }, (_, n) => `  - { id: f${n}, title: F, match: [ /f/${n} ] }\n`)
    const cwd = caseOf({
      'comptage.yaml': CONFIG.replace('features:\n', `features:\n${features.join('')}`),
      'access.log': WHOLE_MONTH,
    })
    // More than twice what a pipe holds, so that the program meets the closed one.
    const whole = await runComptage(['count', '-q', 'access.log'], { cwd })
    expect(whole.stdout.length).toBeGreaterThan(131_072)
    const run = await runShell('{ comptage count -q access.log; echo "exit $?" >&2; } | head -1', { cwd })
    expect(run).toMatchObject({ stdout: HEADER, stderr: 'exit 0\n' })
  })

  it('64: no name of a folder', async () => {
    const run = await runComptage(['count', '-q', '-o', '', 'access.log'], { cwd: caseOf() })
    expect(run).toMatchObject({ code: 64, stdout: '' })
    expect(run.stderr).toContain('expected a name')
  })

  it.each(['verify .', 'status --check', 'check nothing.log'])(
    'ends as it would have when the pipe is closed: %s',
    async (line) => {
      const cwd = caseOf()
      const { code } = await runComptage(line.split(' '), { cwd })
      expect(code).toBeGreaterThan(0)
      const run = await runShell(`{ comptage ${line}; echo "exit $?" >&2; } | true`, { cwd })
      expect(run.stderr.trimEnd().split('\n').at(-1)).toBe(`exit ${code}`)
    },
  )

  it('counts on where the pipe behind stderr is closed', async () => {
    const cwd = caseOf()
    await runShell('{ comptage count access.log 2>&1 >table.csv; echo $? >code; } | true', { cwd })
    expect(readFileSync(join(cwd, 'code'), 'utf8')).toBe('0\n')
    expect(readFileSync(join(cwd, 'table.csv'), 'utf8')).toContain(HEADER.trim())
  })

  it('74: a full disk behind stdout', async () => {
    const run = await runShell('comptage count -q access.log > /dev/full', { cwd: caseOf() })
    expectDiscreet(run)
    expect(run).toMatchObject({ code: 74, stdout: '' })
    expect(run.stderr).toContain('error: writing failed (ENOSPC)\n  where: stdout\n')
  })

  it('74: a file that may not grow: what stood there before is intact, and nothing half-written is left', async () => {
    const folder = caseOf()
    await runComptage(['count', '-o', 'out', 'access.log'], { cwd: folder })
    const before = filesBelow(join(folder, 'out'))
    // Every file changes with these days, and some are larger than the 1 KiB that may be written.
    const line = 'cat > month.log; ulimit -f 2; comptage count -q --cut-anew -o out month.log'
    const run = await runShell(line, { cwd: folder, stdin: WHOLE_MONTH })
    expectDiscreet(run)
    expect(run.code).toBe(74)
    expect(run.stderr).toContain('error: writing failed (EFBIG); what stood there before is intact\n')
    const after = filesBelow(join(folder, 'out'))
    expect(Object.keys(after)).toEqual(Object.keys(before))
    expect(after['essai/datapackage.json']).toBe(before['essai/datapackage.json'])
  })

  it('0: no more than 40 files may be open', async () => {
    const folder = caseOf()
    const run = await runShell('ulimit -n 40; comptage count -q -o out access.log', { cwd: folder })
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(Object.keys(filesBelow(join(folder, 'out'))).length).toBeGreaterThan(40)
  })

  const disk = fresh()
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk]).status === 0
  if (!isMounted) console.warn('skipped: a small disk cannot be mounted here (no root)')

  it.skipIf(!isMounted)('74: a disk that is full: nothing half-written is left', async () => {
    try {
      const run = await runComptage(['count', '-q', '-o', disk, 'access.log'], { cwd: caseOf() })
      expectDiscreet(run)
      expect(run.code).toBe(74)
      expect(run.stderr).toContain('fix:   make room on the disk (df -h')
      expect(Object.keys(filesBelow(disk)).filter((path) => path.endsWith('.tmp'))).toEqual([])
    } finally {
      spawnSync('umount', [disk])
    }
  })
})

describe.concurrent('comptage count, interrupted', () => {
  it.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
  ] as const)('$code: $signal leaves no file', async ({ signal, code }) => {
    const folder = caseOf()
    mkdirSync(join(folder, 'tmp'))
    const args = ['count', '-o', 'out', '--ledger', 'l.json', '-']
    const run = await feedThenSignal(args, signal, LOG, { cwd: folder, env: { TMPDIR: join(folder, 'tmp') } })
    expectDiscreet(run)
    expect(run).toMatchObject({ code, stdout: '', stderr: '' })
    expect(Object.keys(filesBelow(folder))).toEqual(['access.log', 'comptage.yaml'])
  })

  it('0: SIGUSR1, by which Node opens itself to a debugger, is heard and nothing more', async () => {
    const run = await feedThenSignal(['count', '-q', '-'], 'SIGUSR1', LOG, { cwd: caseOf(), env: {} })
    expect(run).toMatchObject({ code: 0, signal: undefined })
    expect(run.stderr).not.toContain('Debugger')
  })
})

/** The program signals itself once it waits for the disk, which then takes its time. */
const signalledAtSync = (signal: NodeJS.Signals): string =>
  `--import=data:text/javascript,${encodeURIComponent(`
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    fs.fsync = (file, done) => {
      process.kill(process.pid, '${signal}')
      setTimeout(done, 1000, null)
    }
    syncBuiltinESMExports()
  `)}`

describe.concurrent('publishing, interrupted while it waits for the disk', () => {
  it.each([
    { args: ['count', '-q', '-o', 'out', 'access.log'], signal: 'SIGINT', code: 130 },
    { args: ['count', '-q', '-o', 'out', 'access.log'], signal: 'SIGTERM', code: 143 },
    { args: ['merge', '-q', '-o', 'out', 'a.tally'], signal: 'SIGINT', code: 130 },
  ] as const)('$code: $args.0 leaves nothing half made', async ({ args, signal, code }) => {
    const cwd = caseOf()
    await runComptage(['tally', '-q', 'access.log', '--tally', 'a.tally'], { cwd })
    const run = await runComptage(args, { cwd, env: { NODE_OPTIONS: signalledAtSync(signal) } })
    expectDiscreet(run)
    expect(run).toMatchObject({ code, stdout: '', stderr: '' })
    expect(readdirSync(join(cwd, 'out'))).toEqual(['.comptage.lock'])
  })

  it('leaves one whole folder where two publish at once', async () => {
    const cwd = caseOf()
    const halves = readFileSync(join(cwd, 'access.log'), 'utf8').split('\n')
    writeFileSync(join(cwd, 'less.log'), halves.slice(0, halves.length / 2).join('\n'))
    for (let round = 0; round < 3; round++) {
      const counts = ['access.log', 'less.log'].map((log) =>
        runComptage(['count', '-q', '--cut-anew', '-o', 'out', log], { cwd }),
      )
      expect((await Promise.all(counts)).map(({ code }) => code)).toEqual([0, 0])
      expect(await runComptage(['verify', 'out/essai'], { cwd })).toMatchObject({ code: 0 })
    }
  })
})

describe.skipIf(!has('terminal'))('comptage count on a terminal', () => {
  const onTerminal = (args: string, cwd: string) =>
    runProgram('script', ['-qec', `${process.execPath} ${COMPTAGE} ${args}`, '/dev/null'], { cwd })

  it('shows how far it is', async () => {
    const run = await onTerminal('count -o out access.log', caseOf())
    expect(run.code).toBe(0)
    for (const word of ['100 % of 0 MB, ', ' lines/s']) expect(run.stdout).toContain(word)
  })

  it('reads what is typed', async () => {
    const cwd = caseOf()
    const line = '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET /aide HTTP/1.1" 200 12 "-" "curl/8"'
    const answers = [{ after: 'table', type: `${line}\n${line}\n\x04` }]
    const { code, screen } = await typedOn('comptage check /dev/tty', { cwd, answers })
    expect(screen).toContain('2  lines read')
    expect(code).toBe(0)
  })

  it('does not wait for someone who named no log', async () => {
    const run = await onTerminal('count', caseOf())
    expect(run.code).toBe(64)
    expect(run.stdout).toContain('no log is named, and the configuration has no logs:')
  })
})
