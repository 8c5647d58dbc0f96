import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { statusCheck } from '../../src/cli/report/status/status-check.ts'
import type { Matter, RunStatus } from '../../src/pipeline/index.ts'
import { feedThenSignal } from './feed-then-signal.ts'
import { combinedLine, runComptage, runShell, testFolder, type Run } from './run-comptage.ts'

const { fresh } = testFolder('monitor')
const HOUR = 3_600_000
const CONFIG = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
features: [ { id: simulateur, match: [ /simulateur ] } ]
logs: [ { path: "*.log" } ]
state: state
output: published
datasets: [ { by: [ day, feature ] } ]
`

function folderOf(config = CONFIG): string {
  return fresh({ 'comptage.yaml': config, 'a.log': combinedLine().repeat(12) })
}

async function checkIn(cwd: string, ...more: readonly string[]) {
  const { code, stdout, stderr } = await runComptage(['status', '--check', ...more], { cwd })
  return { code, stdout, stderr }
}

describe('status --check', () => {
  it('is one line and 0 where all is well', async () => {
    const cwd = folderOf()
    // Lines of today, which wait for others.
    const [, day, month, year, clock] = new Date().toUTCString().split(' ')
    const time = `${day ?? ''}/${month ?? ''}/${year ?? ''}:${clock ?? ''} +0000`
    writeFileSync(join(cwd, 'a.log'), combinedLine({ time }).repeat(12))
    expect((await runComptage(['run'], { cwd })).code).toBe(0)
    const { code, stdout, stderr } = await checkIn(cwd)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.startsWith('COMPTAGE OK - essai: ')).toBe(true)
    expect(stdout.slice(stdout.indexOf('|'))).toMatch(/^\| matters=0 lag=\d+s\n$/)
    expect(stdout).toContain('last run ')
  })

  it('is one line and 1 where nothing was ever published, and no line came for months', async () => {
    const cwd = folderOf()
    await runComptage(['run'], { cwd })
    const { code, stdout } = await checkIn(cwd)
    expect(code).toBe(1)
    expect(stdout).toContain('nothing was ever published, and the newest line is of 10 March 2026')
  })

  it.each([
    { why: 'there was no run', config: CONFIG },
    { why: 'the configuration is refused', config: CONFIG.replace('features', 'featuers') },
  ])('is one line and 2 where $why', async ({ config }) => {
    const { code, stdout, stderr } = await checkIn(folderOf(config))
    expect([code, stderr]).toEqual([2, ''])
    expect(stdout).toMatch(/^COMPTAGE CRITICAL - [^\n]+\n$/)
  })

  it('is 1 after a first run that was stopped, which nobody takes for one that is at work', async () => {
    const cwd = fresh({ 'comptage.yaml': CONFIG.replace('logs: [ { path: "*.log" } ]\n', '') })
    const { code } = await feedThenSignal(['run', '-'], 'SIGTERM', combinedLine().repeat(100), { cwd, env: {} })
    // Ended by the system, or by itself once lines are read.
    expect(code ?? 143).toBe(143)
    const text = await runComptage(['status'], { cwd })
    expect(text.stdout).toContain('was stopped before its end')
    expect(text.stdout).not.toContain('All is well')
    const { code: checked, stdout } = await checkIn(cwd)
    expect([checked, stdout.startsWith('COMPTAGE WARNING - essai: the last run began ')]).toEqual([1, true])
  })
})

describe('the line for a monitor', () => {
  const since = 0
  const row: readonly { readonly matter: Matter; readonly code: number }[] = [
    { matter: { what: 'problem', since, problem: { code: 'LOG_SILENT', log: 'a', lastDay: '2026-03-01' } }, code: 1 },
    { matter: { what: 'problem', since, problem: { code: 'STATE_FAILED', path: 'a', errno: 'EIO' } }, code: 2 },
    { matter: { what: 'awaited', logs: ['a|b'], machines: [] }, code: 1 },
    { matter: { what: 'cut-short', since }, code: 1 },
    { matter: { what: 'quiet', newest: '2026-03-01' }, code: 1 },
    { matter: { what: 'lineless', paths: ['a|b'] }, code: 1 },
    { matter: { what: 'ended', exitCode: 65 }, code: 2 },
    { matter: { what: 'unended', since, pid: 7 }, code: 2 },
    { matter: { what: 'stopped', since }, code: 2 },
    { matter: { what: 'lag', since: undefined }, code: 2 },
    { matter: { what: 'unbalanced' }, code: 2 },
  ]

  it.each(row)('has $code for $matter.what, and one bar at most', ({ matter, code }) => {
    const check = statusCheck('essai', statusWith(matter), HOUR)
    expect(check.code).toBe(code)
    expect(check.line.split('|').length).toBe(2)
    expect(check.line).not.toContain('\n')
  })

  it('tells the worst first, and how many there are beside it', () => {
    for (const [one, two] of row.flatMap((a) => row.map((b) => [a, b] as const))) {
      const check = statusCheck('essai', statusWith(one.matter, two.matter), HOUR)
      expect(check.code).toBe(Math.max(one.code, two.code))
      expect(check.line).toContain(' (+1 more) | matters=2')
    }
  })
})

function statusWith(...matters: readonly Matter[]): RunStatus {
  return {
    folder: 'state',
    lastRun: undefined,
    isRunning: false,
    lagMs: undefined,
    linesRead: 0,
    fates: Object.create(null) as RunStatus['fates'],
    logs: [],
    matters,
    closed: [],
    late: [],
    revisable: [],
    skipped: [],
    waiting: [],
    leftBehind: [],
    logGaps: [],
    sources: [],
    isPublisher: true,
    version: undefined,
    pending: undefined,
    quietSince: undefined,
    lineless: [],
    lostKey: [],
    isBalanced: true,
  }
}

describe('the program', () => {
  it('says which Node is needed to one that is too old', async () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } })`
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(older)}` }
    const { code, stdout, stderr } = await runComptage(['--version'], { env })
    expect([code, stdout]).toEqual([78, ''])
    expect(stderr).toContain('comptage: Node 20.19 or later is needed; this is 18.20.8\n')
    const { engines } = (await import('../../package.json', { with: { type: 'json' } })).default
    expect(engines.node).toBe('>=20.19')
  })

  it('says that a folder for the state is to be named, to a user without a home', async () => {
    const { code, stderr } = await asNobody(CONFIG, 'run')
    expect(code).toBe(78)
    expect(stderr).toContain('error: nothing says where to keep')
    expect(stderr).toContain('this user has no home folder')
    expect(stderr).toContain('--state')
    expect(stderr).not.toContain('LEAK')
  })

  it('check tells such a user all of the configuration, and what run will need', async () => {
    const { code, stdout, stderr } = await asNobody(CONFIG, 'check')
    expect(code).toBe(0)
    expect(stdout).toContain('simulateur')
    expect(stderr).toContain('warning: nothing says where to keep')
    expect((await asNobody(CONFIG, 'check', '--quiet')).stderr).toBe('')
    const without = await asNobody(CONFIG.replace(/^output: .*\n/m, ''), 'check')
    expect([without.code, without.stderr.includes('home folder')]).toEqual([0, false])
  })

  function asNobody(configuration: string, ...argv: readonly string[]): Promise<Run> {
    const cwd = folderOf(configuration.replace('state: state\n', ''))
    const nobody = `import os from 'node:os'; import { syncBuiltinESMExports } from 'node:module'
process.getuid = () => 4242
os.homedir = () => { throw Object.assign(new Error('LEAK'), { code: 'ERR_SYSTEM_ERROR' }) }
syncBuiltinESMExports()`
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(nobody)}` }
    return runComptage(argv, { cwd, env })
  }
})

describe.skipIf(process.platform !== 'linux')('count', () => {
  it.each([
    { why: 'stdout is closed', to: '>&-', code: 74 },
    { why: 'nobody wants the table', to: '>/dev/null', code: 0 },
  ])('ends with $code where $why', async ({ to, code }) => {
    const cwd = folderOf()
    const ended = await runShell(`comptage count -q ${to}`, { cwd })
    expect(ended.code).toBe(code)
    expect(ended.stderr.includes('stdout is closed')).toBe(code === 74)
    writeFileSync(join(cwd, 'b.log'), combinedLine())
    expect((await runShell(`comptage count -q -o out ${to}`, { cwd })).code).toBe(0)
  })
})
