import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { MEASURES } from '../../src/domain/dictionary.ts'
import { ROOT, runProgram, testFolder } from '../cli/run-comptage.ts'

const { fresh } = testFolder('measure-words')

it('a file of protect names no measure, as a text or as a key: the record of all measures is asked', async () => {
  const lines = [
    ...MEASURES.map((measure, n) => `export const named${n} = '${measure}'`),
    'export const some = { entries: 1 }',
    'export type Some = { entries: number }',
  ]
  const text = lines.join('\n')
  // It takes the paths of its rules from where its configuration is.
  const config = readFileSync(join(ROOT, 'oxlint.config.js'), 'utf8')
  const cwd = fresh({ 'oxlint.config.js': config, 'src/protect/seal.ts': text, 'src/protect/measures.ts': text })
  for (const name of ['.ci', 'node_modules']) symlinkSync(join(ROOT, name), join(cwd, name))
  const { stdout } = await runProgram(
    join(ROOT, 'node_modules/.bin/oxlint'),
    ['-c', 'oxlint.config.js', '-f', 'unix', 'src'],
    { cwd },
  )
  const found = stdout.split('\n').filter((line) => line.includes('measures(are-asked)'))
  expect(found.map((line) => line.split(':').slice(0, 2).join(':')).sort()).toEqual(
    lines.map((_, n) => `src/protect/seal.ts:${n + 1}`).sort(),
  )
})
