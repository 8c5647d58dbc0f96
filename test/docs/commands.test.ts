import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ROOT, runShell, testFolder } from '../cli/run-comptage.ts'
import { blocksIn, page, type Block } from './pages.ts'

/** Lines of `sh` blocks that are not run, and why. */
const NOT_RUN: readonly { readonly line: string; readonly why: string }[] = [
  { line: 'npm ci && npm run demo', why: 'installs; the demonstration is run in readme.test.ts' },
  { line: 'npm ci && npm run review-kit', why: 'installs; the kit is made in review-kit.test.ts' },
  {
    line: 'python3 example.py practice   # writes answers.csv of each world: yours go in their place',
    why: 'the same',
  },
  { line: 'python3 score.py practice', why: 'the same' },
  { line: 'python3 score.py challenge', why: 'the same' },
  { line: 'npm ci && npm test', why: 'runs these tests' },
]

const LOG = gunzipSync(readFileSync(join(ROOT, 'fixtures/demo/access.log.gz')))
const { fresh } = testFolder('docs')

/** Every line of every `sh` block, once; `# exit 65` at its end says how it ends. Those of scale.md are whole scripts: scale.test.ts. */
const commands = [
  ...new Set(
    blocksIn('sh')
      .filter(({ path }) => path !== 'docs/scale.md')
      .flatMap(linesOf),
  ),
]
const run = commands.filter((line) => !NOT_RUN.some((other) => other.line === line))

function linesOf({ text }: Block): readonly string[] {
  return text.split('\n').filter((line) => line !== '')
}

describe.concurrent('the commands of the documentation', () => {
  it('are many, and those that are not run are written somewhere', () => {
    expect(run.length).toBeGreaterThan(8)
    for (const { line } of NOT_RUN) expect(commands).toContain(line)
    // No block says a command without its language, and so escapes.
    expect(blocksIn('').concat(blocksIn('bash'), blocksIn('console'))).toEqual([])
  })

  it.each(run)('%s', async (line) => {
    const [, expected = '0'] = line.split('# exit ')
    const { code, stderr } = await runShell(line, { cwd: demoFolder(line) })
    expect(stderr).not.toMatch(/internal error|not found/)
    expect(code, stderr).toBe(Number(expected))
  })
})

describe('the line for Prometheus', () => {
  const [, line = ''] = /cd \/var\/lib\/prometheus\/node-exporter && (.*)/.exec(page('docs/cron.md').text) ?? []

  it.each([
    { why: 'all is well', before: 'comptage run --state state', state: 'state', well: 1 },
    { why: 'status itself fails', before: 'echo comptage_well 1 >comptage.prom', state: 'nowhere', well: 0 },
  ])('says comptage_well $well where $why', async ({ before, state, well }) => {
    const cwd = demoFolder(line)
    await runShell(`${before}\n${line.replace('--prometheus', `--prometheus --state ${state}`)}`, { cwd })
    const told = readFileSync(join(cwd, 'comptage.prom'), 'utf8')
    expect(told).toMatch(new RegExp(`^comptage_well(\\{.*\\})? ${well}$`, 'm'))
    expect(told.match(/^comptage_well/gm)).toHaveLength(1)
  })
})

/** The folder of the demonstration, and its log also as a plain file; without the configuration where the line drafts one. */
function demoFolder(line: string): string {
  const folder = join(fresh(), 'fixtures/demo')
  mkdirSync(folder, { recursive: true })
  for (const file of [...(line.startsWith('comptage init') ? [] : ['comptage.yaml']), 'access.log.gz'])
    cpSync(join(ROOT, 'fixtures/demo', file), join(folder, file))
  writeFileSync(join(folder, 'access.log'), LOG)
  return folder
}
