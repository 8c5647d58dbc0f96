import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { init } from '../../src/cli/commands/init.ts'
import { draftYaml } from '../../src/cli/draft/draft-yaml.ts'
import { readConfiguration } from '../../src/config/index.ts'
import { checkConfiguration, checkFound, planCount, severityOf } from '../../src/pipeline/index.ts'
import type { Problem } from '../../src/domain/problem.ts'
import { madeLog, robotLines } from '../pipeline/init/made-log.ts'
import { proxied } from '../run/proxied.ts'
import { runCommand } from './run-command.ts'
import { combinedLine, runComptage, runShell, testFolder, type Run } from './run-comptage.ts'

const LOG = madeLog().join('')
const { fresh } = testFolder('init')

const isMoreThanNote = (problem: Problem): boolean => severityOf(problem) !== 'note'

it('of two logs of the same requests drafts that in front, which has more lines', async () => {
  const { inFront, below } = proxied(Date.UTC(2026, 2, 1), 14)
  const answered = combinedLine({ request: 'GET /style.css HTTP/1.1' })
  const cwd = fresh({ 'nginx.log': inFront + answered, 'apache.log': below, 'third.log': LOG })
  const { code, stdout } = await runShell('comptage init --yes nginx.log apache.log third.log', { cwd })
  const draft = readFileSync(join(cwd, 'comptage.yaml'), 'utf8')
  expect([code, stdout]).toEqual([0, expect.stringContaining('since another log has its requests too')])
  expect(draft.match(/^.*path: [a-z.]*/gm)).toEqual([
    '  - path: nginx.log',
    '  - path: third.log',
    '  # - path: apache.log',
  ])
})

