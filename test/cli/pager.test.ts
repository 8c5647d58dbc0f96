import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { choosePager } from '../../src/cli/terminal/show-long.ts'
import { has } from '../machine.js'
import { CONTROL_C, onTerminal } from './on-terminal.ts'
import { runComptage, testFolder } from './run-comptage.ts'

const { fresh } = testFolder('pager')

describe('choosePager', () => {
  it.each([
    { env: {}, words: ['less'], why: 'less, where nothing is said' },
    { env: { PAGER: 'more' }, words: ['more'], why: 'PAGER' },
    {
      env: { PAGER: 'more', COMPTAGE_PAGER: 'less -S' },
      words: ['less', '-S'],
      why: 'ours before PAGER, with its words',
    },
    { env: { PAGER: '' }, words: [], why: 'none, where it is empty' },
    { env: { TERM: 'dumb', PAGER: 'more' }, words: [], why: 'none on a dumb terminal' },
    { argv: ['formats', '--no-pager'], env: { PAGER: 'more' }, words: [], why: 'none with --no-pager' },
    { argv: ['explain', '--', '--no-pager'], env: {}, words: ['less'], why: 'what follows -- is no option' },
  ])('$why', ({ argv = ['formats'], env, words }) => {
    expect(choosePager(argv, env)).toEqual(words)
  })
})

describe.skipIf(!has('terminal'))('a long result on a terminal (skipped without the script of util-linux)', () => {
  const PAGER = 'sed s/^/PAGED:/'

  it.each(['formats', 'licences', 'help count', 'formats --help'])('%s goes through the pager', async (line) => {
    const { code, screen } = await onTerminal(`comptage ${line}`, { cwd: fresh(), env: { PAGER } })
    expect(code).toBe(0)
    expect(screen).toMatch(/^PAGED:/)
  })

  it.each([
    { line: 'comptage formats --no-pager', why: 'with --no-pager' },
    { line: 'comptage formats | cat', why: 'through a pipe' },
    { line: 'comptage licences > out; cat out', why: 'into a file' },
  ])('does not $why', async ({ line }) => {
    const { code, screen } = await onTerminal(line, { cwd: fresh(), env: { PAGER } })
    expect([code, screen.includes('PAGED')]).toEqual([0, false])
    expect(screen.split('\n').length).toBeGreaterThan(10)
  })

  it('is left with what it had by a pager that is closed', async () => {
    expect(await onTerminal('comptage formats', { cwd: fresh(), env: { PAGER: 'true' } })).toEqual({
      code: 0,
      screen: '',
    })
  })

  it.each(['cat; touch pwned', '$(touch pwned)', 'cat&&touch pwned', 'no-such-pager'])(
    'knows no shell: PAGER=%s is no program, and all is shown without',
    async (pager) => {
      const cwd = fresh()
      const { code, screen } = await onTerminal('comptage formats', { cwd, env: { PAGER: pager } })
      expect(code).toBe(0)
      expect(screen).toContain('combined')
      expect(existsSync(join(cwd, 'pwned'))).toBe(false)
    },
  )

  it('leaves Ctrl-C to the pager', async () => {
    const { screen } = await onTerminal('trap : INT; comptage formats; echo "ended with $?"', {
      cwd: fresh({ 'waits.sh': "trap 'echo INTERRUPTED' INT; cat >/dev/null; echo READY; sleep 1; echo DONE\n" }),
      env: { PAGER: 'sh waits.sh' },
      answers: [{ after: 'READY', type: CONTROL_C }],
    })
    expect(screen.replaceAll('\r', '')).toBe('READY\n^CINTERRUPTED\nDONE\nended with 0\n')
  })
})

it('never pages off a terminal', async () => {
  const { stdout } = await runComptage(['formats'], { env: { COMPTAGE_PAGER: 'sed s/^/PAGED:/' } })
  expect(stdout).not.toContain('PAGED')
})

describe.skipIf(!has('terminal'))('help (skipped without the script of util-linux)', () => {
  it('is as on 80 columns where the terminal says that it has none', async () => {
    const help = 'comptage --help --no-pager'
    const [unknown, usual] = [
      await onTerminal(`stty cols 0; ${help}`, { cwd: fresh() }),
      await onTerminal(help, { cwd: fresh() }),
    ]
    expect(unknown.screen.split('\n').length).toBeGreaterThan(40)
    expect(unknown).toEqual(usual)
  })
})
