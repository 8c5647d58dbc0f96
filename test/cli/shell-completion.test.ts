import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import { SHELL_SCRIPTS, SHELLS, wordsAfter } from '../../src/cli/shell-completion.ts'
import { has } from '../machine.js'
import { COMPTAGE, ROOT } from './run-comptage.ts'

const KNOWN = {
  datasets: () => ['day-feature', 'month-feature'],
  features: () => ['accueil', 'aide', 'simulateur'],
  formats: () => ['combined', 'common'],
}

describe('wordsAfter', () => {
  it.each([
    { typed: 'ch', are: ['check'], why: 'a command' },
    { typed: 'state ', are: ['key'], why: 'a command below another', some: true },
    { typed: 'count --ac', are: ['--accept-risk'], why: 'an option' },
    { typed: 'count --la', are: ['--lang'], why: 'an option of all commands' },
    { typed: 'audit --no', are: ['--no-pager'], why: 'an option of all commands, with a no' },
    { typed: 'count --as par', are: ['parquet'], why: 'one of a list' },
    { typed: 'publish x --to ', are: ['data.gouv.fr', 'ckan'], why: 'all of a list' },
    { typed: 'count --dataset day', are: ['day-feature'], why: 'a table of the configuration' },
    { typed: 'check --format comb', are: ['combined'], why: 'a format' },
    { typed: 'formats com', are: ['combined', 'common'], why: 'a format as an argument' },
    { typed: 'explain a', are: ['accueil', 'aide'], why: 'a feature of the configuration' },
    { typed: 'explain --', are: ['--line'], why: 'an option beside', some: true },
    { typed: 'completion f', are: ['fish'], why: 'an argument of a list' },
    { typed: 'count -c ', are: [], why: 'a file, which the shell knows' },
    { typed: 'check acc', are: [], why: 'a log, which the shell knows' },
  ])('$typed: $why', ({ typed, are, some }) => {
    const found = wordsAfter(
      createProgram(() => undefined),
      typed.split(' '),
      KNOWN,
    )
    if (some === true) expect(found).toEqual(expect.arrayContaining(are))
    else expect(found).toEqual(are)
  })
})

/* Each shell as it is, with the script that it reads, and the real program. */
const ASK = {
  bash: `COMP_WORDS=(comptage count --as par); COMP_CWORD=3; _comptage; echo "\${COMPREPLY[@]}"`,
  zsh: `words=(comptage count --as par); CURRENT=4; compadd() { shift; print -r -- \${(P)1} }; _comptage`,
  fish: `complete -C 'comptage count --as par'`,
} as const

describe.each(SHELLS)('%s', (shell) => {
  it.skipIf(!has(shell))('completes by its script', () => {
    const program =
      shell === 'fish'
        ? `function comptage; ${process.execPath} ${COMPTAGE} $argv; end`
        : `comptage() { ${process.execPath} ${COMPTAGE} "$@"; }`
    const script = `${program}\n${SHELL_SCRIPTS[shell]}\n${ASK[shell]}`
    const { stdout, stderr } = spawnSync(shell, ['-c', script], {
      cwd: join(ROOT, 'fixtures/demo'),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: '/nonexistent' },
    })
    expect(stdout.trim(), stderr).toBe('parquet')
  })
})
