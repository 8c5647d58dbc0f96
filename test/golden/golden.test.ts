import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow, ROOT, runComptage, testFolder, type Run } from '../cli/run-comptage.ts'

/*
 * A case is a folder of fixtures/: comptage.yaml, access.log, what the command line says beside them (arguments.txt, one
 * argument a line), and what must come out: expected/, stderr.txt, exit-code.txt. A new one needs no code:
 * make the first two, then UPDATE_GOLDEN=1 npx vitest run test/golden, and read what came out before you keep it.
 */
const FIXTURES = join(ROOT, 'fixtures')
// The demonstration is counted by `npm run demo`.
const cases = readdirSync(FIXTURES).filter((name) => name !== 'demo')

const isUpdating = process.env['UPDATE_GOLDEN'] === '1'
if (isUpdating && process.env['CI'] === 'true') throw new Error('UPDATE_GOLDEN has no place in CI')

const { fresh } = testFolder('golden')

type Outcome = {
  readonly files: Readonly<Record<string, string>>
  readonly stderr: string
  readonly exitCode: string
}

describe.concurrent('golden folders', () => {
  it('has cases', () => expect(cases.length).toBeGreaterThan(5))

  it.each(cases)('%s', async (name) => {
    const folder = join(FIXTURES, name)
    const outcome = await outcomeOf(folder)
    if (isUpdating) writeExpected(folder, outcome)
    expect(outcome).toEqual(expectedOf(folder))
  })
})

async function outcomeOf(folder: string): Promise<Outcome> {
  const cwd = fresh()
  for (const file of ['comptage.yaml', 'access.log']) cpSync(join(folder, file), join(cwd, file))
  const run = await runComptage(['count', '-c', 'comptage.yaml', ...argumentsOf(folder), '-o', 'out', 'access.log'], {
    cwd,
  })
  expect(run.stdout).toBe('')
  expectDiscreet(run, cwd)
  const out = join(cwd, 'out')
  return {
    files: Object.fromEntries(existsSync(out) ? Object.entries(filesBelow(out)).filter(isPublished) : []),
    // The page of errors is named by where the program stands.
    stderr: run.stderr.replaceAll(ROOT, ''),
    exitCode: `${run.code ?? 'signal'}\n`,
  }
}

function isPublished([path]: readonly [string, string]): boolean {
  return path !== '.comptage.lock'
}

/** Every identifier of the logs carries LEAK, or is an address of the documentation ranges. */
function expectDiscreet({ stderr }: Run, cwd: string): void {
  const written = Object.entries(filesBelow(cwd)).filter(([path]) => path !== 'access.log')
  expect(stderr + JSON.stringify(written)).not.toMatch(/LEAK|203\.0\.113|198\.51\.100|192\.0\.2\.|2001:db8/)
}

function argumentsOf(folder: string): readonly string[] {
  const file = join(folder, 'arguments.txt')
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
}

function expectedOf(folder: string): Outcome {
  const expected = join(folder, 'expected')
  return {
    // A folder without files is nothing to git.
    files: existsSync(expected) ? filesBelow(expected) : {},
    stderr: readFileSync(join(folder, 'stderr.txt'), 'utf8'),
    exitCode: readFileSync(join(folder, 'exit-code.txt'), 'utf8'),
  }
}

function writeExpected(folder: string, { files, stderr, exitCode }: Outcome): void {
  rmSync(join(folder, 'expected'), { recursive: true, force: true })
  for (const [path, bytes] of Object.entries(files)) {
    const target = join(folder, 'expected', path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, bytes, 'latin1')
  }
  writeFileSync(join(folder, 'stderr.txt'), stderr)
  writeFileSync(join(folder, 'exit-code.txt'), exitCode)
}
