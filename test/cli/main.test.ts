import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { combinedLine, filesBelow, testFolder } from './run-comptage.ts'
import { mainInProcess } from './main-in-process.ts'

/* What the real process does is seen in count.test.ts; here the same by the way of the sources. */
const { fresh } = testFolder('main')

const CONFIG = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
features:
  - { id: simulateur, match: [ /simulateur ] }
logs: [ { path: "*.log" } ]
output: published
`

let folder = ''
let config = ''
beforeAll(() => {
  vi.stubEnv('NO_COLOR', '1')
  folder = fresh({ 'comptage.yaml': CONFIG, 'a.log': combinedLine().repeat(12) })
  config = join(folder, 'comptage.yaml')
  return () => vi.unstubAllEnvs()
})

const run = (...args: readonly string[]) => mainInProcess(['count', '-c', config, ...args])

describe('main', () => {
  it('counts the logs of the configuration, and prints a table', async () => {
    const { code, stdout, stderr } = await run('--dataset', 'day-feature')
    expect(code).toBe(0)
    expect(stdout).toBe('jour,fonctionnalite,requetes,entrees,erreurs\n2026-03-10,simulateur,12,,\n')
    expect(stderr).toMatch(/^12 {2}lines read\n12 {2}counted {8}uses of a feature\n/)
  })

  it('writes folders and the ledger', async () => {
    const { code, stdout, stderr } = await run('--write', '--ledger', join(folder, 'ledger.json'))
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain('40 files written in ')
    expect(Object.keys(filesBelow(folder))).toContain('published/essai/datapackage.json')
    expect(await run('--write', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it.each([
    { args: ['--malformed-limit', '0.5', '--since', '2026-03-01', '--until', '2026-03-31', '-q'], code: 0, says: '' },
    { args: ['--malformed-limit', '50 %', '--protection', 'exact', '--accept-risk', '-q'], code: 0, says: '' },
    { args: ['--malformed-limit', '101%'], code: 64, says: 'expected a share' },
    { args: ['--since', '2026-02-29'], code: 64, says: 'expected a day' },
    { args: ['--protection', 'exact'], code: 78, says: '--accept-risk' },
    { args: ['--protection', 'exat'], code: 64, says: 'did you mean "exact"?' },
    { args: ['--protection', 'strong'], code: 64, says: 'expected one of threshold, cell-key, exact\n' },
    { args: ['--dataset', 'x'], code: 64, says: 'there is no table "x"' },
  ])('$code: $args', async ({ args, code, says }) => {
    const done = await run(...args)
    expect(done.code).toBe(code)
    expect(done.stderr).toContain(says)
  })

  it.each([
    { args: ['licences', 'x'], says: '1 argument, where none is taken' },
    { args: ['formats', 'a', 'b'], says: '2 arguments, but 1 at most' },
    { args: ['help', 'bogus'], says: 'unknown command bogus' },
    {
      args: ['-c', 'x.yaml', 'check'],
      says: 'no option -c stands before the command; one of a command follows it: comptage COMMAND -c',
    },
    ...[['--no-pager'], ['--lang', 'en'], ['--lang=en']].map((before) => ({
      args: [...before, 'check', '--bogus'],
      says: 'unknown option --bogus',
    })),
    { args: ['--verison'], says: 'unknown option --verison; did you mean "--version"?' },
    {
      args: ['--lang', 'en', '-c', 'x.yaml', 'check'],
      says: 'no option -c stands before the command; one of a command follows it: comptage COMMAND -c',
    },
    { args: ['help', 'cuont'], says: 'unknown command cuont; did you mean "count"?' },
    { args: ['state', 'help', 'bogus'], says: 'unknown command bogus' },
    { args: ['help', 'state', 'bogus'], says: 'unknown command bogus' },
    { args: ['help', 'state', 'chekc'], says: 'unknown command chekc; did you mean "check"?' },
    { args: ['help', 'state', 'check', 'more'], says: 'unknown command more' },
    { args: ['help', 'count', 'bogus'], says: 'unknown command bogus' },
  ])('64: $says', async ({ args, says }) => {
    const { code, stdout, stderr } = await mainInProcess(args)
    expect([code, stdout]).toEqual([64, ''])
    expect(stderr.split('\n')[0]).toBe(`error: ${says}`)
  })

  it('shows the page of a command below another', async () => {
    const { code, stdout } = await mainInProcess(['help', 'state', 'check'])
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Usage: comptage state check [options]'])
  })

  it('78: --write without output: in the configuration', async () => {
    const bare = join(fresh({ 'c.yaml': CONFIG.replace('output: published\n', '') }), 'c.yaml')
    const { code, stderr } = await mainInProcess(['count', '-c', bare, '--write'])
    expect(code).toBe(78)
    expect(stderr).toContain('say output: in the configuration')
  })

  it.each([
    { argv: ['tally', '--tally', '-'] },
    { argv: ['export', '--tally', '-'] },
    { argv: ['merge', '--tally', '-', 'web1.tally'] },
    { argv: ['merge', '-o', '-', 'web1.tally'] },
    { argv: ['count', '-o', '-'] },
    { argv: ['count', '--ledger', '-'] },
    { argv: ['audit', '-o', '-'] },
    { argv: ['init', '-o', '-'] },
  ])('64: a file of the name -, where stdout may be meant: $argv', async ({ argv }) => {
    const { code, stdout, stderr } = await mainInProcess(argv)
    expect([code, stdout]).toEqual([64, ''])
    expect(stderr).toContain('expected a name, since - is not stdout here')
  })

  it('78: a configuration that is wrong, or not there', async () => {
    const wrong = join(fresh({ 'c.yaml': 'service: {}\n' }), 'c.yaml')
    expect((await mainInProcess(['count', '-c', wrong])).code).toBe(78)
    expect((await mainInProcess(['count', '-c', `${wrong}.not`])).code).toBe(78)
    expect((await mainInProcess(['count', '-c', folder])).stderr).toContain('name the file itself')
  })

  it.each([
    { argv: ['--version'], code: 0 },
    { argv: ['count', '--help'], code: 0 },
    { argv: ['help'], code: 0 },
    { argv: ['help', 'count'], code: 0 },
    { argv: ['help', 'serve'], code: 0 },
    { argv: [], code: 64 },
    { argv: ['cuont'], code: 64 },
  ])('$code: $argv', async ({ argv, code }) => {
    expect((await mainInProcess(argv)).code).toBe(code)
  })
})