describe('comptage init', () => {
  const folder = fresh({ 'access.log': LOG, 'access.log.1': gzipSync(LOG) })
  let run: Run
  let draft: string
  let left: readonly string[]
  beforeAll(async () => {
    run = await runComptage(['init', '--yes', 'access.log', 'access.log.1'], { cwd: folder })
    draft = readFileSync(join(folder, 'comptage.yaml'), 'utf8')
    left = readdirSync(folder).sort()
  })

  it('writes a draft that passes check, for its owner alone', async () => {
    expect(run.code, run.stderr).toBe(0)
    expect(left).toEqual(['access.log', 'access.log.1', 'comptage.yaml'])
    expect(statSync(join(folder, 'comptage.yaml')).mode & 0o777).toBe(0o600)
    const { configuration, problems } = readConfiguration(draft, 'comptage.yaml', { folder })
    expect(problems).toEqual([])
    // Names that were learnt are to be looked at.
    const told = checkConfiguration(configuration!).problems.filter(isMoreThanNote)
    expect(told).toEqual([expect.objectContaining({ code: 'REVIEW_LEFT', names: draft.match(/# review: /g)?.length })])
    expect(await checkFound(planCount({ configuration: configuration! }))).toEqual([])
    expect(configuration?.logs.map(({ path, format }) => [path.value, format.value])).toEqual([
      [join(folder, 'access.log*'), 'combined'],
    ])
    expect(configuration?.timezone).toBe('Europe/Paris')
    expect(configuration?.language).toBe('fr')
    expect(configuration?.service.id).toBe('my-service')
    expect(configuration?.features.length).toBe(9)
  })

  it('is ready to run: the folders of its data and its state stand in it, and the page is there', async () => {
    const ran = await runComptage(['run'], { cwd: folder })
    expect(ran.code, ran.stderr).toBe(0)
    // All that it says, and no more: the marks of init are there yet.
    expect(ran.stderr.match(/^(error|warning|note): .*/gm)).toEqual([
      expect.stringMatching(/^warning: \d+ features have a name that init learnt/),
    ])
    expect(readdirSync(folder).sort()).toEqual([
      'access.log',
      'access.log.1',
      'comptage-state',
      'comptage.yaml',
      'open-data',
    ])
    expect(readFileSync(join(folder, 'open-data/my-service/index.html'), 'utf8')).toContain('<h1>')
  })

  it('names logs so that they are found from its own folder', async () => {
    const cwd = fresh({ 'access.log': LOG, 'elsewhere/there': '' })
    await runComptage(['init', '-q', '-o', 'elsewhere/draft.yaml', 'access.log'], { cwd })
    expect(readFileSync(join(cwd, 'elsewhere/draft.yaml'), 'utf8')).toContain(
      `- path: ${join(cwd, 'access.log*')} # its rotated files too`,
    )
  })

  it.each([
    { word: 'zorglub', zone: 'America/New_York', language: 'en', why: 'nothing else' },
    { word: 'demarches', zone: 'America/Martinique', language: 'fr', why: 'French words' },
    { word: 'zorglub', host: 'www.example.gp', zone: 'America/Martinique', language: 'fr', why: 'a country of France' },
    { word: 'search', host: 'www.example.gp', zone: 'America/Martinique', language: 'en', why: 'and English words' },
    { word: 'demarches', host: 'www.example.ca', zone: 'America/New_York', language: 'en', why: 'another country' },
    { word: 'demarches', host: 'www.example.eu', zone: 'America/Martinique', language: 'fr', why: 'no country' },
    {
      word: 'zorglub',
      env: { LANG: 'fr_FR' },
      zone: 'America/Martinique',
      language: 'fr',
      why: 'an operator in French',
    },
    {
      word: 'aide',
      env: { TZ: 'America/Toronto' },
      zone: 'America/Toronto',
      language: 'en',
      why: 'the clock of the machine',
    },
    { word: 'aide', time: '+0000', zone: 'Europe/Paris', language: 'fr', why: 'French words, at no place' },
    { word: 'zorglub', time: '+0000', zone: 'UTC', language: 'en', why: 'nothing, at no place' },
  ])('takes $zone of $time in July by $why', async ({ word, host = '', env = {}, time = '-0400', zone, language }) => {
    const line = combinedLine({ time: `10/Jul/2026:09:31:24 ${time}`, request: `GET /${word} HTTP/1.1` })
    const cwd = fresh({ 'access.log': (host === '' ? line : `${host} ${line}`).repeat(60) })
    expect((await runComptage(['init', '-y', 'access.log'], { cwd, env })).code).toBe(0)
    const text = readFileSync(join(cwd, 'comptage.yaml'), 'utf8')
    expect(text).toContain(`timezone: ${zone} #`)
    expect(text).toContain(`\nlanguage: ${language} #`)
  })

  it.each([
    { TZ: 'UTC', timezone: 'Europe/Paris', days: ['2026-11-20,aide,20', '2026-11-21,aide,35'] },
    { TZ: 'Europe/Paris', timezone: 'Europe/Paris', days: ['2026-11-20,aide,35', '2026-11-21,aide,35'] },
  ])('has times without a zone read in $TZ, which it is on this machine', async ({ TZ, timezone, days }) => {
    const line = (day: number, time: string): string =>
      `198.51.100.7:33317 [${day}/Nov/2026:${time}.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 "GET /aide HTTP/1.1"\n`
    const lines = [20, 21, 22].flatMap((day) => [line(day, '12:30:00').repeat(20), line(day, '23:30:00').repeat(15)])
    const nginx = combinedLine({ time: '21/Nov/2026:12:30:00 +0000', request: 'GET /aide HTTP/1.1' }).repeat(60)
    const cwd = fresh({ 'haproxy.log': lines.join(''), 'nginx.log': nginx })
    const env = { TZ }
    const first = await runComptage(['init', '-y', 'haproxy.log'], { cwd, env })
    expect(first.stderr).toContain(`zone ${TZ} (not written)`)
    const counted = await runComptage(['count', '--dataset', 'day-feature'], { cwd, env: { TZ: 'Asia/Tokyo' } })
    expect(
      counted.stdout
        .split('\n')
        .slice(1, 3)
        .map((row) => row.slice(0, 18)),
    ).toEqual(days)
    await runComptage(['init', '-y', '--force', 'haproxy.log', 'nginx.log'], { cwd, env })
    const both = parse(readFileSync(join(cwd, 'comptage.yaml'), 'utf8')) as { readonly logs: readonly object[] }
    expect(both).toMatchObject({ timezone, logs: [{ path: 'haproxy.log*', timezone: TZ }, { path: 'nginx.log*' }] })
    expect(Object.keys(both.logs[1] ?? {})).toEqual(['path', 'format'])
  })

  it('looks at the last line too, since clocks may have changed', async () => {
    const line = (time: string): string => combinedLine({ time, request: 'GET /aide HTTP/1.1' })
    const log = `${line('20/Oct/2026:12:30:00 +0200').repeat(1200)}${line('20/Nov/2026:12:30:00 +0100')}half a li`
    const cwd = fresh({ 'access.log': log })
    await runComptage(['init', '-y', 'access.log'], { cwd, env: { TZ: 'UTC' } })
    expect(readFileSync(join(cwd, 'comptage.yaml'), 'utf8')).toMatch(/^timezone: Europe\/Paris #.*say \+0100, \+0200$/m)
  })

  it.each(['access-20261128.log', './access-20261128.log', '2026/access.log', './2026/access.log'])(
    'finds the files to come beside %s',
    async (log) => {
      const cwd = fresh({ [log]: LOG })
      await runComptage(['init', '-y', '-q', log], { cwd })
      const path = log.includes('2026/') ? '[0-9]*/access.log*' : 'access-[0-9]*.log*'
      expect(readFileSync(join(cwd, 'comptage.yaml'), 'utf8')).toMatch(
        new RegExp(`- path: "?${path.replaceAll(/[[\]*.]/g, String.raw`\$&`)}"? # the files of other days too`),
      )
    },
  )

  it('reads no log where it could not write', async () => {
    const cwd = fresh({ 'access.log': LOG })
    const run = await runComptage(['init', '-y', '-o', 'nowhere/draft.yaml', 'access.log'], { cwd })
    expect([run.code, run.stderr.split('\n')[0]]).toEqual([
      74,
      'error: writing failed (ENOENT); what stood there before is intact',
    ])
  })

  it.each([
    { why: 'for the group of the service', group: `comptage:x:${process.getgid!()}:`, mode: 0o640 },
    { why: 'for root alone where there is none', group: 'adm:x:4:', mode: 0o600 },
  ])('writes the configuration of the system with --system, $why', async ({ group, mode }) => {
    const root = fresh({ 'access.log': LOG, 'etc/group': `root:x:0:\n${group}\n` })
    const options = { output: 'comptage.yaml', system: true, yes: true, quiet: true } as const
    const log = join(root, 'access.log')
    expect(await init([log], options, root)).toBe(0)
    const path = join(root, 'etc/comptage/comptage.yaml')
    expect(statSync(path).mode & 0o777).toBe(mode)
    const { configuration } = readConfiguration(readFileSync(path, 'utf8'), path, { folder: '/etc/comptage' })
    expect(configuration).toMatchObject({ output: '/srv/open-data', state: '/var/lib/comptage' })
    expect(configuration?.logs.map(({ path: one }) => one.value)).toEqual([`${log}*`])
    await expect(init([log], options, root)).rejects.toMatchObject({ problems: [{ code: 'FILE_EXISTS', path }] })
    const { stdout } = await runCommand(() => init([log], { ...options, quiet: false as never, force: true }, root))
    expect(stdout.includes(`chgrp comptage ${path} && chmod 640 ${path}\n`)).toBe(mode === 0o600)
  })

  it('marks what it learnt, and nothing else', () => {
    expect(draft).toContain('  - id: thermes # 9.6 % of the uses # review: thermes\n')
    expect(draft).toContain('  - id: aide # 5.8 % of the uses\n')
  })

  const NOTHING = {
    language: 'fr' as const,
    isOfFrance: true,
    absoluteUses: 0,
    foreignUses: 0,
    distinctPaths: 0,
    queryShare: 0,
    problems: [],
    linesRead: 0,
    commonest: undefined,
    uses: 0,
    namedShare: 0,
    unnamedShare: 0,
    zones: [],
    hasReferrer: true,
    logs: [],
    absent: [],
    behind: [],
    withoutRequest: [],
    features: [],
    ignored: [],
    hosts: [],
  }
  const ANSWERS = { name: 'Essai', id: 'essai', timezone: 'UTC' }
  const FOLDERS = { output: 'open-data', state: 'state' }

  it.each([
    { zones: [], timezone: 'UTC', says: 'in which a day is a day; the logs name no zone: review' },
    { zones: ['UTC'], timezone: 'UTC', says: 'the logs say UTC, as servers do anywhere: review' },
    { zones: ['+0000'], timezone: 'UTC', says: 'the logs say +0000, as servers do anywhere: review' },
    { zones: ['+0930', '+0545'], timezone: 'UTC', says: 'the logs say +0545, +0930, which no usual zone does: review' },
    { zones: ['+0545'], timezone: 'Asia/Kathmandu', says: 'the logs say +0545\n' },
    { zones: ['+0200', '+0100', '+0200'], timezone: 'Europe/Paris', says: 'the logs say +0100, +0200\n' },
    {
      zones: ['+0400'],
      timezone: 'Asia/Dubai',
      says: 'the logs say +0400; other zones have that offset too, as Indian/Reunion: review\n',
    },
  ])('doubts the zone $timezone for $zones', ({ zones, timezone, says }) => {
    const seen = zones.map((zone) => ({ zone, day: 46_000 }))
    expect(draftYaml({ ...NOTHING, zones: seen }, { ...ANSWERS, timezone }, FOLDERS)).toContain(says)
  })

  it('is YAML whatever the name of the log', () => {
    const names = ['a\nb.log', 'a: b #.log', ' a.log', '"a".log', '*.log']
    const logs = names.map((path) => ({ path, format: 'combined' }))
    const entries = logs.map((log) => ({ ...log, isOfOneDate: false }))
    const text = draftYaml({ ...NOTHING, logs: entries }, ANSWERS, FOLDERS)
    expect(parse(text)).toMatchObject({ logs })
  })

  it('marks no host, which is the service’s own', () => {
    const written = draftYaml({ ...NOTHING, hosts: ['www.example.fr'] }, ANSWERS, FOLDERS)
    expect(written).toMatch(/^ {2}hosts: \[www\.example\.fr\] # learnt/m)
  })

  it('says figures alone', () => {
    expect(run.stdout).toContain('4,166 uses by people')
    expect(run.stdout + run.stderr).not.toMatch(/thermes|bassin|leak/i)
    expect(draft).not.toMatch(/leak/i)
    expect(run.stdout).toContain("then comptage check 'access.log*', then comptage count -o try, and")
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
    {
      why: 'a link',
      make: (path: string) => symlinkSync('elsewhere', path),
      says: 'ELOOP',
      fix: 'this is a link',
      always: true,
    },
    {
      why: 'a link that leads nowhere',
      make: (path: string) => symlinkSync('nowhere', path),
      says: 'ELOOP',
      fix: 'this is a link',
      always: true,
    },
    {
      why: 'a folder',
      make: (path: string) => mkdirSync(path),
      says: 'EISDIR',
      fix: 'a file is needed, and there is a folder',
      always: true,
    },
    {
      why: 'a pipe',
      make: (path: string) => execFileSync('mkfifo', [path]),
      says: 'ENXIO',
      fix: 'this is a pipe',
      always: false,
    },
  ])('writes through nothing: $why', async ({ make, says, fix, always }) => {
    const cwd = fresh({ 'access.log': LOG, elsewhere: 'another' })
    make(join(cwd, 'comptage.yaml'))
    for (const force of always ? [[], ['--force']] : [['--force']]) {
      const run = await runComptage(['init', ...force, '-q', 'access.log'], { cwd })
      expect([run.code, run.stderr]).toEqual([74, expect.stringContaining(says)])
      expect(run.stderr).toContain(`fix:   ${fix}`)
    }
    expect(readdirSync(cwd)).not.toContain('nowhere')
    expect(readFileSync(join(cwd, 'elsewhere'), 'utf8')).toBe('another')
  })

  it('names no pipe in the draft, whose lines come once', async () => {
    const cwd = fresh({ 'access.log': LOG })
    execFileSync('mkfifo', [join(cwd, 'pipe')])
    const line = 'cat access.log >pipe & comptage init -y pipe'
    const { code, stdout } = await runShell(line, { cwd })
    expect([code, stdout]).toEqual([0, expect.stringContaining('then comptage check LOG, then')])
    expect(readFileSync(join(cwd, 'comptage.yaml'), 'utf8')).toContain('\n# The log came through a pipe')
    await runShell('cat access.log >pipe & comptage init -y --force pipe access.log', { cwd })
    const draft = readFileSync(join(cwd, 'comptage.yaml'), 'utf8')
    expect(draft.match(/^ {2}- path: \S+/gm)).toEqual(['  - path: access.log*'])
  })

  it('has one entry for a log that is named twice', async () => {
    const cwd = fresh({ 'access.log': LOG })
    expect((await runComptage(['init', '--yes', 'access.log', './access.log'], { cwd })).code).toBe(0)
    const { logs } = parse(readFileSync(join(cwd, 'comptage.yaml'), 'utf8')) as { readonly logs: unknown }
    expect(logs).toEqual([{ path: 'access.log*', format: 'combined' }])
  })

  it('takes the logs of the web server whose configuration is named, where no log is', async () => {
    const cwd = fresh({ 'own.log': LOG })
    const server = join(cwd, 'nginx.conf')
    writeFileSync(server, `http { access_log ${join(cwd, 'own.log')} combined; }\n`)
    const { code, stderr } = await runComptage(['init', '--yes', '--format', 'nginx.conf'], { cwd })
    expect([code, stderr]).toEqual([0, ''])
    const { logs } = parse(readFileSync(join(cwd, 'comptage.yaml'), 'utf8')) as { readonly logs: unknown }
    expect(logs).toEqual([{ path: join(cwd, 'own.log*'), format: server }])
    writeFileSync(server, 'http { access_log logs/own.log combined; }\n')
    const none = await runComptage(['init', '--yes', '--force', '--format', 'nginx.conf'], { cwd })
    expect([none.code, none.stderr]).toEqual([66, expect.stringContaining('where: nginx.conf\n')])
  })

  it('says of a format that no line fits it, and proposes no command that would need the draft', async () => {
    const cwd = fresh({ 'access.log': LOG })
    const { code, stderr } = await runComptage(['init', '--yes', '--format', 'common', 'access.log'], { cwd })
    expect([code, stderr]).toEqual([65, expect.stringContaining(': most do not fit the format\n')])
    expect(stderr).not.toContain('explain')
  })

  it.each(['-dash.log', 'two words.log', 'a*b.log', 'a?b.log', 'a[0-9]b.log'])(
    'proposes a command that works for a log whose name is %s',
    async (name) => {
      const cwd = fresh({ [name]: LOG })
      const { stdout } = await runComptage(['init', '-y', '--', name], { cwd })
      const [, check = ''] = /then (comptage check .*), then comptage count/.exec(stdout) ?? []
      expect(check).toMatch(/^comptage check '.*'$/)
      expect((await runShell(check, { cwd })).code).toBe(0)
    },
  )

  it.each(['a\nb.log', 'a\tb.log', 'a\u001Bb.log', 'a\u009Bb.log', 'a\u202Eb.log', 'a\u2028b.log'])(
    'says at once that no configuration may hold the name %j',
    async (name) => {
      const cwd = fresh({ [name]: LOG, 'access.log': LOG })
      const { code, stdout, stderr } = await runComptage(['init', '-y', 'access.log', name], { cwd })
      const sign = `U+${name.charCodeAt(1).toString(16).toUpperCase().padStart(4, '0')}`
      expect([code, stdout, stderr]).toEqual([66, '', expect.stringContaining(`has ${sign} in it`)])
      expect(existsSync(join(cwd, 'comptage.yaml'))).toBe(false)
    },
  )

  it('tells the name of a draft without what a terminal obeys', async () => {
    const cwd = fresh({ 'access.log': LOG })
    const { code, stdout } = await runComptage(['init', '-y', '-o', 'a\u001Bb.yaml', 'access.log'], { cwd })
    expect([code, stdout.includes('\u001B')]).toEqual([0, false])
    expect(stdout).toContain(String.raw`a\u{1b}b.yaml`)
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
    expect(api.stdout).toContain('Only 1 feature: people asked for 1 path. Programs may have asked for others')
    const written = readFileSync(join(cwd, 'comptage.yaml'), 'utf8')
    expect(written).toContain('# Of the uses by people, 100.0 % by / or a word, 0.0 % by :name alone.')
  })

  it('goes on with the other log where the format of one is not found, and says so', async () => {
    const cwd = fresh({ 'access.log': LOG, 'letter.txt': 'Dear LEAK,\n'.repeat(20) })
    const run = await runCommand(() =>
      init([join(cwd, 'access.log'), join(cwd, 'letter.txt')], { output: join(cwd, 'comptage.yaml'), yes: true }),
    )
    expect(run.code).toBe(65)
    expect(run.stderr).toContain('letter.txt')
    const draft = readFileSync(join(cwd, 'comptage.yaml'), 'utf8')
    expect(draft).toContain('access.log*')
    expect(draft).not.toContain('letter')
  })

  it.each([
    { more: '', paths: ['access.log*'], says: 'as in an error log: error.log, error.log.1\n' },
    { more: LOG, paths: ['access.log*', 'error.log*'], says: undefined },
  ])('leaves out a log that has messages alone, and says so: $paths', async ({ more, paths, says }) => {
    const message = '2026/11/20 10:00:00 [error] 123#123: *1 open() "/LEAK" failed, client: 198.51.100.1\n'
    const cwd = fresh({ 'access.log': LOG, 'error.log': message.repeat(20), 'error.log.1': message + more })
    const { code, stdout } = await runComptage(['init', '-y', 'access.log', 'error.log', 'error.log.1'], { cwd })
    expect(code).toBe(0)
    const { logs } = parse(readFileSync(join(cwd, 'comptage.yaml'), 'utf8')) as { logs: readonly { path: string }[] }
    expect(logs.map(({ path }) => path)).toEqual(paths)
    if (says === undefined) expect(stdout).not.toContain('Left out')
    else expect(stdout).toContain(says)
  })

  it('goes on with the other logs where one is missing, or no log, and says so', async () => {
    const cwd = fresh({ 'access.log': LOG, 'folder/x': '' })
    const run = await runComptage(['init', '-y', 'nope.log', 'access.log', 'folder'], { cwd })
    expect(run.code).toBe(66)
    expect(run.stderr).toMatch(/there is no such log\n {2}where: nope\.log\n[\s\S]*this is a folder\n {2}where: folder/)
    const draft = readFileSync(join(cwd, 'comptage.yaml'), 'utf8')
    expect(draft.match(/^ {2}- path: .*$/gm)).toEqual([expect.stringMatching(/access\.log\*/)])
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
