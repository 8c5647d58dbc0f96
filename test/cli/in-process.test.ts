import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../run/lines-of.ts'
import { serviceOf } from '../run/service-of.ts'
import { mainInProcess } from './main-in-process.ts'
import { ROOT, testFolder } from './run-comptage.ts'

/* The same commands as programs are tested elsewhere; here each is once in this process, where coverage is seen. */

const DAY = 86_400_000
const { fresh } = testFolder('in-process')
const DEMO = ['-c', join(ROOT, 'fixtures/demo/comptage.yaml')]
const LOG = join(ROOT, 'fixtures/demo/access.log.gz')

describe('audit of the demonstration', () => {
  it.each([
    { args: [], lang: 'en', holds: /strengthen|improve|retire|keep/ },
    { args: [], lang: 'fr', holds: /renforcer|améliorer|retirer|garder/ },
    { args: ['--markdown'], lang: 'en', holds: /^# /m },
    { args: ['--markdown'], lang: 'fr', holds: /^# /m },
    { args: ['--html'], lang: 'en', holds: /<html lang="en"/ },
    { args: ['--html'], lang: 'fr', holds: /<html lang="fr"/ },
    { args: ['--json'], lang: 'en', holds: /"features"/ },
    { args: ['--compare', '2026-W10', '2026-W11'], lang: 'en', holds: /Compared with 2 March 2026 to 8 March 2026/ },
  ])('$args in $lang', async ({ args, lang, holds }) => {
    const { code, stdout } = await mainInProcess(['--lang', lang, 'audit', ...DEMO, LOG, ...args])
    expect(code).toBe(0)
    expect(stdout).toMatch(holds)
    expect(stdout).not.toContain('203.0.113.')
  })
})

describe('what is refused before a log is read', () => {
  it.each([
    ['audit', ...DEMO, LOG, '--compare', '2026-W10'],
    ['audit', ...DEMO, LOG, '--compare', '2026-W11', '2026-W10'],
    ['audit', ...DEMO, LOG, '--since', 'LEAK'],
    ['audit', ...DEMO, LOG, '--state', 'state'],
    ['audit', ...DEMO, LOG, '--compare', 'LEAK', 'LEAK'],
    ['count', ...DEMO, LOG, '--as', 'LEAK'],
    ['count', ...DEMO, LOG, '--jobs', '0'],
    ['count', ...DEMO, LOG, '--malformed-limit', '200%'],
    ['count', ...DEMO, LOG, '--dataset', 'LEAK'],
    ['run', ...DEMO, '--revise', 'LEAK'],
    ['run', ...DEMO, '--lock-wait', 'LEAK'],
    ['run', ...DEMO, '-'],
    ['status', ...DEMO, '--max-lag', 'LEAK'],
    ['explain', ...DEMO, 'accuei'],
    ['publish', 'LEAK', '--to', 'LEAK'],
  ])('%s … %s', async (...args) => {
    const { code, stdout, stderr } = await mainInProcess(args)
    expect([code, stdout]).toEqual([64, ''])
    expect(stderr).toMatch(/^error: /)
  })
})

describe('a service that runs', () => {
  it('is drafted, counted, told of, carried and judged', async () => {
    const folder = fresh()
    const service = serviceOf(folder)
    const config = ['-c', join(folder, 'comptage.yaml')]
    mkdirSync(join(folder, 'logs'))
    const start = Date.now() - 10 * DAY
    for (const n of [0, 1, 2, 3])
      writeFileSync(join(folder, 'logs/access.log'), linesOf(300, start + n * DAY), { flag: 'a' })
    writeFileSync(join(folder, 'logs/access.log'), linesOf(30, Date.now() - DAY / 4), { flag: 'a' })
    const said = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await mainInProcess([...args])
      expect([code, stderr.includes('LEAK') || stdout.includes('203.0.113.')], stderr).toEqual([0, false])
      return stdout + stderr
    }
    expect(await said('run', ...config, '--dry-run')).toContain('new lines in 1 file')
    expect(await said('run', ...config, '--print-changed')).toContain('/data/')
    expect(JSON.parse(await said('run', ...config, '--json'))).toMatchObject({ lines: 0, exitCode: 0 })
    expect(await said('status', ...config)).toContain('last run')
    expect(await said('--lang', 'fr', 'status', ...config)).toContain('lignes')
    expect(await said('status', ...config, '--json')).toMatch(/^\{/)
    expect(await said('status', ...config, '--prometheus')).not.toContain('fate="counted"')
    expect(await said('status', ...config, '--prometheus', '--totals')).toContain('fate="counted"')
    expect((await mainInProcess(['status', ...config, '--totals'])).code).toBe(64)
    expect(await said('audit', ...config, '--state', service.state)).toContain('aide')
    expect(await said('audit', join(folder, 'open-data/essai'))).toContain('aide')
    expect(await said('state', 'check', ...config)).not.toContain('error')
    const tally = join(folder, 'web.tally')
    await said('tally', ...config, '--tally', tally, join(folder, 'logs/access.log'))
    expect(existsSync(tally)).toBe(true)
    expect(await said('export', ...config, '--tally', join(folder, 'own.tally'))).toContain(
      'counted by period, since this state publishes: sources: of another machine do not take it',
    )
    await said('merge', ...config, '-o', join(folder, 'sum'), tally)
    expect(existsSync(join(folder, 'sum/essai/datapackage.json'))).toBe(true)
    expect(await said('check', ...config, '--utility', join(folder, 'logs/access.log'))).toContain('aide')
    const draft = join(folder, 'draft.yaml')
    await said('init', '--yes', '-o', draft, LOG)
    expect(readFileSync(draft, 'utf8')).toContain('features:')
    const again = await mainInProcess(['init', '--yes', '-o', draft, LOG])
    expect(again.code).not.toBe(0)
    await said('init', '--yes', '--force', '--closed', '-q', '-o', draft, LOG)
    await said('audit', ...config, '-q', '-o', join(folder, 'audit.txt'), join(folder, 'logs/access.log'))
    expect(readFileSync(join(folder, 'audit.txt'), 'utf8')).toContain('aide')
    expect((await mainInProcess(['run', ...config, '--revise', '2026-01'])).code).toBe(64)
    expect((await mainInProcess(['run', ...config, '--adopt', join(folder, 'sum/essai')])).code).not.toBe(0)
    expect((await mainInProcess(['status', ...config, '--max-lag', '1h'])).code).toBe(0)
    expect(await said('completion', 'bash')).toContain('comptage')
  })
})
