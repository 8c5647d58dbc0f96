import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, testFolder } from '../cli/run-comptage.ts'

const { fresh } = testFolder('equivalent')
const DIST = join(ROOT, 'dist')

/** @param seed of the one history of each kind */
function compared(after: string, seed: number): string {
  const program = join(ROOT, 'test/equivalence/equivalent.js')
  const { stdout, stderr } = spawnSync(process.execPath, [program, DIST, after, '1', String(seed)], {
    encoding: 'utf8',
  })
  return stdout + stderr
}

/** The build, with one text of the pipeline replaced, wherever it stands. */
function mutant(text: string, by: string): string {
  const folder = fresh()
  cpSync(DIST, join(folder, 'dist'), { recursive: true, filter: (path) => !/\.d\.ts$|dist\/program$/.test(path) })
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
  for (const name of ['node_modules', 'licences']) symlinkSync(join(ROOT, name), join(folder, name))
  const files = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.js'),
  )
  const holding = files
    .map((path) => join(folder, 'dist', path))
    .filter((path) => readFileSync(path, 'utf8').includes(text))
  expect(holding).toHaveLength(1)
  for (const path of holding) writeFileSync(path, readFileSync(path, 'utf8').replace(text, by))
  return join(folder, 'dist')
}

describe('a build that is held to another', () => {
  it('is equal to itself', () => {
    expect(compared(DIST, 3)).toContain('\nequal\n')
  })

  it.each([
    ['closes without a grace', 'evidence.graceHours - evidence.nowHour', '-evidence.nowHour', 1],
    [
      'publishes a week within which the days of a table turned',
      'day > first && day <= last',
      'day < 0 && day <= last',
      5,
    ],
  ])('that %s differs', (_, text, by, seed) => {
    expect(compared(mutant(text, by), seed)).toContain('DIFFERS')
  })
})
