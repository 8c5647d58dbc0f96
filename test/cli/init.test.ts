import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { draftYaml } from '../../src/cli/draft/draft-yaml.ts'
import { readConfiguration } from '../../src/config/index.ts'
import { checkConfiguration, checkRotated, planCount, severityOf } from '../../src/pipeline/index.ts'
import type { Problem } from '../../src/domain/problem.ts'
import { madeLog, robotLines } from '../pipeline/init/made-log.ts'
import { runComptage, testFolder, type Run } from './run-comptage.ts'

const LOG = madeLog().join('')
const { fresh } = testFolder('init')

const isMoreThanNote = (problem: Problem): boolean => severityOf(problem) !== 'note'

describe('comptage init', () => {
  const folder = fresh({ 'access.log': LOG, 'access.log.1': gzipSync(LOG) })
  let run: Run
  let draft: string
  beforeAll(async () => {
    run = await runComptage(['init', '--yes', 'access.log', 'access.log.1'], { cwd: folder })
    draft = readFileSync(join(folder, 'comptage.yaml'), 'utf8')
  })

  it('writes a draft that passes check, for its owner alone', async () => {
    expect(run.code, run.stderr).toBe(0)
    expect(statSync(join(folder, 'comptage.yaml')).mode & 0o777).toBe(0o600)
    const { configuration, problems } = readConfiguration(draft, 'comptage.yaml', { folder })
    expect(problems).toEqual([])
    expect(checkConfiguration(configuration!).problems.filter(isMoreThanNote)).toEqual([])
    expect(await checkRotated(planCount({ configuration: configuration! }))).toEqual([])
    expect(configuration?.logs.map(({ path, format }) => [path.value, format.value])).toEqual([
      [join(folder, 'access.log*'), 'combined'],
    ])
    expect(configuration?.timezone).toBe('Europe/Paris')
    expect(configuration?.language).toBe('fr')
    expect(configuration?.service.id).toBe('my-service')
    expect(configuration?.features.length).toBe(9)
  })

  it('marks what it learnt, and nothing else', () => {
    expect(draft).toContain('  - id: thermes # 9.6 % of the uses # review: thermes\n')
    expect(draft).toContain('  - id: aide # 5.8 % of the uses\n')
  })

  it('marks no host, which is the service’s own', () => {
    const nothing = {
      language: 'fr' as const,
      foreignUses: 0,
      distinctPaths: 0,
      queryShare: 0,
      problems: [],
      linesRead: 0,
      uses: 0,
      namedShare: 0,
      unnamedShare: 0,
      zones: [],
      logs: [],
      features: [],
      ignored: [],
    }
    const answers = { name: 'Essai', timezone: 'UTC' }
    const written = draftYaml({ ...nothing, hosts: ['www.example.fr'] }, answers)
    expect(written).toMatch(/^ {2}hosts: \[www\.example\.fr\] # learnt/m)
  })

  it('says figures alone, and leaves no other file', () => {
    expect(run.stdout).toContain('4,166 uses by people')
    expect(run.stdout + run.stderr).not.toMatch(/thermes|bassin|leak/i)
    expect(draft).not.toMatch(/leak/i)
    expect(readdirSync(folder).sort()).toEqual(['access.log', 'access.log.1', 'comptage.yaml'])
  })

  it('writes over nothing unless it is told to', async () => {
    const again = await runComptage(['init', '--yes', 'access.log'], { cwd: folder })
    expect([again.code, again.stdout]).toEqual([64, ''])
    expect(again.stderr).toContain('comptage.yaml exists')
    expect(readFileSync(join(folder, 'comptage.yaml'), 'utf8')).toBe(draft)
    const elsewhere = await runComptage(['init', '-q', '-o', 'other.yaml', 'access.log'], { cwd: folder })
    expect([elsewhere.code, elsewhere.stdout, elsewhere.stderr]).toEqual([0, '', ''])
    chmodSync(join(folder, 'comptage.yaml'), 0o644)
    expect((await runComptage(['init', '--force', 'access.log'], { cwd: folder })).code).toBe(0)
    // Whoever could read the file before cannot read the words of the log.
    expect(statSync(join(folder, 'comptage.yaml')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, 'comptage.yaml'), 'utf8')).toContain('- id: aide')
  })

  it.each([
    { why: 'a link', make: (path: string) => symlinkSync('elsewhere', path), errno: 'ELOOP' },
    { why: 'a pipe', make: (path: string) => execFileSync('mkfifo', [path]), errno: 'ENXIO' },
  ])('writes through nothing: $why', async ({ make, errno }) => {
    const cwd = fresh({ 'access.log': LOG, elsewhere: 'another' })
    make(join(cwd, 'comptage.yaml'))
    const run = await runComptage(['init', '--force', '-q', 'access.log'], { cwd })
    expect([run.code, run.stderr]).toEqual([74, expect.stringContaining(errno)])
    expect(readFileSync(join(cwd, 'elsewhere'), 'utf8')).toBe('another')
  })

  it('reads a pipe, and asks nothing there', async () => {
    const piped = await runComptage(['init', '--closed', '-'], { cwd: fresh(), stdin: LOG })
    expect(piped.code, piped.stderr).toBe(0)
    expect(piped.stdout).toContain('no share is promised')
  })

  it('says that its figures are of people, where programs ask for more', async () => {
    const people = LOG.split('\n').filter((line) => line.includes('"GET / HTTP'))
    const programs = LOG.split('\n').map((line) => `${line.slice(0, line.lastIndexOf(' "'))} "python-requests/2.32"`)
    const cwd = fresh({ 'api.log': `${[...people, ...programs].join('\n')}\n` })
    const api = await runComptage(['init', '--yes', 'api.log'], { cwd })
    expect(api.stdout).toContain(
      'Only 1 features: people asked for 1 different paths. Programs may have asked for others',
    )
    const written = readFileSync(join(cwd, 'comptage.yaml'), 'utf8')
    expect(written).toContain('# Of the uses by people, 100.0 % by / or a word, 0.0 % by :name alone.')
  })

  it('says what is missing', async () => {
    const cwd = fresh({ 'robots.log': robotLines().join(''), 'letter.txt': 'Dear LEAK,\n'.repeat(20) })
    const robots = await runComptage(['init', 'robots.log'], { cwd })
    expect(robots.code).toBe(65)
    expect(robots.stderr).toContain('none is a page that a person used')
    expect((await runComptage(['init', 'letter.txt'], { cwd })).code).toBe(65)
    expect((await runComptage(['init', 'nowhere.log'], { cwd })).code).toBe(66)
    expect(readdirSync(cwd).sort()).toEqual(['letter.txt', 'robots.log'])
  })
})
