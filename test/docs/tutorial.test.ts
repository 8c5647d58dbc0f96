import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROOT, runShell, testFolder } from '../cli/run-comptage.ts'
import { secondsIn } from '../processor-clock.ts'
import { blocksOf, page, type Block } from './pages.ts'

const { fresh } = testFolder('tutorial')

describe.each([
  { path: 'docs/tutorial.md', locale: 'en_GB.UTF-8' },
  { path: 'docs/tutoriel.md', locale: 'fr_FR.UTF-8' },
])('$path', ({ path, locale }) => {
  const blocks = blocksOf(page(path))
  /** Each command, and what it prints. */
  const steps = blocks.flatMap((block, i) =>
    block.language === 'shell' ? [{ command: block, shown: blocks[i + 1] }] : [],
  )
  const printed: string[] = []
  const seconds: number[] = []

  beforeAll(async () => {
    const clone = join(fresh(), 'clone')
    cpSync(join(ROOT, 'fixtures/demo'), join(clone, 'fixtures/demo'), { recursive: true })
    const [, begin = ''] = /`(mkdir [^`]+)`/.exec(page(path).text) ?? []
    const cwd = (await runShell(`${begin} && pwd`, { cwd: clone })).stdout.trim()
    for (const { command } of steps) {
      const { code, stdout, stderr } = await runShell(`set -e\n${command.text}\ntimes >times`, {
        cwd,
        env: { LANG: locale },
      })
      expect(code, stderr).toBe(0)
      printed.push(Buffer.from(stdout, 'latin1').toString())
      seconds.push(secondsIn(readFileSync(join(cwd, 'times'), 'utf8')))
      if (command.text === 'cat comptage.yaml\n') takeMarksAway(join(cwd, 'comptage.yaml'))
    }
  })

  it('has commands, each with what it prints', () => {
    expect(steps.length).toBeGreaterThan(4)
    expect(steps.every(({ shown }) => shown?.language === 'text')).toBe(true)
  })

  it.each(steps.map(({ command, shown }, i) => ({ command: command.text.trim(), shown, i })))(
    'shows what is printed by $command',
    ({ shown, i }) => expectShown(shown, printed[i] ?? ''),
  )

  it('takes less than ten seconds a step', () => expect(Math.max(...seconds)).toBeLessThan(10))
})

/** As the page says, once each was looked at. */
function takeMarksAway(configuration: string): void {
  const draft = readFileSync(configuration, 'utf8')
  expect(draft).toContain(' # review:')
  writeFileSync(configuration, draft.replaceAll(/ # review:.*/g, ''))
}

/** `…` alone on a line stands for lines that were left out. */
function expectShown(shown: Block | undefined, whole: string): void {
  let from = 0
  for (const part of (shown?.text ?? '').split('…\n')) {
    const at = `\n${whole}`.indexOf(`\n${part}`, from)
    expect(at, part).toBeGreaterThanOrEqual(0)
    from = at + part.length
  }
}
